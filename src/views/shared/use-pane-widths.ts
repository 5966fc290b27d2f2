import { useState } from 'react';
import { type Side, type SidePanes, savedWidths, startingWidths, withWidth } from '../ui/workbench/saved-widths';
import { useActions, useStudioStore } from '../use-studio';

/** The side panes' widths and whether they are hidden, kept with the settings of this device. */
export function usePaneWidths(panes: SidePanes) {
  const store = useStudioStore();
  const { updateSettings } = useActions().settings;
  const [widths, setWidths] = useState(() =>
    startingWidths(panes, { saved: store.getState().settings.panes, windowWidth: window.innerWidth }),
  );

  /** While a separator moves. */
  const onResize = (side: Side, width: number) => setWidths((before) => withWidth(before, { side, width }));

  /** Where it came to rest: this is saved. */
  const onSettle = (side: Side, width: number) => {
    const next = withWidth(widths, { side, width });
    setWidths(next);
    const saved = savedWidths(panes, { widths: next, windowWidth: window.innerWidth });
    updateSettings({ panes: { ...store.getState().settings.panes, ...saved } });
  };

  /** Brings a hidden pane back for now, without saving it. It may be called while rendering. */
  const reveal = (side: Side) => {
    if (widths.hidden.includes(side)) setWidths(withWidth(widths, { side, width: widths.shown[side] }));
  };

  return { widths, onResize, onSettle, reveal };
}
