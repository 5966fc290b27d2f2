/** Pixels. A pane is never narrower than `min` unless it is hidden, which is 0. */
export interface PaneLimits {
  readonly min: number;
  readonly usual: number;
  readonly max: number;
}

/** Where a pane stops that is dragged to `wanted`: below half of its least width it is hidden. */
export function draggedWidth(wanted: number, { min, max }: PaneLimits): number {
  return wanted < min / 2 ? 0 : within(wanted, min, max);
}

interface Press {
  readonly key: string;
  /** 0 when hidden. */
  readonly width: number;
  /** The width that a hidden pane comes back to. */
  readonly shownWidth: number;
  /** On which of the pane's edges the separator stands. */
  readonly edge: PaneEdge;
  readonly limits: PaneLimits;
}

export type PaneEdge = 'start' | 'end';

/** The width after a key on the separator: arrows move it, Home and End go as far as it goes, Enter hides and shows. Null: not our key. */
export function pressedWidth({ key, width, shownWidth, edge, limits }: Press): number | null {
  const { min, max } = limits;
  const wider = edge === 'end' ? 'ArrowRight' : 'ArrowLeft';
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowRight':
      if (width === 0) return key === wider ? min : 0;
      return within(width + (key === wider ? step : -step), min, max);
    case 'Home':
      return min;
    case 'End':
      return max;
    case 'Enter':
      return width === 0 ? within(shownWidth, min, max) : 0;
    default:
      return null;
  }
}

const step = 16;

function within(width: number, min: number, max: number): number {
  return Math.max(min, Math.min(width, max));
}
