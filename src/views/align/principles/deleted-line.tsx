import { flushSync } from 'react-dom';
import type { RevisionReason } from '../../../core/prompt/revision';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { useActions, useStudio } from '../../use-studio';
import { deletedLineClass, focusNewPrinciple } from './focus-row';
import { principleNumbers } from './number-words';

/** What the last change took out of the list, with the way back. It stays until something else changes. */
export function DeletedLine() {
  const { undo } = useActions().align;
  const reason = useStudio(({ project: { history } }) =>
    history.head === null ? null : (history.revisions.findLast(({ id }) => id === history.head)?.reason ?? null),
  );
  const numbers = reason === null ? [] : deletedNumbers(reason);
  if (numbers.length === 0) return null;
  function handleUndo() {
    flushSync(undo);
    // This line goes, and its button with it.
    focusNewPrinciple();
  }

  const words = `${principleNumbers(numbers)} ${numbers.length === 1 ? 'was' : 'were'} deleted`;
  return (
    <div className={deletedLineClass}>
      <Icon name="trash" />
      <span>{words}</span>
      <Button
        variant="ghost"
        icon="undo"
        label={`Undo: ${lowered(principleNumbers(numbers))} deleted`}
        onClick={handleUndo}
      >
        Undo
      </Button>
    </div>
  );
}

function deletedNumbers(reason: RevisionReason): readonly number[] {
  if (reason.kind === 'delete-principles') return reason.numbers;
  return reason.kind === 'mutation' && reason.change === 'delete' ? [reason.n] : [];
}

function lowered(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
