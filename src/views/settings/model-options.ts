import { type ModelRef, modelKey, modelName, practiceModel } from '../../core/model/model-ref';
import type { DeviceSettings } from '../../core/project/device-settings';

export interface ModelOption {
  /** A `modelKey`. */
  readonly value: string;
  readonly label: string;
  readonly ref: ModelRef;
}

/** Practice, the configured Gemini model, those in use, then the service's own list; each once. */
export function modelOptions(
  { promptModel, alignmentModel, gemini }: Pick<DeviceSettings, 'promptModel' | 'alignmentModel' | 'gemini'>,
  listedIds: readonly string[],
): readonly ModelOption[] {
  const configured: ModelRef = { provider: 'gemini', id: gemini.model };
  const listed = listedIds.map((id): ModelRef => ({ provider: 'gemini', id }));
  const inUse = alignmentModel === null ? [promptModel] : [promptModel, alignmentModel];
  const refs = [practiceModel, configured, ...inUse, ...listed];
  const byKey = new Map(refs.map((ref) => [modelKey(ref), ref]));
  return [...byKey].map(([value, ref]) => ({ value, label: modelName(ref), ref }));
}

type ModelChoices = Pick<DeviceSettings, 'promptModel' | 'alignmentModel'>;

/** Where the old id of the configured Gemini model is chosen, the new one takes its place. */
export function followGeminiModel(
  choices: ModelChoices,
  change: { readonly from: string; readonly to: string },
): ModelChoices {
  const follow = (ref: ModelRef): ModelRef =>
    ref.provider === 'gemini' && ref.id === change.from ? { provider: 'gemini', id: change.to } : ref;
  const { promptModel, alignmentModel } = choices;
  return {
    promptModel: follow(promptModel),
    alignmentModel: alignmentModel === null ? null : follow(alignmentModel),
  };
}
