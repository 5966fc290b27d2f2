import type { SetTimer } from '../../core/effects';
import type { LabelerPort } from '../../core/labeler/labeler-port';
import { ModelError, type ModelErrorData } from '../../core/model/model-error';
import { createHeartbeat } from '../heartbeat';
import { listenTo, type WorkerLike } from '../worker-host';
import { createTrainingCalls } from './training-calls';
import { type FromTraining, readFromTraining, type ToTraining } from './training-protocol';

export interface TrainingClientDeps {
  readonly spawn: () => WorkerLike;
  readonly newId: () => string;
  readonly setTimer: SetTimer;
  /** Makes the other end of this port a client of the models worker. May throw or reject with a ModelError. */
  readonly connectModels: (port: MessagePort) => void | Promise<void>;
  /** Told with a reason when the models worker was restarted; returns the way to stop listening. */
  readonly onModelsRestart: (listener: (reason: string) => void) => () => void;
}

/** A worker that sorts a million rows answers late. */
const patience = 3;

/**
 * The page's side of `training.worker.ts`, which is started at the first call. When it dies, what is under way fails as
 * `interrupted`, and the next call starts another.
 */
export function createTrainingClient(deps: TrainingClientDeps): LabelerPort {
  let worker: WorkerLike | undefined;

  const calls = createTrainingCalls({
    post: (message) => running().postMessage(message),
    postIfRunning,
    newId: deps.newId,
    onUnderWay: (count) => heartbeat.watch(count),
  });
  const heartbeat = createHeartbeat({
    ping: () => postIfRunning({ type: 'ping' }),
    onDead: () => bury('it did not answer for half a minute'),
    setTimer: (ms, run) => deps.setTimer(ms * patience, run),
  });
  deps.onModelsRestart((reason) => postIfRunning({ type: 'models-gone', reason }));

  function postIfRunning(message: ToTraining, transfer?: Transferable[]): void {
    worker?.postMessage(message, transfer);
  }

  function running(): WorkerLike {
    if (worker !== undefined) return worker;
    const started = spawned();
    worker = started;
    listenTo(started, { isCurrent: () => worker === started, read, bury });
    return started;
  }

  function spawned(): WorkerLike {
    try {
      return deps.spawn();
    } catch (cause) {
      throw notStarted(cause);
    }
  }

  function read(data: unknown): void {
    const message = readFromTraining(data);
    if (message === undefined) bury('it sent a message of an unknown kind');
    else receive(message);
  }

  function receive(message: FromTraining): void {
    heartbeat.heard();
    if (message.type === 'models-wanted') void connect();
    else calls.receive(message);
  }

  async function connect(): Promise<void> {
    const { port1, port2 } = new MessageChannel();
    try {
      await deps.connectModels(port2);
      postIfRunning({ type: 'models', port: port1 }, [port1]);
    } catch (error) {
      postIfRunning({ type: 'models-failed', error: connectionError(error) });
    }
  }

  function bury(reason: string): void {
    worker?.terminate();
    worker = undefined;
    heartbeat.reset();
    calls.failAll(died(reason));
  }

  return {
    readTable({ file, onProgress, ...request }, signal) {
      const input = { ...request, file: file && { content: file, name: file.name } };
      return calls.ask({ method: 'read-table', input }, { signal, onEvent: onProgress });
    },
    readRows: ({ file, ...request }, signal) =>
      calls.ask({ method: 'read-rows', input: { ...request, file: { content: file, name: file.name } } }, { signal }),
    checkSetup: (input, signal) => calls.ask({ method: 'check-setup', input }, { signal }),
    train: (input, signal) => calls.stream({ method: 'train', input }, signal),
    pauseTraining: (id) => postIfRunning({ type: 'operate', what: 'training', id, to: 'pause' }),
    resumeTraining: (id) => postIfRunning({ type: 'operate', what: 'training', id, to: 'resume' }),
    classify: (input, signal) => calls.stream({ method: 'classify', input }, signal),
    ruleEffects: (input, signal) => calls.stream({ method: 'rule-effects', input }, signal),
    proposeFor: (input, signal) => calls.ask({ method: 'propose-for', input }, { signal }),
    labelRows: (input, signal) => calls.stream({ method: 'label-rows', input }, signal),
    pauseJob: (id) => postIfRunning({ type: 'operate', what: 'job', id, to: 'pause' }),
    resumeJob: (id) => postIfRunning({ type: 'operate', what: 'job', id, to: 'resume' }),
    jobRows: (jobId, window) => calls.ask({ method: 'job-rows', input: { jobId, window } }),
    jobFile: ({ id, dataset }) => calls.ask({ method: 'job-file', input: { jobId: id, format: dataset.table.format } }),
    async removeJob(jobId) {
      await calls.ask({ method: 'remove-job', input: { jobId } });
    },
    batchFile: (input, signal) => calls.ask({ method: 'batch-file', input }, { signal }),
    importBatch: (input, signal) => calls.ask({ method: 'import-batch', input }, { signal }),
  };
}

function died(reason: string): ModelErrorData {
  return {
    kind: 'interrupted',
    code: 'WORKER_DIED',
    message: `The background worker that trains and labels stopped (${reason}). Every answer that was paid for is kept. Press Resume to go on.`,
    partialText: '',
  };
}

function notStarted(cause: unknown): ModelError {
  return new ModelError(
    {
      kind: 'internal',
      code: 'WORKER_NOT_STARTED',
      message:
        'The browser did not start the background worker that trains and labels. Reload the page; if it happens again, update the browser.',
    },
    { cause },
  );
}

function connectionError(error: unknown): ModelErrorData {
  if (error instanceof ModelError) return error.data;
  const said = error instanceof Error ? error.message : String(error);
  return {
    kind: 'unreachable',
    code: 'MODELS_NOT_CONNECTED',
    message: `The models could not be reached from the background worker (${said}). Try again; if that does not help, reload the page.`,
    partialText: '',
  };
}
