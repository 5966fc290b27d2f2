import { idProblem } from '../../core/local/custom-model';
import { readFolderModel } from '../../core/local/folder-model';
import type { LocalModel, ModelBackend } from '../../core/local/local-model';
import type { EngineState } from '../../core/model/engine-state';
import { allowedBackend } from './allowed-backend';
import { followCheck, followDownload } from './follow-transfer';
import { readStored } from './inspect-local-models';
import type { LocalActions } from './local-actions';
import { type LocalContext, localErrorData } from './local-context';
import type { Transfers } from './transfers';

type TransferActions = Pick<
  LocalActions,
  'downloadModel' | 'cancelDownload' | 'verifyModel' | 'deleteModel' | 'importModelFolder' | 'dismissTransfer'
>;

export function transferActions(context: LocalContext, work: Transfers): TransferActions {
  const { port } = context;

  return {
    downloadModel(model) {
      work.start(model.id, async (signal) => {
        const backend = await allowedBackend(context, model);
        signal.throwIfAborted();
        askToPersist(context);
        await followDownload(context, { id: model.id, status: 'fetching' }, port.download(model, { backend, signal }));
      });
    },
    cancelDownload: work.cancel,
    verifyModel(id) {
      work.start(id, (signal) => followCheck(context, id, port.verify(id, signal)));
    },
    deleteModel(id) {
      void deleteModel(context, work, id);
    },
    async importModelFolder(id, files) {
      try {
        const model = await readFolderModel({ id: id.trim(), files, blobs: { text: (blob) => blob.text() } });
        const backend = await allowedBackend(context, model);
        const problem = idProblem(model.id, await idsOfOthers(context, model));
        if (problem !== null) return problem;
        if (work.isUnderWay(model.id))
          return `The files of “${model.id}” are being worked on. Wait for the end, or cancel it.`;
        copyFolder(context, work, { model, backend, files });
        return null;
      } catch (error) {
        return localErrorData(error).message;
      }
    },
    dismissTransfer(id) {
      if (!work.isUnderWay(id)) context.setTransfer(id, null);
    },
  };
}

/** False when its files could not be deleted, which is then on the screen. */
export async function deleteModel(context: LocalContext, work: Transfers, id: string): Promise<boolean> {
  await work.stopped(id);
  if (isOnGpu(context.local().engine, id)) context.deps.models.unloadLocal();
  try {
    await context.port.remove(id);
    context.setTransfer(id, null);
    await readStored(context).catch(() => undefined);
    return true;
  } catch (error) {
    context.setTransfer(id, { status: 'failed', error: localErrorData(error) });
    return false;
  }
}

interface FolderCopy {
  readonly model: LocalModel;
  readonly backend: ModelBackend;
  readonly files: Parameters<LocalActions['importModelFolder']>[1];
}

function copyFolder(context: LocalContext, work: Transfers, { model, backend, files }: FolderCopy): void {
  work.start(model.id, async (signal) => {
    askToPersist(context);
    const events = context.port.importFolder(model, files, { backend, signal });
    await followDownload(context, { id: model.id, status: 'copying' }, events);
  });
}

/** A folder may be picked again, to copy what is missing; the id of anything else is taken. */
async function idsOfOthers(context: LocalContext, { id }: LocalModel): Promise<readonly string[]> {
  const models = await context.known();
  return models.filter((other) => other.id !== id || other.origin.kind !== 'folder').map((other) => other.id);
}

/** Some browsers ask the author, so not before there is something to keep, and not once it is granted. */
function askToPersist({ deps, local }: LocalContext): void {
  if (local().device?.persisted !== true) deps.requestPersistence();
}

function isOnGpu({ chat, embedding }: EngineState, id: string): boolean {
  return [chat, embedding].some((load) => (load.status === 'loaded' || load.status === 'loading') && load.id === id);
}
