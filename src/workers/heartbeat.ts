import type { SetTimer } from './set-timer';

export const beatMs = 2_000;
/** Ten seconds without an answer. */
export const beatsUntilDead = 5;
/** A worker that has not said anything yet may still be on its way over a slow network. */
export const beatsUntilStillborn = 15;

/**
 * Asks for a sign of life while calls are under way. It counts beats and not seconds: a page that sleeps, or whose timers the browser
 * slows down in the background, would otherwise take its own sleep for the death of the worker.
 */
export function createHeartbeat({
  ping,
  onDead,
  setTimer,
}: {
  readonly ping: () => void;
  readonly onDead: () => void;
  readonly setTimer: SetTimer;
}): { watch(calls: number): void; heard(): void; reset(): void } {
  let watching = false;
  let unanswered = 0;
  let everHeard = false;
  let cancelTimer: () => void = () => {};

  function beat(): void {
    if (unanswered >= (everHeard ? beatsUntilDead : beatsUntilStillborn)) {
      onDead();
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
