import { type AsyncQueue, createAsyncQueue } from '../../core/async-queue';
import type { ModelEvent } from '../../core/model/language-model';

/** One stream with several readers, each of whom gets all of it, whenever they came. */
export interface SharedStream {
  /** Ends with the stream, or throws the signal's reason. The stream is aborted when its last reader has left. */
  read(signal: AbortSignal): AsyncGenerator<ModelEvent>;
}

export function shareStream({
  start,
  onEnd,
}: {
  readonly start: (signal: AbortSignal) => AsyncIterable<ModelEvent>;
  /** Called once, when nobody can join any more: it has ended or failed, or all have left. */
  readonly onEnd: () => void;
}): SharedStream {
  const events: ModelEvent[] = [];
  const abort = new AbortController();
  const readers = new Set<AsyncQueue<ModelEvent>>();
  let started = false;
  let end: { readonly failure?: { readonly error: unknown } } | undefined;

  function settle(failure?: { readonly error: unknown }): void {
    if (end !== undefined) return;
    end = failure === undefined ? {} : { failure };
    onEnd();
    for (const reader of readers) reader.end(failure);
  }

  async function pump(): Promise<void> {
    try {
      for await (const event of start(abort.signal)) {
        events.push(event);
        for (const reader of readers) reader.push(event);
        // Before the rest is read, which is nothing: who has the whole answer may leave, and that is no reason to abort it.
        if (event.type === 'done') return settle();
      }
      settle();
    } catch (error) {
      settle({ error });
    }
  }

  function join(): AsyncQueue<ModelEvent> {
    const reader = createAsyncQueue<ModelEvent>();
    for (const event of events) reader.push(event);
    if (end !== undefined) reader.end(end.failure);
    readers.add(reader);
    if (!started) void pump();
    started = true;
    return reader;
  }

  function leave(reader: AsyncQueue<ModelEvent>): void {
    readers.delete(reader);
    if (readers.size > 0 || end !== undefined) return;
    abort.abort(new DOMException('Nobody waits for this call any more.', 'AbortError'));
    settle({ error: abort.signal.reason });
  }

  return {
    async *read(signal) {
      signal.throwIfAborted();
      const reader = join();
      try {
        yield* reader.items(signal);
      } finally {
        leave(reader);
      }
    },
  };
}
