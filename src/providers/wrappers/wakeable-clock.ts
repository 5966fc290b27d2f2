import type { Clock } from './clock';

/** A clock whose sleepers can be woken before their time. */
export interface WakeableClock extends Clock {
  /** Ends every sleep under way, as if its time had come. */
  wake(): void;
}

export function wakeableClock(clock: Clock): WakeableClock {
  const sleepers = new Set<() => void>();
  return {
    now: () => clock.now(),
    async sleep(ms, signal) {
      const woken = new AbortController();
      const wake = () => woken.abort(wokenEarly);
      sleepers.add(wake);
      try {
        await clock.sleep(ms, AbortSignal.any([signal, woken.signal]));
      } catch (error) {
        if (signal.aborted || error !== wokenEarly) throw error;
      } finally {
        sleepers.delete(wake);
      }
    },
    wake() {
      for (const wake of sleepers) wake();
    },
  };
}

/** Made once: it never leaves this file. */
const wokenEarly = new DOMException('Woken early.', 'AbortError');
