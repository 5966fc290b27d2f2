import type { SetTimer } from './effects';

/** Waits by a clock of the caller's: resolves after `ms`, or rejects with the signal's reason as soon as that aborts. */
export function sleepBy(setTimer: SetTimer): (ms: number, signal: AbortSignal) => Promise<void> {
  return (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const onAbort = () => {
        cancel();
        reject(signal.reason);
      };
      const cancel = setTimer(ms, () => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      });
      signal.addEventListener('abort', onAbort, { once: true });
    });
}
