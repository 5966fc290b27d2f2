import type { PaneLimits } from '../../ui/pane-width';
import type { SidePane } from './pane-names';
import { type PaneSizes, readPaneLayout } from './saved-layout';

/** Pixels; a hidden pane keeps the width that it comes back to. */
export interface PaneWidths {
  readonly widths: Readonly<Record<SidePane, number>>;
  readonly hidden: ReadonlySet<SidePane>;
}

export const paneLimits: Readonly<Record<SidePane, PaneLimits>> = {
  prompt: { min: 240, usual: 304, max: 560 },
  principles: { min: 260, usual: 332, max: 560 },
};

/** What was saved on this device, for a window of this width in pixels. */
export function startingWidths(saved: Readonly<Record<string, number>>, windowWidth: number): PaneWidths {
  const layout = readPaneLayout(saved);
  const width = (pane: SidePane) => {
    const percent = layout?.[pane] ?? 0;
    return percent === 0 ? paneLimits[pane].usual : Math.round((percent / 100) * windowWidth);
  };
  return {
    widths: { prompt: width('prompt'), principles: width('principles') },
    hidden: new Set(sides.filter((pane) => layout?.[pane] === 0)),
  };
}

/** `width` 0 hides the pane. */
export function withWidth(
  panes: PaneWidths,
  { pane, width }: { readonly pane: SidePane; readonly width: number },
): PaneWidths {
  const others = [...panes.hidden].filter((other) => other !== pane);
  if (width === 0) return { ...panes, hidden: new Set([...others, pane]) };
  return { widths: { ...panes.widths, [pane]: width }, hidden: new Set(others) };
}

/** As they are saved. */
export function sizesOf({ widths, hidden }: PaneWidths, windowWidth: number): PaneSizes {
  const percent = (pane: SidePane) => (hidden.has(pane) ? 0 : (widths[pane] / windowWidth) * 100);
  const [prompt, principles] = [percent('prompt'), percent('principles')];
  return { prompt, responses: 100 - prompt - principles, principles };
}

const sides: readonly SidePane[] = ['prompt', 'principles'];
