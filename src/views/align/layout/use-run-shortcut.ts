import { useEffect } from 'react';
import { commandOf } from '../../shared/shortcuts/shortcuts';
import { isOfInputMethod } from '../../ui/enter-key';
import { platform } from '../../ui/kbd';
import { useActions } from '../../use-studio';

/** Ctrl or Cmd with Enter runs the prompt from wherever the focus is, except in a dialog, which may mean something else by it. */
export function useRunShortcut(): void {
  const { run } = useActions().align;
  useEffect(() => {
    function handleKey(event: KeyboardEvent) {
      if (commandOf(event, platform) !== 'run' || inDialog(event.target)) return;
      if (event.defaultPrevented || event.repeat || isOfInputMethod(event)) return;
      event.preventDefault();
      run();
    }
    window.addEventListener('keydown', handleKey);
    return () => window.removeEventListener('keydown', handleKey);
  }, [run]);
}

function inDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"], [role="alertdialog"]') !== null;
}
