import type { SetTimer } from '../core/effects';

/** From the first of a burst of events to the one change of the screen that they make together. */
const burstMs = 40;

export interface Batch<T> {
  readonly add: (item: T) => void;
  /** Hands over at once what waits. */
  readonly flush: () => void;
  /** What waits is not wanted any more. */
  readonly drop: () => void;
}

/**
 * Gathers what comes in quick succession, so that a burst costs one change of the state and not hundreds. A timer and no animation
 * frame: a hidden tab has none, and the run goes on there.
 */
export function createBatch<T>(setTimer: SetTimer, hand: (items: readonly T[]) => void): Batch<T> {
  let waiting: T[] = [];
  let cancel: (() => void) | null = null;

  const drop = () => {
    cancel?.();
    cancel = null;
    waiting = [];
  };
  const flush = () => {
    const items = waiting;
    drop();
    if (items.length > 0) hand(items);
  };

  return {
    add(item) {
      waiting.push(item);
      cancel ??= setTimer(burstMs, flush);
    },
    flush,
    drop,
  };
}
