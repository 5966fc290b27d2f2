import type { SetTimer } from '../../core/effects';

export const beatMs = 2_000;

/** How long a worker may be silent. */
export interface Patience {
  readonly beats: number;
  /** What it did not answer for. */
  readonly words: string;
}

/** A worker that has not said anything yet may still be on its way over a slow network. */
export const usualPatience = (everHeard: boolean): Patience =>
  everHeard ? { beats: 5, words: 'ten seconds' } : { beats: 15, words: 'half a minute' };

/**
 * For one that reads large files or draws sides for a million rows, and answers late: that takes some seconds in one piece, and on a
 * machine that is slow or busy several times as many. One that is buried at work would be buried again whenever it is tried again.
 */
export const longPatience = (everHeard: boolean): Patience =>
  everHeard ? { beats: 30, words: 'a minute' } : { beats: 45, words: 'a minute and a half' };

/**
 * Asks for a sign of life while calls are under way. It counts beats and not seconds: a page that sleeps, or whose timers the browser
 * slows down in the background, would otherwise take its own sleep for the death of the worker.
 */
export function createHeartbeat({
  ping,
  onDead,
  setTimer,
  patience = usualPatience,
}: {
  readonly ping: () => void;
  /** With how long it was silent, in words. */
  readonly onDead: (silence: string) => void;
  readonly setTimer: SetTimer;
  /** Asked at every beat. */
  readonly patience?: (everHeard: boolean) => Patience;
}): { watch(calls: number): void; heard(): void; reset(): void } {
  let watching = false;
  let unanswered = 0;
  let everHeard = false;
  let cancelTimer: () => void = () => {};

  function beat(): void {
    const { beats, words } = patience(everHeard);
    if (unanswered >= beats) {
      onDead(words);
      return;
    }
    ping();
    unanswered += 1;
    cancelTimer = setTimer(beatMs, beat);
  }

  return {
    watch(calls) {
      if (calls > 0 === watching) return;
      watching = calls > 0;
      cancelTimer();
      unanswered = 0;
      if (watching) cancelTimer = setTimer(beatMs, beat);
    },
    heard() {
      unanswered = 0;
      everHeard = true;
    },
    /** For the next worker. */
    reset() {
      cancelTimer();
      watching = false;
      unanswered = 0;
      everHeard = false;
    },
  };
}
