import { ModelError, type ModelErrorData } from '../../core/model/model-error';
import type { Call, EventOf, FromTraining, Input, MethodName, ToTraining, Value } from './training-protocol';

/** Calls under way, each by an id of its own. */
export interface TrainingCalls {
  ask<M extends MethodName>(call: CallOf<M>, options?: AskOptions<M>): Promise<Value<M>>;
  /** Leaving the loop aborts it. */
  stream<M extends MethodName>(call: CallOf<M>, signal: AbortSignal): AsyncGenerator<EventOf<M>>;
  receive(message: FromTraining): void;
  /** Nobody will answer any more. */
  failAll(error: ModelErrorData): void;
}

interface CallOf<M extends MethodName> {
  readonly method: M;
  readonly input: Input<M>;
}

interface AskOptions<M extends MethodName> {
  /** An abort rejects with its reason at once. */
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: EventOf<M>) => void;
}

interface UnderWay {
  readonly push: (events: readonly unknown[]) => void;
  readonly end: (value: unknown) => void;
  readonly fail: (error: unknown) => void;
}

export function createTrainingCalls({
  post,
  postIfRunning,
  newId,
  onUnderWay,
}: {
  /** May throw a ModelError when there is nobody to post to. */
  readonly post: (message: ToTraining) => void;
  readonly postIfRunning: (message: ToTraining) => void;
  readonly newId: () => string;
  readonly onUnderWay: (calls: number) => void;
}): TrainingCalls {
  const underWay = new Map<string, UnderWay>();

  /** Sends it, and resolves with what is answered. `push` hears the events. */
  async function open<M extends MethodName>(
    { method, input }: CallOf<M>,
    { signal, push }: { readonly signal: AbortSignal | undefined; readonly push: (events: readonly unknown[]) => void },
  ): Promise<Value<M>> {
    signal?.throwIfAborted();
    const id = newId();
    const stopped = new AbortController();
    try {
      return await new Promise<Value<M>>((resolve, reject) => {
        const onAbort = () => {
          postIfRunning({ type: 'abort', id });
          reject(signal?.reason);
        };
        signal?.addEventListener('abort', onAbort, { once: true, signal: stopped.signal });
        // The worker answers what `TrainingMethods` says of this method.
        underWay.set(id, { push, end: (value) => resolve(value as Value<M>), fail: reject });
        onUnderWay(underWay.size);
        post({ type: 'call', id, call: { method, input } as Call }); // the same pair
      });
    } finally {
      stopped.abort();
      underWay.delete(id);
      onUnderWay(underWay.size);
    }
  }

  return {
    ask: (call, { signal, onEvent } = {}) =>
      open(call, {
        signal,
        push: (events) => {
          // As above: events of this method.
          for (const event of events) onEvent?.(event as Parameters<NonNullable<typeof onEvent>>[0]);
        },
      }),

    async *stream<M extends MethodName>(call: CallOf<M>, signal: AbortSignal) {
      const leaving = new AbortController();
      const queue: EventOf<M>[] = [];
      let wake: () => void = () => {};
      let end: { readonly error?: unknown } | undefined;
      const finish = (outcome: { readonly error?: unknown }) => {
        end = outcome;
        wake();
      };
      open(call, {
        signal: AbortSignal.any([signal, leaving.signal]),
        push(events) {
          for (const event of events) queue.push(event as EventOf<M>); // as above
          wake();
        },
      }).then(
        () => finish({}),
        (error: unknown) => finish({ error }),
      );
      try {
        while (true) {
          signal.throwIfAborted();
          // All at once: one after the other from the front would be slow for a long queue.
          for (const event of queue.splice(0)) {
            yield event;
            signal.throwIfAborted();
          }
          if (queue.length > 0) continue;
          if (end !== undefined) {
            if ('error' in end) throw end.error;
            return;
          }
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      } finally {
        leaving.abort();
      }
    },

    receive(message) {
      switch (message.type) {
        case 'events':
          underWay.get(message.id)?.push(message.events);
          return;
        case 'result':
          underWay.get(message.id)?.end(message.value);
          return;
        case 'failed':
          underWay.get(message.id)?.fail(new ModelError(message.error));
          return;
        case 'models-wanted':
        case 'pong':
          return;
      }
    },

    failAll(error) {
      for (const { fail } of [...underWay.values()]) fail(new ModelError(error));
    },
  };
}
