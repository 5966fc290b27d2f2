import { ModelError } from '../core/model/model-error';
import { type Endpoint, type FromWorker, readFromWorker, type ToWorker } from './models-protocol';

export interface WorkerLike extends Endpoint {
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'error' | 'messageerror', listener: (event: { readonly message?: string }) => void): void;
  terminate(): void;
}

interface Listening {
  /** Messages and errors of a worker that was given up arrive late, and are about nothing any more. */
  readonly isCurrent: () => boolean;
  readonly read: (data: unknown) => void;
  /** With the reason, to be read after "it stopped". */
  readonly bury: (reason: string) => void;
}

/** Tells what a worker says, and when it has died. */
export function listenTo(worker: WorkerLike, { isCurrent, read, bury }: Listening): void {
  const whileCurrent = (act: () => void) => {
    if (isCurrent()) act();
  };
  worker.addEventListener('message', ({ data }) => whileCurrent(() => read(data)));
  worker.addEventListener('error', ({ message }) => whileCurrent(() => bury(message || 'it could not be loaded')));
  worker.addEventListener('messageerror', () => whileCurrent(() => bury('a message could not be read')));
}

/** Keeps one worker alive: starts it at the first need, and a new one when it has died. */
export interface WorkerHost {
  /** Starts the worker if there is none. Throws ModelError `internal` when it keeps dying. */
  post(message: ToWorker, transfer?: Transferable[]): void;
  /** Without starting one. */
  postIfRunning(message: ToWorker): void;
  /** Ends a worker that does not answer, and starts another. */
  kill(reason: string): void;
}

/** So many deaths within a minute, and it is not started again until the minute is over. */
const mostDeaths = 3;
const deathWindowMs = 60_000;

export function createWorkerHost({
  spawn,
  now,
  onSpawn,
  onMessage,
  onDeath,
}: {
  readonly spawn: () => WorkerLike;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** The first messages of a new worker. */
  readonly onSpawn: (post: (message: ToWorker, transfer?: Transferable[]) => void) => void;
  readonly onMessage: (message: FromWorker) => void;
  readonly onDeath: (death: { readonly reason: string; readonly restarts: boolean }) => void;
}): WorkerHost {
  let worker: WorkerLike | undefined;
  let deaths: readonly number[] = [];

  const recentDeaths = () => deaths.filter((death) => death > now() - deathWindowMs).length;

  function running(): WorkerLike {
    if (worker !== undefined) return worker;
    if (recentDeaths() >= mostDeaths) throw keepsDying();
    const started = start();
    worker = started;
    listenTo(started, { isCurrent: () => worker === started, read, bury });
    onSpawn((message, transfer) => started.postMessage(message, transfer));
    return started;
  }

  function start(): WorkerLike {
    try {
      return spawn();
    } catch (error) {
      deaths = [...deaths, now()].slice(-mostDeaths);
      throw cannotStart(error);
    }
  }

  function read(data: unknown): void {
    const message = readFromWorker(data);
    if (message === undefined) bury('it sent a message of an unknown kind');
    else onMessage(message);
  }

  function bury(reason: string): void {
    worker?.terminate();
    worker = undefined;
    deaths = [...deaths, now()].slice(-mostDeaths);
    const restarts = recentDeaths() < mostDeaths;
    onDeath({ reason, restarts });
    if (!restarts) return;
    try {
      running();
    } catch {
      // The next call tries once more, and says what is wrong.
    }
  }

  return {
    post: (message, transfer) => running().postMessage(message, transfer),
    postIfRunning: (message) => worker?.postMessage(message),
    kill: bury,
  };
}

function cannotStart(cause: unknown): ModelError {
  return new ModelError(
    {
      kind: 'internal',
      code: 'WORKER_NOT_STARTED',
      message:
        'The browser did not start the background worker that runs the models. Reload the page; if it happens again, update the browser.',
    },
    { cause },
  );
}

function keepsDying(): ModelError {
  return new ModelError({
    kind: 'internal',
    code: 'WORKER_KEEPS_DYING',
    message: `The background worker that runs the models stopped ${mostDeaths} times within a minute, so nothing was sent. Reload the page; your work is saved. If it happens again, update the browser.`,
  });
}
