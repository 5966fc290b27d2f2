import { useMemo } from 'react';
import { CallFailure } from '../../shared/failure/call-failure';
import { OutcomeButtons } from '../../shared/failure/outcome-buttons';
import type { OutcomeAction } from '../../shared/failure/outcome-words';
import { useActions, useStudio } from '../../use-studio';
import { joinedFailure } from './joined-failure';
import { turnById } from './shown-turn';

/** Over all candidates: what several of them failed for, and one button that writes them all again. */
export function JoinedFailureAlert({ turnId }: { readonly turnId: string }) {
  const { retryCandidate } = useActions().align;
  const turn = useStudio(({ project }) => turnById(project.turns, turnId));
  const joined = useMemo(() => (turn === null ? null : joinedFailure(turn)), [turn]);
  if (turn === null || joined === null) return null;
  const { candidateIds, error } = joined;

  function retryAll() {
    for (const id of candidateIds) retryCandidate(turnId, id);
  }

  return (
    <CallFailure
      className="resp-end"
      error={error}
      actions={(helpful) => (
        <OutcomeButtons actions={retryingAll(helpful)} failed={{ purposes: ['respond'], error }} onRetry={retryAll} />
      )}
    />
  );
}

/** There is always such a button, and it says that it is for all. */
function retryingAll(helpful: readonly OutcomeAction[]): readonly OutcomeAction[] {
  const all: OutcomeAction = { kind: 'retry', label: 'Try all again' };
  return helpful.some(({ kind }) => kind === 'retry')
    ? helpful.map((action) => (action.kind === 'retry' ? all : action))
    : [...helpful, all];
}
