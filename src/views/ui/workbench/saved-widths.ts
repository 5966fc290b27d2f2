import type { PaneLimits } from './pane-width';

export type Side = 'start' | 'end';

export interface SidePane {
  /** In the names of its controls: "Hide the prompt pane". */
  readonly noun: string;
  /** The name that its width is saved under. */
  readonly savedAs: string;
  readonly limits: PaneLimits;
}

/** Pixels; a hidden pane keeps the width that it comes back to. */
export interface PaneWidths {
  readonly shown: Readonly<Record<Side, number>>;
  readonly hidden: readonly Side[];
}

/** The side panes of a workbench; it may have no second one. */
export interface SidePanes {
  readonly start: SidePane;
  readonly end?: SidePane;
}

/** What was saved on this device, in percent of a window of this width in pixels; the usual widths where nothing was that fits. */
export function startingWidths(
  panes: SidePanes,
  { saved, windowWidth }: { readonly saved: Readonly<Record<string, number>>; readonly windowWidth: number },
): PaneWidths {
  const percent = (side: Side) => (panes[side] === undefined ? undefined : saved[panes[side].savedAs]);
  const width = (side: Side) => {
    if (panes[side] === undefined) return 0;
    const { min, usual, max } = panes[side].limits;
    const share = percent(side) ?? 0;
    return share > 0 ? Math.max(min, Math.min(max, Math.round((share / 100) * windowWidth))) : usual;
  };
  return {
    shown: { start: width('start'), end: width('end') },
    hidden: sides.filter((side) => percent(side) === 0),
  };
}

/** `width` 0 hides the pane. */
export function withWidth(
  widths: PaneWidths,
  { side, width }: { readonly side: Side; readonly width: number },
): PaneWidths {
  const others = widths.hidden.filter((other) => other !== side);
  if (width === 0) return { ...widths, hidden: [...others, side] };
  return { shown: { ...widths.shown, [side]: width }, hidden: others };
}

/** As they are saved, beside the widths of other pages. */
export function savedWidths(
  panes: SidePanes,
  { widths, windowWidth }: { readonly widths: PaneWidths; readonly windowWidth: number },
): Readonly<Record<string, number>> {
  const percent = (side: Side) => (widths.hidden.includes(side) ? 0 : (widths.shown[side] / windowWidth) * 100);
  return {
    [panes.start.savedAs]: percent('start'),
    ...(panes.end && { [panes.end.savedAs]: percent('end') }),
  };
}

const sides: readonly Side[] = ['start', 'end'];
