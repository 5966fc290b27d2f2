import { useState } from 'react';
import { Button } from '../../ui/button';
import { Kbd } from '../../ui/kbd';
import type { RowActions } from './use-row-actions';

/** What can be done with the opened row; each is taken back by a second press, or by Undo. */
export function RowButtons({ actions }: { readonly actions: RowActions }) {
  const { edit, cannot, made } = actions;
  const [isTaken, setTaken] = useState(false);
  const isEdited = edit.chosen !== undefined || edit.rejected !== undefined;
  const isCut = made.flags.includes('cut');
  return (
    <div className="flex flex-wrap items-center gap-1.5 px-4 py-3">
      <Button
        icon="x"
        aria-keyshortcuts="X"
        aria-pressed={edit.isRejected === true}
        className={pressedLook(edit.isRejected)}
        onClick={actions.reject}
      >
        Reject <Kbd keys="x" silent />
      </Button>
      <Button
        icon="flag"
        aria-keyshortcuts="F"
        aria-pressed={edit.isFlagged === true}
        className={pressedLook(edit.isFlagged)}
        onClick={actions.flag}
      >
        Flag <Kbd keys="f" silent />
      </Button>
      <Button icon="edit" aria-keyshortcuts="E" unavailable={cannot.edit} onClick={actions.startEdit}>
        Edit <Kbd keys="e" silent />
      </Button>
      <Button
        icon="swap"
        aria-keyshortcuts="S"
        aria-pressed={edit.isSwapped === true}
        className={pressedLook(edit.isSwapped)}
        unavailable={cannot.swap}
        onClick={actions.swap}
      >
        Swap chosen and rejected <Kbd keys="s" silent />
      </Button>
      {isCut && (
        <Button
          icon="cut"
          aria-pressed={edit.isKept === true}
          className={pressedLook(edit.isKept)}
          tip="It goes into downloads although it was cut"
          onClick={actions.keep}
        >
          Keep although cut
        </Button>
      )}
      {isEdited && (
        <Button variant="ghost" icon="restore" onClick={actions.restoreTexts}>
          Restore the texts
        </Button>
      )}
      <Button
        variant="ghost"
        unavailable={cannot.takeAsExample}
        onClick={() => void actions.takeAsExample().then(setTaken)}
      >
        Use as example
      </Button>
      {isTaken && <span className="text-ink-3 text-small">Added to the examples of the constitution.</span>}
    </div>
  );
}

function pressedLook(isOn: true | undefined): string | undefined {
  return isOn && 'border-accent-line! bg-accent-tint! text-accent-ink!';
}
