/** Takes items from work that goes on by itself, and hands them to one reader in the order in which they came. */
export interface AsyncQueue<T> {
  push(item: T): void;
  /** No item comes after those pushed so far; with a failure, its error is thrown after them. The first end counts. */
  end(failure?: { readonly error: unknown }): void;
  items(): AsyncGenerator<T>;
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
    async *items() {
      for (;;) {
        // All at once: taken one by one from the front, a long queue would be slow.
        const ready = waiting;
        waiting = [];
        yield* ready;
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
    },
  };
}
