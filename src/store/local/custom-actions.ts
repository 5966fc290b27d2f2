import { customModelProblem } from '../../core/local/custom-model';
import type { LocalModel } from '../../core/local/local-model';
import type { DeviceSettings } from '../../core/project/device-settings';
import { saveSettings } from '../save-settings';
import { readStored } from './inspect-local-models';
import type { LocalActions } from './local-actions';
import type { LocalKit } from './local-kit';
import { deleteModel } from './transfer-actions';
import type { Transfers } from './transfers';

type CustomActions = Pick<
  LocalActions,
  'addCustomModel' | 'removeCustomModel' | 'setModelBackend' | 'setEmbeddingModel'
>;

export function customActions(kit: LocalKit, work: Transfers): CustomActions {
  const custom = () => kit.get().settings.local.customModels;
  const saveLocal = (change: Partial<DeviceSettings['local']>) => {
    const { settings } = kit.get();
    saveSettings(kit, { ...settings, local: { ...settings.local, ...change } });
  };

  return {
    async addCustomModel(given) {
      const model = trimmed(given);
      // An id of something that is stored is taken, too; where the storage cannot be read, the download will say so.
      if (kit.local().stored === null) await readStored(kit).catch(() => undefined);
      const takenIds = (await kit.known()).map(({ id }) => id);
      const problem = customModelProblem(model, takenIds);
      if (problem === null) saveLocal({ customModels: [...custom(), model] });
      return problem;
    },
    removeCustomModel(id) {
      void deleteModel(kit, work, id).then((deleted) => {
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
