import { customModelProblem } from '../../core/local/custom-model';
import type { LocalModel } from '../../core/local/local-model';
import type { DeviceSettings } from '../../core/project/device-settings';
import { saveSettings } from '../save-settings';
import { readStored } from './inspect-local-models';
import type { LocalActions } from './local-actions';
import type { LocalContext } from './local-context';
import { deleteModel } from './transfer-actions';
import type { Transfers } from './transfers';

type CustomActions = Pick<
  LocalActions,
  'addCustomModel' | 'removeCustomModel' | 'setModelBackend' | 'setEmbeddingModel'
>;

export function customActions(context: LocalContext, work: Transfers): CustomActions {
  const custom = () => context.get().settings.local.customModels;
  const saveLocal = (change: Partial<DeviceSettings['local']>) => {
    const { settings } = context.get();
    saveSettings(context, { ...settings, local: { ...settings.local, ...change } });
  };

  return {
    async addCustomModel(given) {
      const model = trimmed(given);
      // An id of something that is stored is taken, too; where the storage cannot be read, the download will say so.
      if (context.local().stored === null) await readStored(context).catch(() => undefined);
      const takenIds = (await context.known()).map(({ id }) => id);
      const problem = customModelProblem(model, takenIds);
      if (problem === null) saveLocal({ customModels: [...custom(), model] });
      return problem;
    },
    removeCustomModel(id) {
      void deleteModel(context, work, id).then((deleted) => {
        if (deleted) saveLocal({ customModels: custom().filter((model) => model.id !== id) });
      });
    },
    setModelBackend(backend) {
      saveLocal({ backend });
    },
    setEmbeddingModel(embeddingModel) {
      saveLocal({ embeddingModel });
    },
  };
}

/** Spaces come along when an address is pasted. */
function trimmed(model: LocalModel): LocalModel {
  const { origin } = model;
  return {
    ...model,
    id: model.id.trim(),
    origin:
      origin.kind === 'folder'
        ? origin
        : { ...origin, weightsUrl: origin.weightsUrl.trim(), libraryUrl: origin.libraryUrl.trim() },
  };
}
