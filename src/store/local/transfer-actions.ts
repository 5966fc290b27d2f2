import { idProblem } from '../../core/local/custom-model';
import { readFolderModel } from '../../core/local/folder-model';
import type { LocalModel, ModelBackend } from '../../core/local/local-model';
import type { EngineState } from '../../core/model/engine-state';
import { allowedBackend } from './allowed-backend';
import { followCheck, followDownload } from './follow-transfer';
import { readStored } from './inspect-local-models';
import type { LocalActions } from './local-actions';
import { type LocalKit, localErrorData } from './local-kit';
import type { Transfers } from './transfers';

type TransferActions = Pick<
  LocalActions,
  'downloadModel' | 'cancelDownload' | 'verifyModel' | 'deleteModel' | 'importModelFolder' | 'dismissTransfer'
>;

export function transferActions(kit: LocalKit, work: Transfers): TransferActions {
  const { port } = kit;

  return {
    downloadModel(model) {
      work.start(model.id, async (signal) => {
        const backend = await allowedBackend(kit, model);
        signal.throwIfAborted();
        askToPersist(kit);
        await followDownload(kit, { id: model.id, status: 'fetching' }, port.download(model, { backend, signal }));
      });
    },
    cancelDownload: work.cancel,
    verifyModel(id) {
      work.start(id, (signal) => followCheck(kit, id, port.verify(id, signal)));
    },
    deleteModel(id) {
      void deleteModel(kit, work, id);
    },
    async importModelFolder(id, files) {
      try {
        const model = await readFolderModel({ id: id.trim(), files, blobs: { text: (blob) => blob.text() } });
        const backend = await allowedBackend(kit, model);
        const problem = idProblem(model.id, await idsOfOthers(kit, model));
        if (problem !== null) return problem;
        if (work.isUnderWay(model.id))
          return `The files of “${model.id}” are being worked on. Wait for the end, or cancel it.`;
        copyFolder(kit, work, { model, backend, files });
        return null;
      } catch (error) {
        return localErrorData(error).message;
      }
    },
    dismissTransfer(id) {
      if (!work.isUnderWay(id)) kit.setTransfer(id, null);
    },
  };
}

/** False when its files could not be deleted, which is then on the screen. */
export async function deleteModel(kit: LocalKit, work: Transfers, id: string): Promise<boolean> {
  await work.stopped(id);
  if (isOnGpu(kit.local().engine, id)) kit.deps.models.unloadLocal();
  try {
    await kit.port.remove(id);
    kit.setTransfer(id, null);
    await readStored(kit).catch(() => undefined);
    return true;
  } catch (error) {
    kit.setTransfer(id, { status: 'failed', error: localErrorData(error) });
    return false;
  }
}

interface FolderCopy {
  readonly model: LocalModel;
  readonly backend: ModelBackend;
  readonly files: Parameters<LocalActions['importModelFolder']>[1];
}

function copyFolder(kit: LocalKit, work: Transfers, { model, backend, files }: FolderCopy): void {
  work.start(model.id, async (signal) => {
    askToPersist(kit);
    const events = kit.port.importFolder(model, files, { backend, signal });
    await followDownload(kit, { id: model.id, status: 'copying' }, events);
  });
}

/** A folder may be picked again, to copy what is missing; the id of anything else is taken. */
async function idsOfOthers(kit: LocalKit, { id }: LocalModel): Promise<readonly string[]> {
  const models = await kit.known();
  return models.filter((other) => other.id !== id || other.origin.kind !== 'folder').map((other) => other.id);
}

/** Some browsers ask the author, so not before there is something to keep, and not once it is granted. */
function askToPersist({ deps, local }: LocalKit): void {
  if (local().device?.persisted !== true) deps.requestPersistence();
}

function isOnGpu({ chat, embedding }: EngineState, id: string): boolean {
  return [chat, embedding].some((load) => (load.status === 'loaded' || load.status === 'loading') && load.id === id);
}
