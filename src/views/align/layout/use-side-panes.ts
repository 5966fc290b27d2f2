import { useEffect, useMemo, useRef, useState } from 'react';
import type { PaneHandle, PaneLayout } from '../../ui/panes';
import { media } from '../../ui/use-media';
import { useActions, useStudio, useStudioStore } from '../../use-studio';
import type { SidePane } from './pane-names';
import { type PaneSizes, readPaneLayout } from './saved-layout';
import { useChanged } from './use-changed';

export const defaultWidths: Readonly<Record<SidePane, string>> = { prompt: '304px', principles: '332px' };

/** The side panes' widths and whether they are hidden, kept with the settings of this device. */
export function useSidePanes() {
  const store = useStudioStore();
  const { updateSettings } = useActions();
  const [layout] = useState<PaneLayout | undefined>(() => readPaneLayout(store.getState().settings.panes));
  const [hidden, setHiddenPanes] = useState<ReadonlySet<SidePane>>(() => hiddenIn(layout));
  const prompt = useRef<PaneHandle>(null);
  const principles = useRef<PaneHandle>(null);

  function setHidden(pane: SidePane, isHidden: boolean) {
    // Below that width the group dissolves, and every pane of it measures nothing.
    if (window.matchMedia(media.medium).matches) return;
    setHiddenPanes((before) => new Set([...before].filter((other) => other !== pane).concat(isHidden ? [pane] : [])));
  }

  // Run asks for values in the prompt pane: it opens, before the first empty field takes the focus.
  const missing = useStudio((state) => state.missingValues);
  const isAsked = missing !== null && missing.length > 0;
  if (useChanged(missing) && isAsked && hidden.has('prompt')) setHidden('prompt', false);

  const sidePanes = useMemo(() => {
    const handles = { prompt, principles };
    const startedHidden = new Set(hiddenIn(layout));
    const save = () => {
      const sizes = sizesOf({ prompt: prompt.current, principles: principles.current });
      if (sizes !== null) updateSettings({ panes: { ...sizes } });
    };
    return {
      hide(pane: SidePane) {
        handles[pane].current?.collapse();
        save();
      },
      show(pane: SidePane) {
        const handle = handles[pane].current;
        handle?.expand();
        // One that was hidden when the page opened has no width to come back to, and would be as narrow as it can be.
        if (startedHidden.delete(pane)) handle?.resize(defaultWidths[pane]);
        save();
      },
    };
  }, [layout, updateSettings]);

  useEffect(() => {
    if (!isAsked || window.matchMedia(media.medium).matches) return;
    if (prompt.current?.isCollapsed()) sidePanes.show('prompt');
  }, [isAsked, sidePanes]);

  return {
    layout,
    hidden,
    setHidden,
    save: (panes: PaneLayout) => updateSettings({ panes: { ...panes } }),
    handles: { prompt, principles },
    sidePanes,
  };
}

function sizesOf({ prompt, principles }: Readonly<Record<SidePane, PaneHandle | null>>): PaneSizes | null {
  if (prompt === null || principles === null) return null;
  const left = prompt.getSize().asPercentage;
  const right = principles.getSize().asPercentage;
  return { prompt: left, responses: 100 - left - right, principles: right };
}

function hiddenIn(layout: PaneLayout | undefined): ReadonlySet<SidePane> {
  const sides: readonly SidePane[] = ['prompt', 'principles'];
  return new Set(sides.filter((pane) => layout?.[pane] === 0));
}
