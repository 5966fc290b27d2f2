import { defaultModel } from '../../core/local/default-model';
import { knownModels } from '../../core/local/listed-models';
import type { LocalModel, StoredModel } from '../../core/local/local-model';
import { preflight, type Verdict } from '../../core/local/preflight';
import type { Surroundings } from '../../core/local/preflight-checks';
import type { DeviceSettings } from '../../core/project/device-settings';
import type { LocalState } from './local-state';

/** What these are derived from. Every call computes anew: remember the result by these two. */
export interface LocalView {
  readonly local: LocalState;
  readonly settings: DeviceSettings;
}

/** As much of it as models are listed by. */
export interface ListedModels extends Pick<LocalView, 'settings'> {
  readonly local: Pick<LocalState, 'stored' | 'prebuilt'>;
}

export function selectKnownModels({ local, settings }: ListedModels): readonly LocalModel[] {
  return knownModels({
    prebuilt: local.prebuilt ?? [],
    custom: settings.local.customModels,
    stored: local.stored ?? [],
  });
}

/** Null before the device was looked at. */
export function selectVerdict(view: LocalView, model: LocalModel): Verdict | null {
  const surroundings = surroundingsOf(view);
  if (surroundings === null) return null;
  const { privateMode } = view.settings;
  return preflight(model, { ...surroundings, models: selectKnownModels(view), privateMode });
}

/** Null: none runs here, or the device was not looked at. */
export function selectDefaultModel(view: LocalView): LocalModel | null {
  const surroundings = surroundingsOf(view);
  return surroundings && defaultModel(selectKnownModels(view), surroundings);
}

/** Chat models that are whole on this device: those that can be chosen to answer. */
export function selectReadyModels({ stored }: LocalState): readonly StoredModel[] {
  return (stored ?? []).filter(({ state, model }) => state === 'ready' && model.kind === 'chat');
}

function surroundingsOf({ local, settings }: LocalView): Surroundings | null {
  const { device, stored } = local;
  return device && { device, stored: stored ?? [], backend: settings.local.backend };
}
