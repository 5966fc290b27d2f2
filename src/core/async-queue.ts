/** Takes items from work that goes on by itself, and hands them to one reader in the order in which they came. */
export interface AsyncQueue<T> {
  push(item: T): void;
  /** No item comes after those pushed so far; with a failure, its error is thrown after them. The first end counts. */
  end(failure?: { readonly error: unknown }): void;
  /** Once. Throws the reason of an abort as soon as it comes, also before what is still unread. */
  items(signal?: AbortSignal): AsyncGenerator<T, void, undefined>;
}

/** `overtakes`: an item that nobody has read yet is replaced by the next one. */
export function createAsyncQueue<T>(overtakes: (last: T, next: T) => boolean = () => false): AsyncQueue<T> {
  let waiting: T[] = [];
  let ended: { readonly failure: { readonly error: unknown } | undefined } | null = null;
  let wake: (() => void) | null = null;

  return {
    push(item) {
      const last = waiting.at(-1);
      if (last !== undefined && overtakes(last, item)) waiting.pop();
      waiting.push(item);
      wake?.();
    },
    end(failure) {
      ended ??= { failure };
      wake?.();
    },
    async *items(signal) {
      const onAbort = (): void => wake?.();
      signal?.addEventListener('abort', onAbort, { once: true });
      try {
        for (;;) {
          signal?.throwIfAborted();
          // All at once: taken one by one from the front, a long queue would be slow.
          const ready = waiting;
          waiting = [];
          for (const item of ready) {
            yield item;
            signal?.throwIfAborted();
          }
          if (waiting.length > 0) continue;
          if (ended !== null) {
            if (ended.failure !== undefined) throw ended.failure.error;
            return;
          }
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
          wake = null;
        }
      } finally {
        signal?.removeEventListener('abort', onAbort);
      }
    },
  };
}
