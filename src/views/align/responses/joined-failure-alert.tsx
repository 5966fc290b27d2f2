import { useMemo } from 'react';
import { outcomeWords } from '../../shared/failure/outcome-words';
import { Alert } from '../../ui/alert';
import { useActions, useStudio } from '../../use-studio';
import { joinedFailure } from './joined-failure';
import { OutcomeButtons } from './outcome-buttons';
import { shownRun } from './shown-run';

/** Over all candidates: what several of them failed for, and one button that writes them all again. */
export function JoinedFailureAlert() {
  const { retryCandidate } = useActions().align;
  const run = useStudio(shownRun);
  const joined = useMemo(() => (run === null ? null : joinedFailure(run)), [run]);
  if (run === null || joined === null) return null;
  const { title, body, code, actions } = outcomeWords(joined.error);
  const offered = actions.map((action) => (action.kind === 'retry' ? { ...action, label: 'Try all again' } : action));
  const all = offered.some(({ kind }) => kind === 'retry')
    ? offered
    : [...offered, { kind: 'retry', label: 'Try all again' } as const];

  function retryAll() {
    for (const id of joined?.candidateIds ?? []) retryCandidate(run?.id ?? '', id);
  }

  return (
    <Alert
      className="resp-end"
      icon={joined.error.kind === 'prompt-blocked' || joined.error.kind === 'answer-blocked' ? 'block' : 'warn'}
      title={title}
      actions={
        <OutcomeButtons actions={all} failed={{ purposes: ['respond'], error: joined.error }} onRetry={retryAll} />
      }
    >
      {body} <code className="faint">{code}</code>
    </Alert>
  );
}
