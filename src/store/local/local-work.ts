import type { LocalModelsPort, StoredChange } from '../../core/local/local-models-port';
import type { Kit } from '../kit';
import { customActions } from './custom-actions';
import { inspectLocalModels } from './inspect-local-models';
import type { LocalActions } from './local-actions';
import { type LocalKit, localKit } from './local-kit';
import { transferActions } from './transfer-actions';
import { transfers } from './transfers';

/** Everything that can be asked for of local models: a chunk of its own, which `lazyLocalActions` fetches. */
export function localWork(studio: Kit, port: LocalModelsPort): LocalActions {
  const kit = localKit(studio, port);
  const work = transfers(kit);
  port.onChange((change) => follow(kit, change));
  return {
    ...transferActions(kit, work),
    ...customActions(kit, work),
    inspectLocalModels: () => void inspectLocalModels(kit),
    unloadModel: () => kit.deps.models.unloadLocal(),
  };
}

/** Of this tab or of another one. */
function follow({ local, setLocal, setStored }: LocalKit, change: StoredChange): void {
  const { stored } = local();
  // Whoever asks for the first time gets all of it.
  if (stored === null) return;
  if (change.kind === 'stored') setStored(change.stored);
  else setLocal({ stored: stored.filter(({ model }) => model.id !== change.id) });
}
