import { useState } from 'react';
import { useActions, useStudioStore } from '../../use-studio';
import { type LabelSide, savedPanes, startingPanes, withPane } from './label-panes';

/** The side panes' widths and whether they are hidden, kept with the settings of this device. */
export function useLabelPanes() {
  const store = useStudioStore();
  const { updateSettings } = useActions().settings;
  const [panes, setPanes] = useState(() => startingPanes(store.getState().settings.panes, window.innerWidth));

  /** While a separator moves. */
  const resize = (side: LabelSide, width: number) => setPanes((before) => withPane(before, { side, width }));

  /** Where it came to rest: this is saved. */
  const settle = (side: LabelSide, width: number) => {
    const next = withPane(panes, { side, width });
    setPanes(next);
    updateSettings({ panes: { ...store.getState().settings.panes, ...savedPanes(next, window.innerWidth) } });
  };

  return { panes, resize, settle };
}
