import type { SetTimer } from '../../core/effects';
import { LocalModelError } from '../../core/local/local-model-error';
import type { LocalModelsPort, StoredChange } from '../../core/local/local-models-port';
import { createListeners } from '../listeners';
import { longPatience } from '../rpc/heartbeat';
import type { WorkerLike } from '../rpc/link';
import { createRemote } from '../rpc/remote';
import { localModelErrors } from './local-model-errors';
import type { LocalModelsMethods } from './local-models-protocol';

export interface LocalModelsClientDeps {
  readonly spawn: () => WorkerLike;
  readonly setTimer: SetTimer;
}

/**
 * The page's side of `local-models.worker.ts`, which is started at the first call or the first listener. When it dies, what is under way
 * fails with LocalModelError `internal`, and the next call starts another; files that were whole are there still.
 */
export function createLocalModelsClient({ spawn, setTimer }: LocalModelsClientDeps): LocalModelsPort {
  const changes = createListeners<StoredChange>();
  const worker = createRemote<LocalModelsMethods>({
    source: { spawn, notStarted, setTimer, patience: longPatience },
    errors: localModelErrors,
    died,
  });
  worker.subscribe('changes', null, changes.tell);

  return {
    stored: () => worker.call('stored', null),
    download: (model, { backend, signal }) => worker.stream('download', { model, backend }, { signal }),
    importFolder: (model, files, { backend, signal }) =>
      worker.stream('import-folder', { model, files, backend }, { signal }),
    verify: (id, signal) => worker.stream('verify', id, { signal }),
    async remove(id) {
      await worker.call('remove', id);
    },
    onChange(listener) {
      const stop = changes.add(listener);
      // Other tabs are heard through the worker. Where it does not start, the first call will say why.
      try {
        worker.start();
      } catch {}
      return stop;
    },
  };
}

function notStarted(cause: unknown): LocalModelError {
  const message =
    'The browser did not start the background worker that keeps local models. Reload the page; if it happens again, update the browser.';
  return new LocalModelError({ kind: 'internal', message }, { cause });
}

function died(reason: string): LocalModelError {
  return new LocalModelError({
    kind: 'internal',
    message: `The background worker that keeps local models stopped (${reason}). Files that had come whole are kept: press Download again to go on from there.`,
  });
}
