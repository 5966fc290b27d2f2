import type { ModelEvent } from '../core/model/language-model';
import { ModelError, type ModelErrorData } from '../core/model/model-error';
import type { ModelRef } from '../core/model/model-ref';
import type { ModelRequest } from '../core/model/model-request';
import type { ListedModel } from '../core/model/models-port';
import type { ServiceId } from '../core/model/provider-table';
import type { FromWorker, ToWorker } from './models-protocol';

/** The calls of one client: each by an id of its own, over whatever carries the messages. */
export interface RemoteCalls {
  /** Ends as the stream in the worker does. An abort is sent at once, also while nobody pulls. */
  stream(ref: ModelRef, request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelEvent>;
  embed(ref: ModelRef, texts: readonly string[], signal: AbortSignal): Promise<readonly Float32Array[]>;
  listModels(service: ServiceId, signal: AbortSignal): Promise<readonly ListedModel[]>;
  /** Takes what is about calls; says false to everything else. */
  receive(message: FromWorker): boolean;
  /** Nobody will answer any more: every call under way fails so, with the text that had come. */
  failAll(error: Omit<ModelErrorData, 'partialText'>): void;
}

export function createRemoteCalls({
  post,
  newId,
  onUnderWay = () => {},
}: {
  /** May throw a ModelError when there is nobody to post to. */
  readonly post: (message: ToWorker) => void;
  readonly newId: () => string;
  /** Called with the number of calls under way whenever it changes. */
  readonly onUnderWay?: (calls: number) => void;
}): RemoteCalls {
  const calls = new Map<string, RemoteCall>();

  function open(signal: AbortSignal): { readonly id: string; readonly call: RemoteCall; readonly close: () => void } {
    const id = newId();
    const call = remoteCall();
    const onAbort = () => {
      post({ type: 'abort', id });
      call.fail(signal.reason);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    calls.set(id, call);
    onUnderWay(calls.size);
    const close = () => {
      signal.removeEventListener('abort', onAbort);
      // Its reader stopped reading: the worker must stop as well.
      if (!call.ended()) post({ type: 'abort', id });
      calls.delete(id);
      onUnderWay(calls.size);
    };
    return { id, call, close };
  }

  /** A question that is answered in one message. */
  async function ask(signal: AbortSignal, question: (id: string) => ToWorker): Promise<WholeAnswer | undefined> {
    signal.throwIfAborted();
    const { id, call, close } = open(signal);
    try {
      startOrFail(call, () => post(question(id)));
      await call.next(signal);
      return call.answer();
    } finally {
      close();
    }
  }

  return {
    async *stream(ref, request, signal) {
      signal.throwIfAborted();
      const { id, call, close } = open(signal);
      try {
        startOrFail(call, () => post({ type: 'start', id, ref, request }));
        for (let event = await call.next(signal); event !== undefined; event = await call.next(signal)) yield event;
      } finally {
        close();
      }
    },
    async embed(ref, texts, signal) {
      const answer = await ask(signal, (id) => ({ type: 'embed', id, ref, texts }));
      return answer?.type === 'embedded' ? answer.vectors : [];
    },
    async listModels(service, signal) {
      const answer = await ask(signal, (id) => ({ type: 'list-models', id, service }));
      return answer?.type === 'listed' ? answer.models : [];
    },
    receive(message) {
      switch (message.type) {
        case 'events':
          calls.get(message.id)?.push(message.events);
          return true;
        case 'ended':
          calls.get(message.id)?.end();
          return true;
        case 'listed':
        case 'embedded':
          calls.get(message.id)?.end(message);
          return true;
        case 'failed':
          calls.get(message.id)?.fail(new ModelError(message.error));
          return true;
        case 'records':
        case 'spending':
        case 'status':
        case 'engine':
        case 'pong':
          return false;
      }
    },
    failAll(error) {
      for (const call of calls.values()) call.fail(new ModelError({ ...error, partialText: call.text() }));
    },
  };
}

/** A call that could not even be sent has ended, so that nobody aborts it. */
function startOrFail(call: RemoteCall, start: () => void): void {
  try {
    start();
  } catch (error) {
    call.fail(error);
  }
}

type WholeAnswer = Extract<FromWorker, { type: 'listed' | 'embedded' }>;

interface RemoteCall {
  push(events: readonly ModelEvent[]): void;
  end(answer?: WholeAnswer): void;
  /** The first end counts. */
  fail(error: unknown): void;
  ended(): boolean;
  /** Text so far. */
  text(): string;
  /** What it ended with, when that was one message. */
  answer(): WholeAnswer | undefined;
  /** Undefined at the end. Throws what it failed with, once all that came before has been read; on abort at once. */
  next(signal: AbortSignal): Promise<ModelEvent | undefined>;
}

function remoteCall(): RemoteCall {
  const queue: ModelEvent[] = [];
  let read = 0;
  let text = '';
  let answer: WholeAnswer | undefined;
  let end: { readonly error?: unknown } | undefined;
  let wake: () => void = () => {};

  function finish(outcome: { readonly error?: unknown }): void {
    end ??= outcome;
    wake();
  }

  return {
    push(events) {
      for (const event of events) {
        queue.push(event);
        if (event.type === 'text') text += event.text;
        if (event.type === 'restart') text = '';
      }
      wake();
    },
    end(whole) {
      answer = whole;
      finish({});
    },
    fail: (error) => finish({ error }),
    ended: () => end !== undefined,
    text: () => text,
    answer: () => answer,
    async next(signal) {
      while (true) {
        signal.throwIfAborted();
        const event = queue[read];
        if (event !== undefined) {
          read += 1;
          return event;
        }
        if (end !== undefined) {
          if ('error' in end) throw end.error;
          return undefined;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
