import type { SetTimer } from '../core/effects';
import type { ModelFiles } from '../core/local/model-files';
import type { BrowserQuestion } from '../core/model/browser-model';
import type { EmbeddingModel } from '../core/model/embedding-model';
import type { EngineState } from '../core/model/engine-state';
import type { LanguageModel } from '../core/model/language-model';
import type { ModelRef, RefOf } from '../core/model/model-ref';
import type { ListedModel, ModelsConfig } from '../core/model/models-port';
import type { ProviderId, ServiceId } from '../core/model/provider-table';
import type { ScoringModel } from '../core/model/scoring-model';
import type { Tokenizer } from '../core/model/tokenizer';
import type { VectorModel } from '../core/model/vector-model';
import type { EachRequest } from './each-request';
import type { CallingPage } from './server/connection';

/** What a provider is asked for. The code behind it, and a vendor's, is imported at the first call. */
export type Adapter<P extends ProviderId> = {
  model(ref: RefOf<P>, config: ModelsConfig): Promise<LanguageModel>;
  /** Absent: the table names another who embeds for it. */
  embeddingModel?(ref: RefOf<P>, config: ModelsConfig): Promise<EmbeddingModel>;
  /**
   * Absent: it gives no probabilities of given texts; the table says why. So with the two that follow. A service sends all that costs
   * something through `each`; it is asked for anew for each score.
   */
  scoringModel?(ref: RefOf<P>, config: ModelsConfig, each: EachRequest): Promise<ScoringModel>;
  tokenizer?(ref: RefOf<P>, config: ModelsConfig): Promise<Tokenizer>;
  vectorModel?(ref: RefOf<P>, config: ModelsConfig): Promise<VectorModel>;
} & (P extends ServiceId ? Lists : unknown);

/** One whose provider is known when the program runs: it is given refs of its own alone. */
export interface AnyAdapter {
  model(ref: ModelRef, config: ModelsConfig): Promise<LanguageModel>;
  embeddingModel?(ref: ModelRef, config: ModelsConfig): Promise<EmbeddingModel>;
  scoringModel?(ref: ModelRef, config: ModelsConfig, each: EachRequest): Promise<ScoringModel>;
  tokenizer?(ref: ModelRef, config: ModelsConfig): Promise<Tokenizer>;
  vectorModel?(ref: ModelRef, config: ModelsConfig): Promise<VectorModel>;
}

interface Lists {
  /** Throws ModelError. */
  list(config: ModelsConfig, signal: AbortSignal): Promise<readonly ListedModel[]>;
}

/** What the providers need of the worker that they run in. */
export interface AdapterEffects {
  readonly fetch: typeof globalThis.fetch;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** From 0 up to, never reaching, 1. */
  readonly random: () => number;
  readonly setTimer: SetTimer;
  readonly page: CallingPage;
  /** The scope whose caches WebLLM reads. */
  readonly scope: object;
  readonly openModelFiles: () => Promise<ModelFiles>;
  readonly onEngine: (state: EngineState) => void;
  /** Tells the answer of the browser's own model in pieces; throws ModelError, and an abort's reason at once. */
  readonly askBrowserModel: (question: BrowserQuestion, signal: AbortSignal) => AsyncIterable<string>;
}
