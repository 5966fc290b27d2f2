import { sleepBy } from '../core/sleep';

/** Time that moves only when a test moves it. Fits every `Clock` and `setTimer` of ours. */
export interface FakeClock {
  now(): number;
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** Runs `run` after `ms`; returns the way to call it off. */
  setTimer(ms: number, run: () => void): () => void;
  /** Moves time, stopping at each timer on the way, until everything that it set off has settled. */
  advance(ms: number): Promise<void>;
  /** Lets everything settle that can without time passing. */
  settle(): Promise<void>;
  /** Timers still to come. */
  pending(): number;
}

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

export function fakeClock(start = Date.UTC(2026, 10, 21, 9, 0, 0)): FakeClock {
  let now = start;
  let timers: readonly Timer[] = [];

  const setTimer = (ms: number, run: () => void): (() => void) => {
    const timer: Timer = { at: now + Math.max(0, ms), run };
    timers = [...timers, timer];
    return () => {
      timers = timers.filter((other) => other !== timer);
    };
  };

  return {
    now: () => now,
    setTimer,
    sleep: sleepBy(setTimer),
    async advance(ms) {
      const end = now + ms;
      await settle();
      for (let next = earliest(timers); next !== undefined && next.at <= end; next = earliest(timers)) {
        const due = next;
        timers = timers.filter((timer) => timer !== due);
        now = Math.max(now, due.at);
        due.run();
        await settle();
      }
      now = end;
    },
    settle,
    pending: () => timers.length,
  };
}

/** The earliest, and of equals the one set first. */
function earliest(timers: readonly Timer[]): Timer | undefined {
  return timers.reduce<Timer | undefined>(
    (best, timer) => (best === undefined || timer.at < best.at ? timer : best),
    undefined,
  );
}

/** More turns than any chain of wrappers needs. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 250; turn += 1) await Promise.resolve();
}
