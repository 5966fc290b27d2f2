/** Locks that hold over all tabs and workers of this browser. */
export interface ModelLocks {
  /** Runs `work` while nobody else holds `name`. `onWait` is called when somebody does. Throws the signal's reason while it waits. */
  hold<T>(
    name: string,
    options: { readonly signal: AbortSignal; readonly onWait: () => void },
    work: () => Promise<T>,
  ): Promise<T>;
}

/** One download at a time: two at once would share the same network, and neither would end sooner. */
export const downloadLock = 'constitution-studio:model-download';

/** Whoever changes the files of a model holds it; who reads them for long may share it. */
export function modelLock(id: string): string {
  return `constitution-studio:model:${id}`;
}

export function webLocks(locks: Pick<LockManager, 'request'>): ModelLocks {
  return {
    async hold(name, { signal, onWait }, work) {
      signal.throwIfAborted();
      const free = await locks.request(name, { ifAvailable: true }, async (lock) =>
        lock === null ? null : { result: await work() },
      );
      if (free !== null) return free.result;
      onWait();
      return locks.request(name, { signal }, work);
    },
  };
}

/** Where the browser has no Web Locks: within this worker alone. */
export function ownLocks(): ModelLocks {
  const tails = new Map<string, Promise<unknown>>();
  return {
    async hold(name, { signal, onWait }, work) {
      signal.throwIfAborted();
      const before = tails.get(name);
      const turn = (before ?? Promise.resolve()).then(() => {
        signal.throwIfAborted();
        return work();
      });
      const tail = turn.catch(() => {});
      tails.set(name, tail);
      void tail.then(() => {
        if (tails.get(name) === tail) tails.delete(name);
      });
      if (before === undefined) return turn;
      onWait();
      return Promise.race([turn, aborted(signal)]);
    },
  };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
}
