import { type ReactNode, useEffect, useState } from 'react';
import { commandOf } from '../../shared/shortcuts/shortcuts';
import { usePaneWidths } from '../../shared/use-pane-widths';
import { isOfInputMethod } from '../../ui/enter-key';
import { platform } from '../../ui/kbd';
import { Workbench, type WorkbenchLayout } from '../../ui/workbench/workbench';
import { useStudioStore } from '../../use-studio';
import { useIsRunning } from './use-running';

type PlaygroundPane = 'request' | 'result';

const layout: WorkbenchLayout<PlaygroundPane> = {
  start: {
    id: 'request',
    label: 'Prompt',
    noun: 'request',
    savedAs: 'playground-request',
    limits: { min: 280, usual: 332, max: 620 },
  },
  main: { id: 'result', label: 'Result' },
  sharedColumn: 'start',
};

/** What is asked beside what came of it; a narrow window shows one of the two. */
export function PlaygroundFrame({ panes }: { readonly panes: Readonly<Record<PlaygroundPane, ReactNode>> }) {
  const { widths, onResize, onSettle } = usePaneWidths(layout);
  const [shown, show] = useState<PlaygroundPane>('request');
  const isRunning = useIsRunning();
  useRunShortcut();

  // Whoever starts a run waits for what comes of it.
  const [wasRunning, setWasRunning] = useState(isRunning);
  if (wasRunning !== isRunning) {
    setWasRunning(isRunning);
    if (isRunning) show('result');
  }
  return <Workbench title="Playground" {...{ layout, panes, shown, widths, onResize, onSettle }} onShow={show} />;
}

/** Ctrl or Cmd with Enter runs, from wherever the focus is, except in a dialog, which may mean something else by it. */
function useRunShortcut(): void {
  const store = useStudioStore();
  useEffect(() => {
    function handleKey(event: KeyboardEvent) {
      if (commandOf(event, platform) !== 'run' || inDialog(event.target)) return;
      if (event.defaultPrevented || event.repeat || isOfInputMethod(event)) return;
      event.preventDefault();
      void store.getState().actions.playground.run();
    }
    window.addEventListener('keydown', handleKey);
    return () => window.removeEventListener('keydown', handleKey);
  }, [store]);
}

function inDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"], [role="alertdialog"]') !== null;
}
