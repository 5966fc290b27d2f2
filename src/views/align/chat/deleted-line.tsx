import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { useActions, useStudio } from '../../use-studio';
import { focusMessage } from './focus-message';

/** What the last press deleted, with the way back. */
export function DeletedLine() {
  const { undoDelete, dismissDeleted } = useActions().chat;
  const what = useStudio(({ align }) => align.deletedTalk?.what ?? null);
  if (what === null) return null;

  async function bringBack() {
    await undoDelete();
    focusOn();
  }

  function close() {
    focusOn();
    dismissDeleted();
  }

  return (
    <div
      id={lineId}
      className="flex flex-none items-center gap-2 rounded-m bg-sunken py-0.5 pr-0.5 pl-2.5 text-ink-2 text-small inset-ring inset-ring-line"
    >
      <Icon name="trash" className="size-3.5" />
      <span className="mr-auto" role="status">
        {what} was deleted.
      </span>
      <Button variant="ghost" tight icon="undo" label="Undo the deletion" onClick={bringBack}>
        Undo
      </Button>
      <Button variant="quiet" icon="x" label="Close this note" onClick={close} />
    </div>
  );
}

const lineId = 'deleted-talk';

export const branchesId = 'branches';

/** From this line, which goes, and its buttons with it. */
function focusOn(): void {
  if (!focusMessage()) document.getElementById(branchesId)?.focus();
}

/** From the button that deleted, which went with what it deleted. */
export function focusUndo(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`#${lineId} button`)?.focus());
}
