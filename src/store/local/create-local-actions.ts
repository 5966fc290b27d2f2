import type { LocalModelsPort, StoredChange } from '../../core/local/local-models-port';
import type { ActionContext } from '../context';
import { customActions } from './custom-actions';
import { inspectLocalModels } from './inspect-local-models';
import type { LocalActions } from './local-actions';
import { type LocalContext, localContext } from './local-context';
import { transferActions } from './transfer-actions';
import { transfers } from './transfers';

/** Everything that can be asked for of local models: a chunk of its own, fetched by `createActions`. */
export function createLocalActions(studio: ActionContext, port: LocalModelsPort): LocalActions {
  const context = localContext(studio, port);
  const work = transfers(context);
  port.onChange((change) => follow(context, change));
  return {
    ...transferActions(context, work),
    ...customActions(context, work),
    inspectLocalModels: () => void inspectLocalModels(context),
    unloadModel: () => context.deps.models.unloadLocal(),
  };
}

/** Of this tab or of another one. */
function follow({ local, setLocal, setStored }: LocalContext, change: StoredChange): void {
  const { stored } = local();
  // Whoever asks for the first time gets all of it.
  if (stored === null) return;
  if (change.kind === 'stored') setStored(change.stored);
  else setLocal({ stored: stored.filter(({ model }) => model.id !== change.id) });
}
