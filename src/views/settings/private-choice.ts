import type { StoredModel } from '../../core/local/local-model';
import {
  localModel,
  type ModelRef,
  modelKey,
  modelOfBrowser,
  practiceModel,
  staysOnDevice,
} from '../../core/model/model-ref';
import type { DeviceSettings } from '../../core/project/device-settings';
import type { BrowserModel } from '../../store/studio-state';

type Choices = Pick<DeviceSettings, 'promptModel' | 'alignmentModel'>;

/** The chosen models whose calls would leave this device, each once. */
export function leavingModels({ promptModel, alignmentModel }: Choices): readonly ModelRef[] {
  const chosen = alignmentModel === null ? [promptModel] : [promptModel, alignmentModel];
  const leaving = chosen.filter((ref) => !staysOnDevice(ref));
  return [...new Map(leaving.map((ref) => [modelKey(ref), ref])).values()];
}

/** The best that answers on this device: a local chat model that is whole, else the browser's, else practice. */
export function modelOnDevice(stored: readonly StoredModel[] | null, browserModel: BrowserModel): ModelRef {
  const local = (stored ?? []).find(({ model, state }) => model.kind === 'chat' && state === 'ready');
  if (local !== undefined) return localModel(local.model.id);
  return browserModel === 'available' ? modelOfBrowser : practiceModel;
}

/** `replacement` in the place of each model that would leave this device. */
export function onDevice({ promptModel, alignmentModel }: Choices, replacement: ModelRef): Choices {
  const stay = (ref: ModelRef) => (staysOnDevice(ref) ? ref : replacement);
  return { promptModel: stay(promptModel), alignmentModel: alignmentModel === null ? null : stay(alignmentModel) };
}
