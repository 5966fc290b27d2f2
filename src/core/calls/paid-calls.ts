import type { Now } from '../effects';
import type { EmbeddingModel } from '../model/embedding-model';
import type { LanguageModel } from '../model/language-model';
import type { ModelErrorData } from '../model/model-error';
import { type ModelRef, modelKey } from '../model/model-ref';
import type { ScoringModel } from '../model/scoring-model';
import type { VectorModel } from '../model/vector-model';
import { createCallBudget } from './budget';
import type { Gate } from './gate';
import type { Journal } from './journal';
import { journaledEmbeddings, journaledModel } from './journaled-model';
import { journaledScores, journaledVectors } from './journaled-playground';
import type { CallLimits } from './limits';
import { createCallMeter } from './meter';
import { meteredEmbeddings, meteredModel, meteredScores, meteredVectors } from './metered-model';
import { createCallQueue } from './queue';
import type { SharedCalls } from './shared-calls';
import { withoutRefusedLogprobs } from './without-refused-logprobs';

/** Where models come from, by their names. */
export interface ModelSource {
  model(ref: ModelRef): LanguageModel;
  embeddingModel(ref: ModelRef): EmbeddingModel;
  scoringModel(ref: ModelRef): ScoringModel;
  vectorModel(ref: ModelRef): VectorModel;
}

/** What paid work needs, whatever it is. */
export interface CallDeps {
  readonly models: ModelSource;
  /** One for all work that goes on side by side. */
  readonly shared: SharedCalls;
  readonly journal: Journal;
  /** See `journaledModel`. */
  readonly hash: (text: string) => Promise<string>;
  readonly now: Now;
}

export interface CallScope {
  /** Who pays: the id of a run or job. */
  readonly paidBy: string;
  readonly limits: CallLimits;
  readonly gate: Gate;
  readonly signal: AbortSignal;
  /** See `createCallQueue`. */
  readonly onPaused?: (error: ModelErrorData | undefined) => void;
  readonly onResumed?: () => void;
  /** See `journaledModel`. */
  readonly refusals?: 'kept' | 'asked-anew' | undefined;
}

/** Models whose calls are answered from the journal where they can be, written down where they cannot, and paused by the gate. */
export function paidModels(
  { paidBy, limits, gate, signal, refusals, onPaused = () => {}, onResumed = () => {} }: CallScope,
  deps: CallDeps,
): ModelSource {
  const queue = createCallQueue({ concurrency: limits.parallelRequests, gate, signal, onPaused, onResumed });
  const meter = createCallMeter(() => {});
  const metering = { queue, meter, budget: createCallBudget(null), urgency: 'now' } as const;
  const journaled = journaledModels(paidBy, deps, refusals);
  return {
    model: (ref) => meteredModel(journaled.model(ref), metering),
    embeddingModel: (ref) => meteredEmbeddings(journaled.embeddingModel(ref), metering),
    scoringModel: (ref) => meteredScores(journaled.scoringModel(ref), metering),
    vectorModel: (ref) => meteredVectors(journaled.vectorModel(ref), metering),
  };
}

/** The same without a place to wait in: a training run has one of its own for all its models. */
export function journaledModels(
  paidBy: string,
  { models, shared, journal, hash, now }: CallDeps,
  refusals?: CallScope['refusals'],
): ModelSource {
  const journaling = { journal, paidBy, hash, now, refusals };
  const known = new Map<string, LanguageModel>();

  function journaled(ref: ModelRef): LanguageModel {
    return shared(journaledModel(withoutRefusedLogprobs(models.model(ref)), journaling), paidBy);
  }

  return {
    // One for each name: it remembers what its model refuses.
    model(ref) {
      const model = known.get(modelKey(ref)) ?? journaled(ref);
      known.set(modelKey(ref), model);
      return model;
    },
    embeddingModel: (ref) => journaledEmbeddings(models.embeddingModel(ref), journaling),
    scoringModel: (ref) => journaledScores(models.scoringModel(ref), journaling),
    vectorModel: (ref) => journaledVectors(models.vectorModel(ref), journaling),
  };
}
