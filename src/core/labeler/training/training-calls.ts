import type { Gate } from '../../calls/gate';
import { createCallMeter } from '../../calls/meter';
import { meteredEmbeddings, meteredModel } from '../../calls/metered-model';
import { type CallQueue, createCallQueue, type QueueOptions } from '../../calls/queue';
import type { EmbeddingModel } from '../../model/embedding-model';
import type { LanguageModel } from '../../model/language-model';
import type { ClassifySettings } from '../prediction/classifier';
import { createPredictor, type Predictor } from '../prediction/predict';
import type { Hyperparameters } from '../run/hyperparameters';
import type { TrainingEvent } from '../run/training-event';
import { type BudgetParts, divideBudget } from './divide-budget';

export interface TrainingDeps {
  readonly trainModel: LanguageModel;
  readonly evalModel: LanguageModel;
  /** Null: no experts. */
  readonly embeddings: EmbeddingModel | null;
  /** Calls at a time. */
  readonly concurrency: number;
  readonly gate: Gate;
  readonly signal: AbortSignal;
}

/** Everything that a run calls: one queue, one bill, and a budget for each part of the work. */
export interface TrainingCalls {
  readonly queue: CallQueue;
  readonly budgets: BudgetParts;
  readonly trainModel: LanguageModel;
  readonly embeddings: EmbeddingModel | null;
  /** For training, for the test rows, and for the test rows by the untrained labeler, in places that are free. */
  readonly predictors: { readonly training: Predictor; readonly scoring: Predictor; readonly untrained: Predictor };
  readonly settings: ClassifySettings;
  readonly onUnusable: (why: string) => void;
}

export function trainingCalls(
  { hyperparameters, testRows }: { readonly hyperparameters: Hyperparameters; readonly testRows: number },
  deps: TrainingDeps,
  tell: (event: TrainingEvent) => void,
): TrainingCalls {
  const { truncateWords, evalTemperature: temperature, seed, examplesPerCall, callBudget } = hyperparameters;
  const settings = { truncateWords, temperature, seed, examplesPerCall };
  const { gate, concurrency, signal } = deps;
  const budgets = divideBudget(callBudget, Math.ceil(testRows / examplesPerCall));
  const meter = createCallMeter(() => tell({ type: 'spent', spent: meter.spent, faults: meter.faults }));
  const queue = createCallQueue({
    concurrency,
    gate,
    signal,
    onPaused: (error) => tell(error === undefined ? { type: 'paused' } : { type: 'paused', error }),
    onResumed: () => tell({ type: 'resumed' }),
  });
  const predictor = (options: QueueOptions): Predictor =>
    createPredictor({
      model: meteredModel(deps.evalModel, { queue, meter, ...options }),
      settings,
      signal,
      onReused: () => meter.reused(),
      onUnusable: (why) => meter.unusable(why),
    });
  const training = { queue, meter, budget: budgets.training, urgency: 'now' } as const;

  return {
    queue,
    budgets,
    settings,
    trainModel: meteredModel(deps.trainModel, training),
    embeddings:
      deps.embeddings === null ? null : meteredEmbeddings(deps.embeddings, { ...training, urgency: 'meanwhile' }),
    predictors: {
      training: predictor(training),
      scoring: predictor({ budget: budgets.scoring, urgency: 'now' }),
      untrained: predictor({ budget: budgets.untrained, urgency: 'meanwhile' }),
    },
    onUnusable: (why) => meter.unusable(why),
  };
}
