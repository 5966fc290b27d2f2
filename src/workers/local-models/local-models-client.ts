import type { SetTimer } from '../../core/effects';
import { LocalModelError, type LocalModelErrorData } from '../../core/local/local-model-error';
import type { DownloadEvent, LocalModelsPort, StoredChange, VerifyEvent } from '../../core/local/local-models-port';
import { createListeners } from '../listeners';
import { createHeartbeat, longPatience } from '../rpc/heartbeat';
import { listenTo, type WorkerLike } from '../worker-host';
import { type LocalModelsCalls, localModelsCalls } from './local-models-calls';
import { type FromLocalModels, readFromLocalModels, type ToLocalModels } from './local-models-protocol';

export interface LocalModelsClientDeps {
  readonly spawn: () => WorkerLike;
  readonly newId: () => string;
  readonly setTimer: SetTimer;
}

/**
 * The page's side of `local-models.worker.ts`, which is started at the first call or the first listener. When it dies, what is under way
 * fails with LocalModelError `internal`, and the next call starts another; files that were whole are there still.
 */
export function createLocalModelsClient({ spawn, newId, setTimer }: LocalModelsClientDeps): LocalModelsPort {
  let worker: WorkerLike | undefined;
  const changes = createListeners<StoredChange>();

  const calls: LocalModelsCalls = localModelsCalls({
    post: (message) => running().postMessage(message),
    postIfRunning,
    newId,
    onUnderWay: (count) => heartbeat.watch(count),
  });
  const heartbeat = createHeartbeat({
    ping: () => postIfRunning({ type: 'ping' }),
    onDead: () => bury('it did not answer for half a minute'),
    setTimer,
    patience: longPatience,
  });

  function postIfRunning(message: ToLocalModels): void {
    worker?.postMessage(message);
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
      return spawn();
    } catch (cause) {
      throw new LocalModelError(notStarted, { cause });
    }
  }

  function read(data: unknown): void {
    const message = readFromLocalModels(data);
    if (message === undefined) bury('it sent a message of an unknown kind');
    else receive(message);
  }

  function receive(message: FromLocalModels): void {
    heartbeat.heard();
    if (message.type === 'changed') changes.tell(message.change);
    else if (message.type !== 'pong') calls.receive(message);
  }

  function bury(reason: string): void {
    worker?.terminate();
    worker = undefined;
    heartbeat.reset();
    calls.failAll(() => new LocalModelError(died(reason)));
  }

  return {
    async stored() {
      const answer = await calls.ask((id) => ({ type: 'stored', id }));
      return answer ?? [];
    },
    download: (model, { backend, signal }) =>
      calls.stream<DownloadEvent>((id) => ({ type: 'download', id, model, backend }), signal),
    importFolder: (model, files, { backend, signal }) =>
      calls.stream<DownloadEvent>((id) => ({ type: 'import-folder', id, model, files, backend }), signal),
    verify: (modelId, signal) => calls.stream<VerifyEvent>((id) => ({ type: 'verify', id, modelId }), signal),
    async remove(modelId) {
      await calls.ask((id) => ({ type: 'remove', id, modelId }));
    },
    onChange(listener) {
      const stop = changes.add(listener);
      // Other tabs are heard through the worker. Where it does not start, the first call will say why.
      try {
        running();
      } catch {}
      return stop;
    },
  };
}

const notStarted: LocalModelErrorData = {
  kind: 'internal',
  message:
    'The browser did not start the background worker that keeps local models. Reload the page; if it happens again, update the browser.',
};

function died(reason: string): LocalModelErrorData {
  return {
    kind: 'internal',
    message: `The background worker that keeps local models stopped (${reason}). Files that had come whole are kept: press Download again to go on from there.`,
  };
}
