import type { PaneLimits } from '../../ui/pane-width';

export type LabelPane = 'setup' | 'results' | 'rules';

/** The panes that can be hidden on a wide window. */
export type LabelSide = 'setup' | 'rules';

/** Pixels; a hidden pane keeps the width that it comes back to. */
export interface LabelPanes {
  readonly widths: Readonly<Record<LabelSide, number>>;
  readonly hidden: readonly LabelSide[];
}

export const labelLimits: Readonly<Record<LabelSide, PaneLimits>> = {
  setup: { min: 260, usual: 292, max: 520 },
  rules: { min: 260, usual: 332, max: 620 },
};

/** What was saved on this device, in percent of a window of this width; the usual widths where nothing was. */
export function startingPanes(saved: Readonly<Record<string, number>>, windowWidth: number): LabelPanes {
  const width = (side: LabelSide) => {
    const percent = saved[keys[side]] ?? 0;
    const { min, usual, max } = labelLimits[side];
    return percent > 0 ? Math.max(min, Math.min(max, Math.round((percent / 100) * windowWidth))) : usual;
  };
  return {
    widths: { setup: width('setup'), rules: width('rules') },
    hidden: sides.filter((side) => saved[keys[side]] === 0),
  };
}

/** `width` 0 hides the pane. */
export function withPane(
  panes: LabelPanes,
  { side, width }: { readonly side: LabelSide; readonly width: number },
): LabelPanes {
  const others = panes.hidden.filter((other) => other !== side);
  if (width === 0) return { ...panes, hidden: [...others, side] };
  return { widths: { ...panes.widths, [side]: width }, hidden: others };
}

/** As they are saved, beside the widths of other pages. */
export function savedPanes({ widths, hidden }: LabelPanes, windowWidth: number): Readonly<Record<string, number>> {
  const percent = (side: LabelSide) => (hidden.includes(side) ? 0 : (widths[side] / windowWidth) * 100);
  return { [keys.setup]: percent('setup'), [keys.rules]: percent('rules') };
}

const keys: Readonly<Record<LabelSide, string>> = { setup: 'label-setup', rules: 'label-rules' };
const sides: readonly LabelSide[] = ['setup', 'rules'];
