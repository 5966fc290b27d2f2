import type { SetTimer } from '../../core/effects';
import { type Batching, createBatcher } from './batcher';
import {
  type Answer,
  type Endpoint,
  type ErrorCodec,
  idOf,
  type Methods,
  type Request,
  readAnswer,
  readRequest,
} from './protocol';

export interface Answering<Event> {
  /** Aborted when the client calls it off; what is told or answered afterwards is heard by nobody. */
  readonly signal: AbortSignal;
  readonly tell: (event: Event) => void;
  /** Hands these over together with the value, instead of copying them. */
  readonly transfer: (...objects: Transferable[]) => void;
}

export interface Handler<Input, Event, Value> {
  (input: Input, answering: Answering<Event>): Promise<Value>;
  readonly batching?: Batching<Event>;
}

/** What a worker does: a method a row. */
export type Table<M extends Methods<M>> = {
  readonly [Name in keyof M]: Handler<M[Name]['input'], M[Name]['event'], M[Name]['value']>;
};

/** A row whose events go out otherwise than frame by frame. */
export function batched<Input, Event, Value>(
  batching: Batching<Event>,
  handler: (input: Input, answering: Answering<Event>) => Promise<Value>,
): Handler<Input, Event, Value> {
  return Object.assign(handler, { batching });
}

/** Of several events in a window (default: a frame) the last tells all that the others told. */
export function latestOnly<Input, Event, Value>(
  handler: (input: Input, answering: Answering<Event>) => Promise<Value>,
  window: Pick<Batching<Event>, 'windowMs'> = {},
): Handler<Input, Event, Value> {
  return batched<Input, Event, Value>({ ...window, join: (_, next) => next }, handler);
}

/** Does for the client at the other end what it asks. */
export function serve<M extends Methods<M>>(
  client: Endpoint,
  table: Table<M>,
  { errors, setTimer }: { readonly errors: ErrorCodec; readonly setTimer: SetTimer },
): void {
  const underWay = new Map<number, AbortController>();
  // No name of an object's own ancestors is a method.
  const methods = new Map<string, Handler<unknown, unknown, unknown>>(Object.entries(table));
  const send = (answer: Answer, transfer?: Transferable[]) => client.postMessage(answer, transfer);
  const refuse = (id: number) => send({ type: 'failed', id, events: [], error: errors.unreadable });

  async function answer(id: number, handler: Handler<unknown, unknown, unknown>, input: unknown): Promise<void> {
    const controller = new AbortController();
    const { signal } = controller;
    underWay.set(id, controller);
    const transferred: Transferable[] = [];
    const batcher = createBatcher({
      send(events: readonly unknown[]) {
        if (!signal.aborted) send({ type: 'events', id, events });
      },
      setTimer,
      batching: handler.batching,
    });
    try {
      const value = await handler(input, {
        signal,
        tell: batcher.push,
        transfer: (...objects) => void transferred.push(...objects),
      });
      const events = batcher.rest();
      if (!signal.aborted) send({ type: 'value', id, events, value }, transferred);
    } catch (error) {
      const events = batcher.rest();
      if (!signal.aborted) send({ type: 'failed', id, events, error: errors.toData(error) });
    } finally {
      underWay.delete(id);
    }
  }

  function abort(id: number): void {
    underWay.get(id)?.abort(new DOMException('The client called it off.', 'AbortError'));
  }

  function call({ id, method, input }: Extract<Request, { type: 'call' }>): void {
    const handler = methods.get(method);
    if (id === undefined) void handler?.(input, heardByNobody).catch(() => undefined);
    else if (handler === undefined) refuse(id);
    else void answer(id, handler, input);
  }

  function receive(request: Request): void {
    switch (request.type) {
      case 'call':
        call(request);
        return;
      case 'abort':
        abort(request.id);
        return;
      case 'close':
        for (const id of [...underWay.keys()]) abort(id);
        return;
      case 'ping':
        send({ type: 'pong' });
    }
  }

  client.addEventListener('message', ({ data }) => {
    const request = readRequest(data);
    if (request !== undefined) {
      receive(request);
      return;
    }
    const id = idOf(data);
    // The same channel may carry the answers to what this end asks.
    if (id !== undefined && readAnswer(data) === undefined) refuse(id);
  });
  client.start?.();
}

const heardByNobody: Answering<unknown> = {
  signal: new AbortController().signal,
  tell: () => undefined,
  transfer: () => undefined,
};
