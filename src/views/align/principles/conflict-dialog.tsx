import { useMemo } from 'react';
import { flushSync } from 'react-dom';
import type { Principle } from '../../../core/constitution/principle';
import { findConflicts } from '../../../core/prompt/find-conflicts';
import { isAligning } from '../../../store/align/align-state';
import type { Studio } from '../../../store/studio';
import { Button } from '../../ui/button';
import { Chip } from '../../ui/chip';
import { Dialog } from '../../ui/dialog';
import { useActions, useStudio } from '../../use-studio';
import { conflictWords } from './conflict-note';
import { focusRow } from './focus-row';
import { originOf, speakerWords } from './origin';
import { withContradictions } from './shown-conflicts';
import type { RowActions } from './use-row-actions';

interface ConflictDialogProps {
  readonly id: string;
  readonly otherId: string;
  readonly actions: RowActions;
  readonly onClose: () => void;
}

/** Two principles that repeat each other or cannot both be followed, side by side, with what can be done. */
export function ConflictDialog({ id, otherId, actions, onClose }: ConflictDialogProps) {
  const principles = useStudio((state) => state.project.prompt.principles);
  const [one, other] = [id, otherId].map((wanted) => {
    const index = principles.findIndex((principle) => principle.id === wanted);
    const principle = principles[index];
    return principle === undefined ? null : { principle, n: index + 1 };
  });
  const { keepBoth, mergePrinciples } = useActions().align;
  const found = useStudio(({ project }) => project.chat.contradictions);
  const isChat = useStudio(({ project }) => project.mode === 'chat');
  const whyNoMerge = useStudio(whyNotMerged);
  const conflict = useMemo(() => {
    const byRules = new Map([[id, findConflicts(principles, id)]]);
    const all = withContradictions(byRules, found ?? [], principles);
    return all.get(id)?.find((conflicting) => conflicting.id === otherId);
  }, [principles, found, id, otherId]);
  if (!one || !other) return null;

  /** The dialog goes first: while it is open it holds the focus. */
  function choose(act: () => void, focusId: string | null) {
    flushSync(onClose);
    act();
    if (focusId !== null) window.setTimeout(() => focusRow(focusId));
  }
  const remove = (gone: string, stays: string) => choose(() => actions.remove([gone]), stays);

  return (
    <Dialog
      open
      onClose={onClose}
      title="Compare principles"
      size="medium"
      description={conflict === undefined ? undefined : conflictWords(conflict)}
      footer={
        <>
          {isChat ? (
            <Button
              tip={`Deletes principle ${other.n}. Principle ${one.n} takes its place.`}
              onClick={() => remove(other.principle.id, one.principle.id)}
            >
              Replace
            </Button>
          ) : (
            <>
              <Button onClick={() => remove(one.principle.id, other.principle.id)}>Delete principle {one.n}</Button>
              <Button onClick={() => remove(other.principle.id, one.principle.id)}>Delete principle {other.n}</Button>
            </>
          )}
          <span className="grow" />
          <Button variant="ghost" onClick={() => choose(() => keepBoth([id, otherId]), id)}>
            Keep both
          </Button>
          <Button
            tip="Asks the alignment model for one principle in the place of both. You see it before it is applied."
            unavailable={whyNoMerge}
            onClick={() => choose(() => mergePrinciples([id, otherId]), id)}
          >
            Merge
          </Button>
          <Button
            variant="solid"
            onClick={() => {
              flushSync(onClose);
              window.setTimeout(() => actions.edit(id));
            }}
          >
            Edit principle {one.n}
          </Button>
        </>
      }
    >
      <div className="pair">
        {[one, other].map(({ principle, n }) => (
          <PairSide key={principle.id} principle={principle} n={n} />
        ))}
      </div>
    </Dialog>
  );
}

function whyNotMerged(state: Studio): string | undefined {
  if (state.project.drafts.review !== null) return 'Accept or reject the proposed change first.';
  return isAligning(state) ? 'Another change is being written. Wait, or cancel that first.' : undefined;
}

function PairSide({ principle, n }: { readonly principle: Principle; readonly n: number }) {
  const origin = originOf(principle);
  const isChat = useStudio((state) => state.project.mode === 'chat');
  const speaker = isChat ? speakerWords(principle) : null;
  return (
    <section aria-label={`Principle ${n}`}>
      <h3>Principle {n}</h3>
      <p>{principle.text}</p>
      <Chip icon={origin.icon} tone={origin.tone}>
        {origin.label}
      </Chip>
      {speaker !== null && <p className="hint mt-2">{speaker}</p>}
    </section>
  );
}
