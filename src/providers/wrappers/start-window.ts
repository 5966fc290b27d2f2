import type { Clock } from './clock';

/** Milliseconds: limits are of requests a minute. */
export const windowMs = 60_000;

export interface StartWindow {
  add(): void;
  /** Starts of the last minute. */
  count(): number;
  /** From here on starts count as well in a window of their own. */
  mark(): void;
  countSinceMark(): number;
  /** When the start was that is `place`-th from the end, from 1. */
  latest(place: number): number | undefined;
}

/** Starts of the last minute, oldest first. A run of a thousand calls a second keeps many, so nothing here walks through them. */
export function createStartWindow(clock: Clock): StartWindow {
  let starts: number[] = [];
  let first = 0;
  let marked = 0;

  function forget(): void {
    const since = clock.now() - windowMs;
    for (let start = starts[first]; start !== undefined && start <= since; start = starts[first]) first += 1;
    if (first <= starts.length / 2) return;
    starts = starts.slice(first);
    marked = Math.max(0, marked - first);
    first = 0;
  }

  return {
    add: () => void starts.push(clock.now()),
    count() {
      forget();
      return starts.length - first;
    },
    mark() {
      marked = starts.length;
    },
    countSinceMark() {
      forget();
      return starts.length - Math.max(first, marked);
    },
    latest: (place) => starts[starts.length - place],
  };
}
