import { useMemo } from 'react';
import { flushSync } from 'react-dom';
import type { Principle } from '../../../core/constitution/principle';
import { findConflicts } from '../../../core/prompt/find-conflicts';
import { Button } from '../../ui/button';
import { Chip } from '../../ui/chip';
import { Dialog } from '../../ui/dialog';
import { useStudio } from '../../use-studio';
import { conflictWords } from './conflict-note';
import { focusRow } from './focus-row';
import { originOf, speakerWords } from './origin';
import { pairKey } from './shown-conflicts';
import type { RowActions } from './use-row-actions';

interface ConflictDialogProps {
  readonly id: string;
  readonly otherId: string;
  readonly actions: RowActions;
  /** Keeps both as they are; takes their `pairKey`. */
  readonly onKeep: (key: string) => void;
  readonly onClose: () => void;
}

/** Two principles that repeat each other or cannot both be followed, side by side, with what can be done. */
export function ConflictDialog({ id, otherId, actions, onKeep, onClose }: ConflictDialogProps) {
  const principles = useStudio((state) => state.project.prompt.principles);
  const [one, other] = [id, otherId].map((wanted) => {
    const index = principles.findIndex((principle) => principle.id === wanted);
    const principle = principles[index];
    return principle === undefined ? null : { principle, n: index + 1 };
  });
  const conflict = useMemo(
    () => findConflicts(principles, id).find((found) => found.id === otherId),
    [principles, id, otherId],
  );
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
          <Button onClick={() => remove(one.principle.id, other.principle.id)}>Delete principle {one.n}</Button>
          <Button onClick={() => remove(other.principle.id, one.principle.id)}>Delete principle {other.n}</Button>
          <span className="grow" />
          <Button variant="ghost" onClick={() => choose(() => onKeep(pairKey(one.principle, other.principle)), id)}>
            Keep both
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
