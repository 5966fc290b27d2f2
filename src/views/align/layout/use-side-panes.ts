import { useState } from 'react';
import { useActions, useStudio, useStudioStore } from '../../use-studio';
import type { SidePane } from './pane-names';
import { sizesOf, startingWidths, withWidth } from './pane-widths';
import { useChanged } from './use-changed';

/** The side panes' widths and whether they are hidden, kept with the settings of this device. */
export function useSidePanes() {
  const store = useStudioStore();
  const { updateSettings } = useActions().settings;
  const [panes, setPanes] = useState(() => startingWidths(store.getState().settings.panes, window.innerWidth));

  // Run asks for values in the prompt pane: it opens, before the first empty field takes the focus.
  const missing = useStudio((state) => state.missingValues);
  if (useChanged(missing) && missing !== null && missing.length > 0 && panes.hidden.has('prompt')) {
    setPanes(withWidth(panes, { pane: 'prompt', width: panes.widths.prompt }));
  }

  /** While a separator moves. */
  const resize = (pane: SidePane, width: number) => setPanes((before) => withWidth(before, { pane, width }));

  /** Where it came to rest: this is saved. */
  const settle = (pane: SidePane, width: number) => {
    const next = withWidth(panes, { pane, width });
    setPanes(next);
    updateSettings({ panes: { ...store.getState().settings.panes, ...sizesOf(next, window.innerWidth) } });
  };

  return { panes, resize, settle };
}
