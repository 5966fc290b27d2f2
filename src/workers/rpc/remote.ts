import { createAsyncQueue } from '../../core/async-queue';
import { createLink, type Source } from './link';
import type { Answer, Endpoint, ErrorCodec, Methods } from './protocol';

/** The methods of a worker, as a client calls them. */
export interface Remote<M extends Methods<M>> {
  /** An abort rejects with its reason at once, and is sent at once. */
  call<Name extends NameOf<M>>(
    method: Name,
    input: M[Name]['input'],
    options?: CallOptions<M[Name]['event']>,
  ): Promise<M[Name]['value']>;
  /** What the method tells. Nothing is sent before the first pull; an abort is sent at once, also while nobody pulls; leaving the loop aborts. */
  stream<Name extends NameOf<M>>(
    method: Name,
    input: M[Name]['input'],
    options: { readonly signal: AbortSignal },
  ): AsyncGenerator<M[Name]['event'], void, undefined>;
  /** To a worker that is running, if there is one. Nobody hears what comes of it. */
  notify<Name extends NameOf<M>>(method: Name, input: M[Name]['input'], transfer?: Transferable[]): void;
  /** Hears what the method tells, of this worker and of every one after it. No call under way: no worker is started for it. */
  subscribe<Name extends NameOf<M>>(
    method: Name,
    input: M[Name]['input'],
    onEvent: (event: M[Name]['event']) => void,
  ): void;
  /** Starts what the first call needs. Throws what that would fail with. */
  start(): void;
  /** Nobody answers at the other end any more, as somebody else has learnt. */
  lose(reason: string): void;
  /** Whether the worker is busy for others: then it is watched as if it were for us. */
  watch(busy: boolean): void;
}

type NameOf<M> = keyof M & string;

interface CallOptions<Event> {
  readonly signal?: AbortSignal | undefined;
  readonly onEvent?: (event: Event) => void;
  readonly transfer?: Transferable[];
}

export interface RemoteOptions {
  readonly source: Source;
  readonly errors: ErrorCodec;
  /** What calls under way fail with when the worker has died, once they have been made `tries` times. */
  readonly died: (reason: string) => Error;
  /** How often a call is made when one worker after the other dies of it. Default 1; a stream, of which something was told, is made once. */
  readonly tries?: number;
  /** Asked before every call; throws what stands in its way. */
  readonly mayCall?: () => void;
  /** The first messages of a new worker go out here; it may be served what it asks over the same channel. */
  readonly onStart?: (endpoint: Endpoint) => void;
  /** Before the calls under way hear of it. `restarts`: false when it is not started again for now. */
  readonly onLost?: (loss: { readonly reason: string; readonly restarts: boolean }) => void;
}

interface UnderWay {
  /** Whether it is one that somebody waits for. */
  readonly counts: boolean;
  readonly events: (events: readonly unknown[]) => void;
  readonly end: (value: unknown) => void;
  readonly fail: (error: unknown) => void;
}

interface Question {
  readonly method: string;
  readonly input: unknown;
  readonly signal?: AbortSignal | undefined;
  readonly transfer?: Transferable[] | undefined;
}

/** Its worker is gone. Nobody outside sees this: the call is made again, or fails with what `died` says. */
class Lost extends Error {
  readonly reason: string;

  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}

