import type { CallRecord } from './call-record';
import type { ServerProgram } from './completion-capabilities';
import type { EmbeddingModel } from './embedding-model';
import type { EngineState } from './engine-state';
import type { LanguageModel, WaitReason } from './language-model';
import type { ModelRef } from './model-ref';
import type { ServiceId } from './provider-table';
import type { ScoringModel } from './scoring-model';
import type { ConfigOf } from './service-settings';
import type { Spending } from './spending';
import type { ThinkingSettings } from './thinking';
import type { Tokenizer } from './tokenizer';
import type { VectorModel } from './vector-model';

/** Where models come from. The page's side of `models.worker.ts`; tests give a scripted one. */
export interface Models {
  model(ref: ModelRef): LanguageModel;
  embeddingModel(ref: ModelRef): EmbeddingModel;
  scoringModel(ref: ModelRef): ScoringModel;
  tokenizer(ref: ModelRef): Tokenizer;
  vectorModel(ref: ModelRef): VectorModel;
  /** What an OpenAI-compatible server is; asked once for each address. Throws ModelError. */
  serverProgram(signal: AbortSignal): Promise<ServerProgram>;
  /** The service's own list, by the newest settings. Throws ModelError. */
  list(service: ServiceId, signal: AbortSignal): Promise<readonly ListedModel[]>;
  /** What the engine on the GPU is doing. Told the present state at once, then every change. */
  onEngine(listener: (state: EngineState) => void): () => void;
  /** Gives the GPU memory back. */
  unloadLocal(): void;
  /** Ends every pause after a refusal or a failure; the configured limits hold all the same. */
  tryNow(): void;
  /** Takes effect for calls that start afterwards. */
  configure(config: ModelsConfig): void;
  /** Every call, when it starts and when it ends; returns the way to stop listening. */
  onCall(listener: (record: CallRecord) => void): () => void;
  /** Told the present totals at once, then every change. */
  onTotals(listener: (totals: Spending) => void): () => void;
  /** What the Model status says beside the model's name. Told the present one at once, then every change. */
  onStatus(listener: (status: ModelsStatus) => void): () => void;
}

export interface ListedModel {
  /** Without the `models/` prefix. */
  readonly id: string;
  readonly displayName: string;
  readonly inputTokenLimit?: number;
  readonly outputTokenLimit?: number;
  /** Whether it thinks before it answers; absent: the service does not say. */
  readonly thinking?: boolean;
}

export type ModelsStatus =
  | { readonly state: 'ready' }
  | { readonly state: 'busy'; readonly calls: number }
  /** Every call waits, until `until` (ISO instant) at least, and why: `paused by Gemini's rate limit`. */
  | { readonly state: 'waiting'; readonly until: string; readonly cause: WaitReason; readonly reason: string }
  | { readonly state: 'restarted'; readonly reason: string };

export interface ModelsConfig {
  readonly services: { readonly [S in ServiceId]: ConfigOf<S> };
  readonly local: LocalConfig;
  /** "Data never leaves this device": no call goes to anything but the models that are on it. */
  readonly privateMode: boolean;
  readonly budget: CallBudget;
  readonly thinking: ThinkingSettings;
}

export interface LocalConfig {
  /**
   * What a model is asked once it is loaded. `known-answer`: it has to make sense. `numbers`: what it computes has to be numbers, no
   * more; for models of random weights, which tests of the engine load.
   */
  readonly selfTest: 'known-answer' | 'numbers';
}

/** What a session may spend; `null` is no limit. */
export interface CallBudget {
  readonly calls: number | null;
  readonly tokens: number | null;
}
