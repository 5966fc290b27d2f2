import type { Estimate } from '../calls/estimate';
import type { CallLimits } from '../calls/limits';
import type { SplitCounts } from '../dataset/example';
import type { LabelCounts, Mapping, MappingProblem } from '../dataset/mapping';
import type { ReadOptions, TableProblem } from '../dataset/table';
import type { ModelRef } from '../model/model-ref';
import type { Result } from '../result';
import type { Classifier } from './prediction/classifier';
import type { Prediction } from './prediction/prediction';
import type { Rulebook, RuleMutation } from './rules/rulebook';
import type { Hyperparameters, Score } from './run/hyperparameters';
import type { EvaluatedRow, Mistake, RunSettings } from './run/labeler-run';
import type { TrainingEvent } from './run/training-event';

/** Training, and what is asked of a labeler by hand. An abort rejects with its reason; calls of models throw ModelError. */
export interface Trainer {
  /** What a set-up amounts to: labels, sides, and the estimate, from the actual prompts. No call is paid. */
  checkSetup(request: SetupRequest, signal: AbortSignal): Promise<Result<SetupCheck, MappingProblem | TableProblem>>;
  /** Trains, or goes on with what the journal holds of the same settings. Leaving the loop or aborting stops it. */
  train(request: TrainRequest, signal: AbortSignal): AsyncIterable<TrainingEvent>;
  /** Calls in flight are finished, and none is started; `paused` tells when nothing is under way. */
  pause(runId: string): void;
  resume(runId: string): void;
  /** In the order of the rows; null where a call failed for a reason that lasts. Answers that are in the journal cost nothing. */
  classify(request: ClassifyRequest, signal: AbortSignal): AsyncIterable<ClassifyProgress>;
  /** What leaving out each rule does to the score; told rule by rule. */
  ruleEffects(request: RuleEffectsRequest, signal: AbortSignal): AsyncIterable<RuleEffect>;
  /** Turns a mistake, and the author's reason, into changes of the rules that answer it. */
  proposeFor(request: ProposeRequest, signal: AbortSignal): Promise<Result<readonly RuleMutation[], string>>;
}

export interface SetupRequest {
  readonly training: { readonly datasetId: string; readonly read: ReadOptions };
  readonly test: { readonly datasetId: string; readonly read: ReadOptions } | null;
  readonly mapping: Mapping;
  readonly hyperparameters: Hyperparameters;
  readonly corrections: Readonly<Record<string, string>>;
  readonly trainModel: ModelRef;
  readonly evalModel: ModelRef;
  readonly limits: CallLimits;
}

export interface SetupCheck {
  readonly counts: LabelCounts;
  readonly split: SplitCounts;
  readonly estimate: Estimate;
}

export interface TrainRequest {
  readonly runId: string;
  readonly settings: RunSettings;
  readonly limits: CallLimits;
}

export interface ClassifyRequest {
  readonly classifier: Classifier;
  readonly rows: readonly Pick<EvaluatedRow, 'id' | 'fields'>[];
  readonly model: ModelRef;
  readonly limits: CallLimits;
}

export interface ClassifyProgress {
  /** Place in `rows`, from 0. */
  readonly index: number;
  readonly prediction: Prediction;
}

export interface RuleEffectsRequest {
  readonly classifier: Classifier;
  readonly rows: readonly EvaluatedRow[];
  readonly score: Score;
  readonly model: ModelRef;
  readonly limits: CallLimits;
}

/** Positive: the score falls without the rule. With a 95% interval of the paired difference. */
export interface RuleEffect {
  readonly ruleId: string;
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  /** Rows that are read otherwise without it. */
  readonly changed: number;
}

export interface ProposeRequest {
  readonly rulebook: Rulebook;
  readonly mistake: Omit<Mistake, 'diagnosis' | 'checkpointId'>;
  /** The author's words; empty: the model finds the reason. */
  readonly reason: string;
  readonly mutations: number;
  readonly model: ModelRef;
  readonly truncateWords: number;
  readonly temperature: number;
  readonly seed: number;
}