/** A client of a worker, which is started, or reached, at the first call. */
export function createRemote<M extends Methods<M>>({
  source,
  errors,
  died,
  tries: mostTries = 1,
  mayCall = () => {},
  onStart = () => {},
  onLost = () => {},
}: RemoteOptions): Remote<M> {
  const underWay = new Map<number, UnderWay>();
  const standing: (() => void)[] = [];
  let ids = 0;
  /** Calls under way that somebody waits for. */
  let counted = 0;
  let busyForOthers = false;

  const link = createLink(source, {
    onOpen(endpoint) {
      // Subscribers first: they hear what the rest sets off.
      for (const begin of standing) begin();
      onStart(endpoint);
    },
    onAnswer: receive,
    onLost(loss) {
      // Whoever hears of it may call again at once, and that call is with the next worker.
      const lost = [...underWay.values()];
      onLost(loss);
      failEach(lost, new Lost(loss.reason));
    },
    onNotOpened: (error) => failEach([...underWay.values()], error),
  });

  function receive(answer: Answer): void {
    if (answer.type === 'pong') return;
    const call = underWay.get(answer.id);
    if (call === undefined) return;
    try {
      if (answer.events.length > 0) call.events(answer.events);
    } finally {
      // Also when whoever listens throws: else nobody would hear of the end.
      if (answer.type === 'value') call.end(answer.value);
      if (answer.type === 'failed') call.fail(errors.fromData(answer.error));
    }
  }

  function failEach(calls: readonly UnderWay[], error: unknown): void {
    for (const call of calls) call.fail(error);
  }

  function watch(): void {
    link.watch(busyForOthers ? Math.max(1, counted) : counted);
  }

  function count({ counts }: UnderWay, by: 1 | -1): void {
    if (!counts) return;
    counted += by;
    watch();
  }

  /** Sends it; returns the way to call it off. Whoever hears is told one end. */
  function ask({ method, input, signal, transfer }: Question, heard: UnderWay): () => void {
    ids += 1;
    const id = ids;
    const leave = (): boolean => {
      signal?.removeEventListener('abort', onAbort);
      if (!underWay.delete(id)) return false;
      count(heard, -1);
      return true;
    };
    const callOff = () => {
      if (leave()) link.postIfOpen({ type: 'abort', id });
    };
    const onAbort = () => {
      callOff();
      heard.fail(signal?.reason);
    };
    const fail = (error: unknown) => {
      leave();
      heard.fail(error);
    };
    const end = (value: unknown) => {
      leave();
      heard.end(value);
    };
    underWay.set(id, { ...heard, end, fail });
    count(heard, 1);
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      if (heard.counts) mayCall();
      link.post({ type: 'call', id, method, input }, transfer);
    } catch (error) {
      fail(error);
    }
    return callOff;
  }

  /** Undefined when it has not been tried often enough yet. */
  function finalError(error: unknown, tries: number): unknown {
    if (!(error instanceof Lost)) return error;
    return tries < mostTries ? undefined : died(error.reason);
  }

  return {
    async call(method, input, { signal, onEvent, transfer } = {}) {
      const events = (told: readonly unknown[]) => {
        for (const event of told) onEvent?.(event); // events of this method
      };
      for (let tries = 1; ; tries += 1) {
        signal?.throwIfAborted();
        try {
          return await new Promise<M[typeof method]['value']>((end, fail) => {
            ask({ method, input, signal, transfer }, { counts: true, events, end, fail }); // the value of this method
          });
        } catch (error) {
          const final = finalError(error, tries);
          if (final !== undefined) throw final;
        }
      }
    },

    async *stream(method, input, { signal }) {
      signal.throwIfAborted();
      const queue = createAsyncQueue<M[typeof method]['event']>();
      const events = (told: readonly unknown[]) => {
        for (const event of told) queue.push(event); // events of this method
      };
      const fail = (error: unknown) => queue.end({ error: finalError(error, mostTries) });
      const callOff = ask({ method, input, signal }, { counts: true, events, end: () => queue.end(), fail });
      try {
        yield* queue.items(signal);
      } finally {
        callOff();
      }
    },

    notify: (method, input, transfer) => link.postIfOpen({ type: 'call', method, input }, transfer),

    subscribe(method, input, onEvent) {
      const events = (told: readonly unknown[]) => {
        for (const event of told) onEvent(event);
      };
      const begin = () => void ask({ method, input }, { counts: false, events, end: () => {}, fail: () => {} });
      standing.push(begin);
    },

    start: link.open,
    lose: link.lose,
    watch(busy) {
      busyForOthers = busy;
      watch();
    },
  };
}
