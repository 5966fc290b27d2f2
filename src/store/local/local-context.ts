import { knownModels } from '../../core/local/listed-models';
import type { LocalModel, StoredModel } from '../../core/local/local-model';
import { LocalModelError, type LocalModelErrorData } from '../../core/local/local-model-error';
import type { LocalModelsPort } from '../../core/local/local-models-port';
import { loadPrebuiltModels } from '../../core/local/prebuilt-models';
import { own } from '../../core/own';
import type { ActionContext } from '../context';
import type { LocalState, Transfer } from './local-state';

/** What every group of actions of local models works with. */
export interface LocalContext extends ActionContext {
  readonly port: LocalModelsPort;
  readonly local: () => LocalState;
  readonly setLocal: (change: Partial<LocalState>) => void;
  /** Null: there is nothing to tell any more. */
  readonly setTransfer: (id: string, transfer: Transfer | null) => void;
  readonly setStored: (stored: StoredModel) => void;
  /** Fetches the list at the first time; throws where it cannot be had. */
  readonly known: () => Promise<readonly LocalModel[]>;
}

export function localContext(context: ActionContext, port: LocalModelsPort): LocalContext {
  const local = () => context.get().local;
  const setLocal: LocalContext['setLocal'] = (change) => context.set({ local: { ...local(), ...change } });
  return {
    ...context,
    port,
    local,
    setLocal,
    setTransfer(id, transfer) {
      const before = own(local().transfers, id);
      const { [id]: _, ...others } = local().transfers;
      if (transfer === null && before === undefined) return;
      setLocal({ transfers: transfer === null ? others : { ...others, [id]: transfer } });
    },
    setStored(stored) {
      const before = local().stored ?? [];
      const index = before.findIndex(({ model }) => model.id === stored.model.id);
      setLocal({ stored: index < 0 ? [...before, stored] : before.with(index, stored) });
    },
    async known() {
      const prebuilt = local().prebuilt ?? (await loadPrebuiltModels());
      if (local().prebuilt === null) setLocal({ prebuilt });
      const { customModels } = context.get().settings.local;
      return knownModels({ prebuilt, custom: customModels, stored: local().stored ?? [] });
    },
  };
}

/** Any thrown thing as the data a screen can show. */
export function localErrorData(error: unknown): LocalModelErrorData {
  if (error instanceof LocalModelError) return error.data;
  const message = error instanceof Error ? error.message : String(error);
  return {
    kind: 'internal',
    message: `The studio failed while it handled the files of the model: ${message} What has come is kept. Try again; if it comes back, reload the page.`,
  };
}
