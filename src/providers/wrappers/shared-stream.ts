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
  const wake = new Set<() => void>();
  let readers = 0;
  let started = false;
  let end: { readonly error?: unknown } | undefined;

  function settle(outcome: { readonly error?: unknown }): void {
    if (end !== undefined) return;
    end = outcome;
    onEnd();
    wakeAll();
  }

  function wakeAll(): void {
    for (const resume of [...wake]) resume();
  }

  async function pump(): Promise<void> {
    try {
      for await (const event of start(abort.signal)) {
        events.push(event);
        wakeAll();
      }
      settle({});
    } catch (error) {
      settle({ error });
    }
  }

  function leave(): void {
    readers -= 1;
    if (readers > 0 || end !== undefined) return;
    abort.abort(new DOMException('Nobody waits for this call any more.', 'AbortError'));
    settle({ error: abort.signal.reason });
  }

  return {
    async *read(signal) {
      signal.throwIfAborted();
      readers += 1;
      if (!started) void pump();
      started = true;
      try {
        for (let next = 0; ; ) {
          signal.throwIfAborted();
          const event = events[next];
          if (event !== undefined) {
            next += 1;
            yield event;
          } else if (end !== undefined) {
            if ('error' in end) throw end.error;
            return;
          } else await wakeUp(wake, signal);
        }
      } finally {
        leave();
      }
    },
  };
}

/** Resolves at the next event, at the end, or on abort; the caller looks which. */
function wakeUp(wake: Set<() => void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const resume = () => {
      wake.delete(resume);
      signal.removeEventListener('abort', resume);
      resolve();
    };
    wake.add(resume);
    signal.addEventListener('abort', resume, { once: true });
  });
}
