import type { LocalModel, ModelBackend } from '../local/local-model';
import { type ModelRef, practiceModel } from '../model/model-ref';
import type { CallBudget } from '../model/models-port';
import { localEmbeddingModel, type ServiceId } from '../model/provider-table';
import { defaultSafety, type SettingsOf } from '../model/service-settings';
import { defaultThinking, type ThinkingSettings } from '../model/thinking';

type ServicesSettings = { readonly [S in ServiceId]: SettingsOf<S> };

/** Choices of this person on this device: not part of any project, never exported. The key is kept apart, see `KeyStore`. */
export interface DeviceSettings extends ServicesSettings {
  readonly promptModel: ModelRef;
  /** Null: the same as the prompt model. */
  readonly alignmentModel: ModelRef | null;
  readonly local: {
    /** Where new downloads are put; what lies elsewhere is still found. */
    readonly backend: ModelBackend;
    readonly customModels: readonly LocalModel[];
    /** The id of the local model that compares texts beside a local chat model. */
    readonly embeddingModel: string;
  };
  /** "Data never leaves this device". */
  readonly privateMode: boolean;
  readonly budget: CallBudget;
  readonly thinking: ThinkingSettings;
  /** `apply`: a mutation changes the constitution at once, undoable. `review`: it waits for Accept. */
  readonly feedbackApplies: 'apply' | 'review';
  readonly theme: 'system' | 'light' | 'dark';
  readonly candidates: 1 | 2 | 3;
  readonly tourSeen: boolean;
  /** Ids of the projects in which the offer to connect a model was closed; the latest, at most 50. */
  readonly connectClosed: readonly string[];
  /** Widths of the Align panes in percent, by pane; absent before the first drag. */
  readonly panes: Readonly<Record<string, number>>;
}

export const geminiPublicEndpoint = 'https://generativelanguage.googleapis.com';
export const geminiDefaultModel = 'gemini-flash-latest';

export const defaultDeviceSettings: DeviceSettings = {
  promptModel: practiceModel,
  alignmentModel: null,
  gemini: {
    address: geminiPublicEndpoint,
    model: geminiDefaultModel,
    rememberKey: false,
    safety: defaultSafety,
    requestsPerMinute: 60,
    parallelRequests: 4,
  },
  server: {
    address: '',
    model: '',
    embeddingModel: '',
    rememberKey: false,
    requestsPerMinute: 600,
    parallelRequests: 2,
  },
  local: { backend: 'opfs', customModels: [], embeddingModel: localEmbeddingModel },
  privateMode: false,
  budget: { calls: null, tokens: null },
  thinking: defaultThinking,
  feedbackApplies: 'apply',
  theme: 'system',
  candidates: 3,
  tourSeen: false,
  connectClosed: [],
  panes: {},
};
