import type { SetTimer } from '../../core/effects';
import { createHeartbeat, type Patience } from './heartbeat';
import { type Answer, type Endpoint, type Request, readAnswer, readRequest } from './protocol';

/** A `Worker`, as much of it as its owner needs. */
export interface WorkerLike extends Endpoint {
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'error' | 'messageerror', listener: (event: { readonly message?: string }) => void): void;
  terminate(): void;
}

/** Whom a client talks to: a worker of its own, or the other end of a port that somebody gives it. */
export type Source = SpawnSource | ConnectSource;

interface SpawnSource {
  readonly spawn: () => WorkerLike;
  /** What the first call fails with when the browser starts none. */
  readonly notStarted: (cause: unknown) => Error;
  readonly setTimer: SetTimer;
  /** How long it may be silent while calls are under way. Asked at every beat. */
  readonly patience?: (everHeard: boolean) => Patience;
  /** When it dies, another is started at once; absent: at the next call. */
  readonly restart?: Restart;
}

interface Restart {
  /** So many deaths within a minute, and it is not started again until the minute is over. */
  readonly mostDeaths: number;
  /** What a call fails with until then. */
  readonly keepsDying: () => Error;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

interface ConnectSource {
  /** Asked again once the last one is lost. Its own error is that of the calls that wait for it. */
  readonly connect: () => Promise<Endpoint>;
}

export interface Link {
  /** Opens it if it is not open. May throw. */
  open(): void;
  post(request: Request, transfer?: Transferable[]): void;
  /** Without opening it. */
  postIfOpen(request: Request, transfer?: Transferable[]): void;
  /** Nobody answers at the other end any more. */
  lose(reason: string): void;
  /** How many calls are under way: then signs of life are asked for. */
  watch(calls: number): void;
}

export interface LinkEvents {
  /** The first messages go out here. */
  readonly onOpen: (endpoint: Endpoint) => void;
  readonly onAnswer: (answer: Answer) => void;
  readonly onLost: (loss: { readonly reason: string; readonly restarts: boolean }) => void;
  readonly onNotOpened: (error: unknown) => void;
}

export function createLink(source: Source, events: LinkEvents): Link {
  return 'spawn' in source ? workerLink(source, events) : portLink(source, events);
}

const deathWindowMs = 60_000;

function workerLink(
  { spawn, notStarted, setTimer, patience, restart }: SpawnSource,
  { onOpen, onAnswer, onLost }: LinkEvents,
): Link {
  let worker: WorkerLike | undefined;
  let deaths: readonly number[] = [];
  const heartbeat = createHeartbeat({
    ping: () => worker?.postMessage({ type: 'ping' } satisfies Request),
    onDead: (silence) => bury(`it did not answer for ${silence}`),
    setTimer,
    ...(patience && { patience }),
  });

  const isSpent = ({ mostDeaths, now }: Restart) =>
    deaths.filter((death) => death > now() - deathWindowMs).length >= mostDeaths;

  function running(): WorkerLike {
    if (worker !== undefined) return worker;
    if (restart !== undefined && isSpent(restart)) throw restart.keepsDying();
    const started = spawned();
    worker = started;
    // Messages and errors of a worker that was given up arrive late, and are about nothing any more.
    const whileCurrent = (act: () => void) => {
      if (worker === started) act();
    };
    started.addEventListener('message', ({ data }) => whileCurrent(() => read(data)));
    started.addEventListener('error', ({ message }) => whileCurrent(() => bury(message || 'it could not be loaded')));
    started.addEventListener('messageerror', () => whileCurrent(() => bury('a message could not be read')));
    onOpen(started);
    return started;
  }

  function spawned(): WorkerLike {
    try {
      return spawn();
    } catch (cause) {
      died();
      throw notStarted(cause);
    }
  }

  function read(data: unknown): void {
    heartbeat.heard();
    const answer = readAnswer(data);
    if (answer !== undefined) onAnswer(answer);
    // The same channel may carry what the worker asks of this end.
    else if (readRequest(data) === undefined) bury('it sent a message of an unknown kind');
  }

  function died(): void {
    if (restart !== undefined) deaths = [...deaths, restart.now()].slice(-restart.mostDeaths);
  }

  function bury(reason: string): void {
    worker?.terminate();
    worker = undefined;
    heartbeat.reset();
    died();
    const restarts = restart === undefined || !isSpent(restart);
    onLost({ reason, restarts });
    if (restart === undefined || !restarts) return;
    try {
      running();
    } catch {
      // The next call tries once more, and says what is wrong.
    }
  }

  return {
    open: () => void running(),
    post: (request, transfer) => running().postMessage(request, transfer),
    postIfOpen: (request, transfer) => worker?.postMessage(request, transfer),
    lose: bury,
    watch: heartbeat.watch,
  };
}

/** A port does not tell when nobody is at its other end any more: whoever knows says so by `lose`. */
function portLink({ connect }: ConnectSource, { onOpen, onAnswer, onLost, onNotOpened }: LinkEvents): Link {
  let port: Endpoint | undefined;
  let connecting = false;
  let early: (readonly [Request, Transferable[] | undefined])[] = [];

  function opened(): Endpoint | undefined {
    if (port !== undefined || connecting) return port;
    connecting = true;
    connect().then(arrived, (error: unknown) => {
      connecting = false;
      early = [];
      onNotOpened(error);
    });
    return undefined;
  }

  function arrived(arrival: Endpoint): void {
    connecting = false;
    port = arrival;
    arrival.addEventListener('message', ({ data }) => {
      const answer = port === arrival ? readAnswer(data) : undefined;
      if (answer !== undefined) onAnswer(answer);
    });
    arrival.start?.();
    onOpen(arrival);
    for (const [request, transfer] of early.splice(0)) arrival.postMessage(request, transfer);
  }

  function hold(request: Request, transfer: Transferable[] | undefined): void {
    early.push([request, transfer]);
  }

  return {
    open: () => void opened(),
    post(request, transfer) {
      const present = opened();
      if (present === undefined) hold(request, transfer);
      else present.postMessage(request, transfer);
    },
    postIfOpen(request, transfer) {
      if (connecting) hold(request, transfer);
      else port?.postMessage(request, transfer);
    },
    lose(reason) {
      // One that is on its way comes from whoever is there now.
      if (port === undefined) return;
      port.postMessage({ type: 'close' } satisfies Request);
      port = undefined;
      onLost({ reason, restarts: true });
    },
    watch: () => {},
  };
}
