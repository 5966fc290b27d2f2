import { type ReactNode, useEffect } from 'react';
import { commandOf } from '../../shared/shortcuts/shortcuts';
import { usePaneWidths } from '../../shared/use-pane-widths';
import { isOfInputMethod } from '../../ui/enter-key';
import { platform } from '../../ui/kbd';
import { Workbench } from '../../ui/workbench/workbench';
import { useStudio, useStudioStore } from '../../use-studio';
import { alignLayout, chatLayout } from './align-layout';
import { useChanged } from './use-changed';
import { type PaneName, useShownPane } from './use-shown-pane';

/** Three panes above History; on smaller windows fewer at a time. */
export function AlignFrame({ panes }: { readonly panes: Readonly<Record<PaneName, ReactNode>> }) {
  const { pane, show, news } = useShownPane();
  const { reveal, ...widths } = usePaneWidths(alignLayout);
  useRunShortcut();

  // Run asks for values in the prompt pane: it opens, before the first empty field takes the focus.
  const missing = useStudio((state) => state.align.missingValues);
  if (useChanged(missing) && missing !== null && missing.length > 0) reveal('start');

  const layout = useStudio(({ project }) => (project.mode === 'chat' ? chatLayout : alignLayout));
  return <Workbench title="Align" {...{ layout, panes, news }} shown={pane} onShow={show} {...widths} />;
}

/** Ctrl or Cmd with Enter runs the prompt, or sends the message, from wherever the focus is, except in a dialog, which may mean something else by it. */
function useRunShortcut(): void {
  const store = useStudioStore();
  useEffect(() => {
    function handleKey(event: KeyboardEvent) {
      if (commandOf(event, platform) !== 'run' || inDialog(event.target)) return;
      if (event.defaultPrevented || event.repeat || isOfInputMethod(event)) return;
      event.preventDefault();
      const { project, actions } = store.getState();
      if (project.mode === 'chat') actions.chat.send();
      else actions.align.run();
    }
    window.addEventListener('keydown', handleKey);
    return () => window.removeEventListener('keydown', handleKey);
  }, [store]);
}

function inDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"], [role="alertdialog"]') !== null;
}
