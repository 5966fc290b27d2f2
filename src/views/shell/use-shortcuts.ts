import { useEffect } from 'react';
import { commandOf } from '../shared/shortcuts/shortcuts';
import { isOfInputMethod } from '../ui/enter-key';
import { platform } from '../ui/kbd';
import { useStudioStore } from '../use-studio';
import { presentRoute } from './use-route';

/** The keys that hold on every page. Run is handled by Align and those of a row by Tune, where they mean something. */
export function useShortcuts(): void {
  const store = useStudioStore();
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.defaultPrevented || isOfInputMethod(event)) return;
      const { actions, dialog } = store.getState();
      switch (commandOf(event, platform)) {
        case 'undo':
          if (!keepsOwnUndo(event.target)) answer(event, actions[roomOfUndo()].undo);
          return;
        case 'redo':
          if (!keepsOwnUndo(event.target)) answer(event, actions[roomOfUndo()].redo);
          return;
        case 'show-shortcuts':
          if (dialog === null && !isTyping(event.target))
            answer(event, () => actions.shell.openDialog({ kind: 'shortcuts' }));
          return;
        case 'run':
        case 'reject-row':
        case 'flag-row':
        case 'edit-row':
        case 'swap-row':
        case null:
          return;
      }
    }
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [store]);
}

/** As the buttons of the header. */
function roomOfUndo(): 'tune' | 'align' {
  return presentRoute() === 'tune' ? 'tune' : 'align';
}

function answer(event: KeyboardEvent, action: () => void): void {
  event.preventDefault();
  action();
}

/** Text fields keep the browser's undo, except Prompt: its text is part of the history. A dialog covers what would change. */
function keepsOwnUndo(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null) return true;
  return isTyping(target) && nameOf(target) !== 'Prompt';
}

const textFields =
  'textarea, select, [contenteditable="true"], input:not([type="checkbox"], [type="radio"], [type="file"])';

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(textFields) !== null;
}

function nameOf(field: Element): string | undefined {
  const labels = field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement ? field.labels : null;
  return (field.getAttribute('aria-label') ?? labels?.item(0)?.textContent ?? undefined)?.trim();
}
