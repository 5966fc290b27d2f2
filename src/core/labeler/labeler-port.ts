import type { Estimate } from '../calls/estimate';
import type { CallLimits } from '../calls/limits';
import type { Encoding } from '../dataset/encoding';
import type { SplitCounts } from '../dataset/example';
import type { LabelCounts, Mapping, MappingProblem } from '../dataset/mapping';
import type { ReadOptions, ReadProgress, TableProblem, TableSummary } from '../dataset/table';
import type { RowWindow } from '../jobs/job-store';
import type { ModelRef } from '../model/model-ref';
import type { SafetySettings } from '../model/service-settings';
import type { Result } from '../result';
import type { JobRow } from './files/label-file';
import type { Classifier } from './prediction/classifier';
import type { Prediction } from './prediction/prediction';
import type { Rulebook, RuleMutation } from './rules/rulebook';
import type { Hyperparameters, Score } from './run/hyperparameters';
import type { EvaluatedRow, LabelJob, Mistake, RunSettings } from './run/labeler-run';
import type { TrainingEvent } from './run/training-event';

/** Labeled rows as a file, in the encoding of the file that they were read from. */
export interface LabeledFile {
  readonly file: Blob;
  /** That encoding, when it lacks a character of the rows: then the file is UTF-8 with a mark. */
  readonly instead?: Encoding;
}

/**
 * The page's side of `training.worker.ts`: rows, training and the labeling of new rows live there. Every call takes a signal; an
 * abort rejects with its reason. Calls of models throw ModelError.
 */
export interface LabelerPort {
  /** Reads a file, keeps it in the device's storage under `datasetId`, and answers what is in it. Reading it again replaces it. */
  readTable(request: ReadTable, signal: AbortSignal): Promise<Result<TableSummary, TableProblem>>;
  /** The first rows of a file that is not kept. */
  readRows(request: ReadRows, signal: AbortSignal): Promise<Result<FirstRows, TableProblem>>;
  /** What a set-up amounts to: labels, sides, and the estimate, from the actual prompts. No call is paid. */
  checkSetup(request: SetupRequest, signal: AbortSignal): Promise<Result<SetupCheck, MappingProblem | TableProblem>>;
  /** Trains, or goes on with what the journal holds of the same settings. Leaving the loop or aborting stops it. */
  train(request: TrainRequest, signal: AbortSignal): AsyncIterable<TrainingEvent>;
  /** Calls in flight are finished, and none is started; `paused` tells when nothing is under way. */
  pauseTraining(runId: string): void;
  resumeTraining(runId: string): void;
  /** In the order of the rows; null where a call failed for a reason that lasts. Answers that are in the journal cost nothing. */
  classify(request: ClassifyRequest, signal: AbortSignal): AsyncIterable<ClassifyProgress>;
  /** What leaving out each rule does to the score; told rule by rule. */
  ruleEffects(request: RuleEffectsRequest, signal: AbortSignal): AsyncIterable<RuleEffect>;
  /** Turns a mistake, and the author's reason, into changes of the rules that answer it. */
  proposeFor(request: ProposeRequest, signal: AbortSignal): Promise<Result<readonly RuleMutation[], string>>;
  /** Labels a file of new rows, or goes on with it. */
  labelRows(request: LabelRowsRequest, signal: AbortSignal): AsyncIterable<JobProgress>;
  pauseJob(jobId: string): void;
  resumeJob(jobId: string): void;
  /** A window of a job's rows, from 0, with what they were labeled so far. */
  jobRows(jobId: string, window: RowWindow): Promise<readonly JobRow[]>;
  /** The file as it is now: original columns, and prediction, confidence, expert, outcome. */
  jobFile(job: Pick<LabelJob, 'id' | 'dataset'>): Promise<LabeledFile>;
  removeJob(jobId: string): Promise<void>;
  /** A JSONL file for the batch service: a `{"key","request"}` a line, with the prompts that `labelRows` would send. */
  batchFile(request: BatchRequest, signal: AbortSignal): Promise<Blob>;
  /** Reads the batch service's answer into the same table. The error says which line is wrong and how. */
  importBatch(
    request: BatchRequest & { readonly results: Blob; readonly jobId: string; readonly abstainBelow: number },
    signal: AbortSignal,
  ): Promise<Result<JobProgress, string>>;
}

export interface ReadRows {
  readonly file: File;
  readonly read: ReadOptions;
  /** No more rows than these are wanted. */
  readonly most: number;
}

export interface FirstRows {
  readonly summary: TableSummary;
  /** A cell per column. */
  readonly rows: readonly (readonly string[])[];
}

export interface ReadTable {
  readonly datasetId: string;
  /** Null: the file that is kept under this id, read again with other options. */
  readonly file: File | null;
  readonly read: ReadOptions;
  readonly onProgress: (progress: ReadProgress) => void;
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

export interface LabelRowsRequest {
  readonly job: LabelJob;
  readonly classifier: Classifier;
  /** Which column of the file is which input of the labeler. */
  readonly inputs: readonly { readonly name: string; readonly column: string }[];
  readonly limits: CallLimits;
}

export type JobProgress = Pick<LabelJob, 'status' | 'done' | 'total' | 'counts' | 'unread' | 'abstained'>;

export type BatchRequest = Pick<LabelRowsRequest, 'classifier' | 'inputs'> & {
  readonly datasetId: string;
  readonly read: ReadOptions;
  readonly model: ModelRef;
  /** What the file asks the service to let through; absent: its own defaults. */
  readonly safety?: SafetySettings;
};
