import type { TrainingExample, ValidationExample } from '../../dataset/example';
import type { LanguageModel } from '../../model/language-model';
import type { Predictor } from '../prediction/predict';
import type { Rulebook } from '../rules/rulebook';
import type { Hyperparameters } from '../run/hyperparameters';
import type { MemorisingGuard } from './memorising';

/** What one labeler is trained from. There is no place in it for a test row. */
export interface LabelerInput {
  /** `single`, `expert-1` …: begins the ids of everything that is made. */
  readonly key: string;
  readonly task: string;
  readonly labels: readonly string[];
  readonly training: readonly TrainingExample[];
  /** Ranks rulebooks: the same rows, in the same order, in every step. */
  readonly validation: readonly ValidationExample[];
  /** Where to begin; null: with first rules, written from training rows. */
  readonly initial: Rulebook | null;
  readonly hyperparameters: Hyperparameters;
}

export interface LabelerDeps {
  readonly trainModel: LanguageModel;
  readonly predictor: Predictor;
  readonly guard: MemorisingGuard;
  /** Calls at a time: reading more rows than that at once would only be reading more rows. */
  readonly concurrency: number;
  readonly signal: AbortSignal;
  /** The train model answered twice, and neither answer could be used. */
  readonly onUnusable: (why: string) => void;
}
