import { downloadModel, type TransferPorts } from '../../core/local/download-model';
import { eventsOf } from '../../core/local/download-model-events';
import type { OpenUrl } from '../../core/local/download-model-source';
import { importFolderModel } from '../../core/local/folder-model';
import { LocalModelError } from '../../core/local/local-model-error';
import type { DownloadEvent, LocalModelsPort, StoredChange } from '../../core/local/local-models-port';
import { verifyModel } from '../../core/local/verify-model';
import { downloadLock, type ModelLocks, modelLock } from './model-locks';

/** Tells every tab, this one included, that a model is about to be deleted. */
export interface Removals {
  tell(id: string): void;
  /** Returns the way to stop listening. */
  listen(listener: (id: string) => void): () => void;
}

export interface LocalModelsServiceDeps {
  readonly ports: TransferPorts;
  readonly onChange: (listener: (change: StoredChange) => void) => () => void;
  readonly open: OpenUrl;
  readonly locks: ModelLocks;
  readonly removals: Removals;
}

/** What the worker does: transfers in turn, and nobody's files taken from under another's hands. */
export function localModelsService({
  ports,
  onChange,
  open,
  locks,
  removals,
}: LocalModelsServiceDeps): LocalModelsPort {
  /** One at a time over all tabs; called off when its model is deleted. */
  function inTurn(
    id: string,
    signal: AbortSignal,
    transfer: (signal: AbortSignal) => AsyncIterable<DownloadEvent>,
  ): AsyncGenerator<DownloadEvent> {
    return eventsOf(signal, async (work) => {
      const stop = new AbortController();
      const onAbort = () => stop.abort(work.signal.reason);
      work.signal.addEventListener('abort', onAbort, { once: true });
      const stopListening = removals.listen((removed) => {
        if (removed === id) stop.abort(new LocalModelError(removedMeanwhile(id)));
      });
      let queued = false;
      const onWait = () => {
        if (!queued) work.emit({ type: 'queued' });
        queued = true;
      };
      const waiting = { signal: stop.signal, onWait };
      try {
        // What is stored is read under the locks: another tab may have finished it while this one waited.
        await locks.hold(downloadLock, waiting, () =>
          locks.hold(modelLock(id), waiting, async () => {
            for await (const event of transfer(stop.signal)) work.emit(event);
          }),
        );
      } finally {
        stopListening();
      }
    });
  }

  return {
    stored: () => ports.files.stored(),
    download: (model, { backend, signal }) =>
      inTurn(model.id, signal, (stop) => downloadModel({ model, options: { backend, signal: stop }, ports, open })),
    importFolder: (model, files, { backend, signal }) =>
      inTurn(model.id, signal, (stop) =>
        importFolderModel({ model, files, options: { backend, signal: stop }, ports }),
      ),
    verify: (id, signal) =>
      eventsOf(signal, (work) =>
        locks.hold(modelLock(id), { signal: work.signal, onWait: () => {} }, async () => {
          for await (const event of verifyModel({ id, signal: work.signal, ports })) work.emit(event);
        }),
      ),
    async remove(id) {
      removals.tell(id);
      const patient = { signal: new AbortController().signal, onWait: () => {} };
      await locks.hold(modelLock(id), patient, () => ports.files.remove(id));
    },
    onChange,
  };
}

function removedMeanwhile(id: string) {
  return {
    kind: 'storage',
    message: `${id} was deleted while it was coming, here or in another tab, so the download has ended. Press Download to fetch it again.`,
  } as const;
}
