import type { SetTimer } from '../../core/effects';
import { ModelError } from '../../core/model/model-error';
import type { PlaygroundPort } from '../../core/playground/playground-port';
import type { WorkPort } from '../../core/work-port';
import { modelErrors } from '../model-errors';
import { longPatience } from '../rpc/heartbeat';
import type { WorkerLike } from '../rpc/link';
import { createRemote, type Remote } from '../rpc/remote';
import { serve, type Table } from '../rpc/serve';
import { workerNotStarted } from '../worker-not-started';
import type { PageMethods, WorkMethods } from './work-protocol';

export interface WorkClientDeps {
  readonly spawn: () => WorkerLike;
  readonly setTimer: SetTimer;
  /** Makes the other end of this port a client of the models worker. May throw or reject with a ModelError. */
  readonly connectModels: (port: MessagePort) => void | Promise<void>;
  /** Told with a reason when the models worker was restarted; returns the way to stop listening. */
  readonly onModelsRestart: (listener: (reason: string) => void) => () => void;
}

/**
 * The page's side of `work.worker.ts`, which is started at the first call. When it dies, what is under way fails as
 * `interrupted`, and the next call starts another.
 */
export function createWorkClient({ spawn, setTimer, connectModels, onModelsRestart }: WorkClientDeps): WorkPort {
  const worker = createRemote<WorkMethods>({
    source: { spawn, notStarted: workerNotStarted('reads, trains and makes data'), setTimer, patience: longPatience },
    errors: modelErrors,
    died,
    onStart(endpoint) {
      const page: Table<PageMethods> = { models: (_, { transfer }) => modelsPort(connectModels, transfer) };
      serve(endpoint, page, { errors: modelErrors, setTimer });
    },
  });
  onModelsRestart((reason) => worker.notify('models-gone', reason));

  return {
    tables: {
      read({ file, onProgress, ...request }, signal) {
        const input = { ...request, file: file && { content: file, name: file.name } };
        return worker.call('read-table', input, { signal, onEvent: onProgress });
      },
      firstRows: ({ file, ...request }, signal) =>
        worker.call('read-rows', { ...request, file: { content: file, name: file.name } }, { signal }),
    },
    trainer: {
      checkSetup: (input, signal) => worker.call('check-setup', input, { signal }),
      train: (input, signal) => worker.stream('train', input, { signal }),
      pause: (id) => worker.notify('pause', { what: 'training', id }),
      resume: (id) => worker.notify('resume', { what: 'training', id }),
      classify: (input, signal) => worker.stream('classify', input, { signal }),
      ruleEffects: (input, signal) => worker.stream('rule-effects', input, { signal }),
      proposeFor: (input, signal) => worker.call('propose-for', input, { signal }),
    },
    jobs: {
      labelRows: (input, signal) => worker.stream('label-rows', input, { signal }),
      pause: (id) => worker.notify('pause', { what: 'job', id }),
      resume: (id) => worker.notify('resume', { what: 'job', id }),
      rows: (jobId, window) => worker.call('job-rows', { jobId, window }),
      file: ({ id, dataset }) => worker.call('job-file', { jobId: id, format: dataset.table.format }),
      async remove(jobId) {
        await worker.call('remove-job', { jobId });
      },
      batchFile: (input, signal) => worker.call('batch-file', input, { signal }),
      importBatch: (input, signal) => worker.call('import-batch', input, { signal }),
    },
    tuning: {
      check: (input, signal) => worker.call('check-prompts', input, { signal }),
      findDuplicates: (input, signal) => worker.call('find-duplicates', input, { signal }),
      tryOne: (input, signal) => worker.stream('try-prompt', input, { signal }),
      generate: (input, signal) => worker.stream('generate', input, { signal }),
      retryFailed: (input, signal) => worker.stream('retry-failed', input, { signal }),
      pause: (id) => worker.notify('pause', { what: 'job', id }),
      resume: (id) => worker.notify('resume', { what: 'job', id }),
      rows: (input) => worker.call('made-rows', input),
      row: (input) => worker.call('made-row', input),
      statistics: (input) => worker.call('made-statistics', input),
      checkExport: (input, signal) => worker.call('check-export', input, { signal }),
      export: (input, signal) => worker.call('export-data', input, { signal }),
      batchFile: (input, signal) => worker.call('tuning-batch-file', input, { signal }),
      importBatch: (input, signal) => worker.call('import-tuning-batch', input, { signal }),
      bringPairs: ({ runId, file }, signal) =>
        worker.call('bring-pairs', { runId, file: { name: file.name, content: file } }, { signal }),
      async remove(runId) {
        await worker.call('remove-tuning-run', { runId });
      },
    },
    playground: playgroundPort(worker),
  };
}

function playgroundPort(worker: Remote<WorkMethods>): PlaygroundPort {
  return {
    async keepTokens(input) {
      await worker.call('keep-tokens', input);
    },
    tokens: (input) => worker.call('kept-tokens', input),
    checkScores: (input, signal) => worker.call('check-scores', input, { signal }),
    score: (input, signal) => worker.stream('score', input, { signal }),
    scores: (input) => worker.call('scored-rows', input),
    scoresFile: (runId) => worker.call('scores-file', { runId }),
    checkTexts: (input, signal) => worker.call('check-texts', input, { signal }),
    embed: (input, signal) => worker.stream('embed-texts', input, { signal }),
    similarity: (input) => worker.call('similarity', input),
    neighbours: (input) => worker.call('neighbours', input),
    search: (input, signal) => worker.call('search-vectors', input, { signal }),
    map: (input, signal) => worker.stream('map-vectors', input, { signal }),
    vectorsFile: (input, signal) => worker.call('vectors-file', input, { signal }),
    pause: (id) => worker.notify('pause', { what: 'job', id }),
    resume: (id) => worker.notify('resume', { what: 'job', id }),
    async remove(runId) {
      await worker.call('remove-playground-run', { runId });
    },
  };
}

/** One end; the models worker has the other. */
async function modelsPort(
  connectModels: WorkClientDeps['connectModels'],
  transfer: (port: MessagePort) => void,
): Promise<MessagePort> {
  const { port1, port2 } = new MessageChannel();
  try {
    await connectModels(port2);
  } catch (error) {
    throw error instanceof ModelError ? error : notConnected(error);
  }
  transfer(port1);
  return port1;
}

function died(reason: string): ModelError {
  return new ModelError({
    kind: 'interrupted',
    code: 'WORKER_DIED',
    message: `The background worker that reads, trains and makes data stopped (${reason}). Every answer that was paid for is kept. Press Resume to go on; if nothing here can be resumed, do it again.`,
  });
}

function notConnected(cause: unknown): ModelError {
  const said = cause instanceof Error ? cause.message : String(cause);
  return new ModelError(
    {
      kind: 'unreachable',
      code: 'MODELS_NOT_CONNECTED',
      message: `The models could not be reached from the background worker (${said}). Try again; if that does not help, reload the page.`,
    },
    { cause },
  );
}
