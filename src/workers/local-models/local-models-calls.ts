import type { StoredModel } from '../../core/local/local-model';
import { LocalModelError } from '../../core/local/local-model-error';
import type { FromLocalModels, ToLocalModels } from './local-models-protocol';

type Answer = Exclude<FromLocalModels, { type: 'changed' | 'pong' }>;
type Outcome = { readonly error: unknown } | { readonly stored: readonly StoredModel[] | null };

export interface LocalModelsCalls {
  /** Ends as the work in the worker does; an abort is sent at once, also while nobody pulls. */
  stream<E extends object>(message: (id: string) => ToLocalModels, signal: AbortSignal): AsyncGenerator<E>;
  /** What is stored, when that was asked for. */
  ask(message: (id: string) => ToLocalModels): Promise<readonly StoredModel[] | null>;
  receive(message: Answer): void;
  /** Nobody will answer any more. */
  failAll(error: () => LocalModelError): void;
}

/** The calls of a client: each by an id of its own. */
export function localModelsCalls({
  post,
  postIfRunning,
  newId,
  onUnderWay,
}: {
  /** May throw a LocalModelError when there is nobody to post to. */
  readonly post: (message: ToLocalModels) => void;
  readonly postIfRunning: (message: ToLocalModels) => void;
  readonly newId: () => string;
  readonly onUnderWay: (calls: number) => void;
}): LocalModelsCalls {
  const calls = new Map<string, Call>();

  function begin(message: (id: string) => ToLocalModels): { readonly id: string; readonly call: Call } {
    const id = newId();
    const call = newCall();
    calls.set(id, call);
    onUnderWay(calls.size);
    try {
      post(message(id));
    } catch (error) {
      // It never began, so there is nothing to call off.
      call.end({ error });
    }
    return { id, call };
  }

  function forget(id: string): void {
    calls.delete(id);
    onUnderWay(calls.size);
  }

  return {
    async *stream<E extends object>(message: (id: string) => ToLocalModels, signal: AbortSignal): AsyncGenerator<E> {
      signal.throwIfAborted();
      const { id, call } = begin(message);
      const callOff = () => {
        if (call.outcome() === null) postIfRunning({ type: 'abort', id });
      };
      const onAbort = () => {
        callOff();
        call.end({ error: signal.reason });
      };
      signal.addEventListener('abort', onAbort, { once: true });
      try {
        while (true) {
          signal.throwIfAborted();
          const event = call.take();
          if (event !== undefined) {
            // The worker sends to each call the events of its own kind.
            yield event as E;
            continue;
          }
          const outcome = call.outcome();
          if (outcome === null) await call.more();
          else if ('error' in outcome) throw outcome.error;
          else return;
        }
      } finally {
        signal.removeEventListener('abort', onAbort);
        callOff();
        forget(id);
      }
    },
    async ask(message) {
      const { id, call } = begin(message);
      try {
        for (let outcome = call.outcome(); ; outcome = call.outcome()) {
          if (outcome === null) await call.more();
          else if ('error' in outcome) throw outcome.error;
          else return outcome.stored;
        }
      } finally {
        forget(id);
      }
    },
    receive(message) {
      const call = calls.get(message.id);
      switch (message.type) {
        case 'event':
          call?.push(message.event);
          return;
        case 'listed':
          call?.end({ stored: message.stored });
          return;
        case 'ended':
          call?.end({ stored: null });
          return;
        case 'failed':
          call?.end({ error: new LocalModelError(message.error) });
      }
    },
    failAll(error) {
      for (const call of calls.values()) call.end({ error: error() });
    },
  };
}

interface Call {
  push(event: object): void;
  /** The first end counts. */
  end(outcome: Outcome): void;
  outcome(): Outcome | null;
  take(): object | undefined;
  more(): Promise<void>;
}

function newCall(): Call {
  const queue: object[] = [];
  let end: Outcome | null = null;
  let wake = () => {};
  return {
    push(event) {
      queue.push(event);
      wake();
    },
    end(outcome) {
      end ??= outcome;
      wake();
    },
    outcome: () => end,
    take: () => queue.shift(),
    more: () =>
      new Promise((resolve) => {
        wake = resolve;
      }),
  };
}
