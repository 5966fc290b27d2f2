import type { Estimate } from '../calls/estimate';
import type { CallLimits } from '../calls/limits';
import type { TableProblem } from '../dataset/table';
import type { RowWindow } from '../jobs/job-store';
import type { ModelPrompt } from '../model/model-prompt';
import type { ModelRef } from '../model/model-ref';
import type { SafetySettings } from '../model/service-settings';
import type { Result } from '../result';
import type { ExportSettings } from './export/export-settings';
import type { LeftOutReason } from './export/left-out';
import type { TrainingExample } from './export/training-example';
import type { TuningStatistics } from './export/tuning-statistics';
import type { RefusedRow } from './pairs/read-pairs';
import type { CritiquesSeen } from './run/early-ends';
import type { Flag, MadeRow, Outcome, RowEdit, StageName, TuningPrompt } from './run/made-row';
import type { Duplicates, PromptSource, TuningRun } from './run/tuning-work';

/**
 * The page's side of Tune in `work.worker.ts`. An abort rejects with its reason; calls of models throw ModelError. Rows never lie in the
 * page: it asks for windows of them.
 */
export interface TuningPort {
  /** What the prompts are, and what the run would take. The error says why they cannot be read. */
  check(request: CheckRequest, signal: AbortSignal): Promise<Result<PromptsFound, TableProblem>>;
  /** Exact ones, and near ones by embeddings of the model. */
  findDuplicates(request: DuplicatesRequest, signal: AbortSignal): Promise<Result<Duplicates, TableProblem>>;
  /** All stages of one prompt, as they are written. */
  tryOne(request: TryRequest, signal: AbortSignal): AsyncIterable<TryEvent>;
  /** Makes data of all prompts, or goes on with it. */
  generate(request: GenerateRequest, signal: AbortSignal): AsyncIterable<TuningProgress>;
  /** Only what failed: what was answered is not asked for again. */
  retryFailed(request: GenerateRequest, signal: AbortSignal): AsyncIterable<TuningProgress>;
  pause(runId: string): void;
  resume(runId: string): void;
  rows(request: RowsRequest): Promise<RowsPage>;
  /** All of one row. Null: it is not on this device. */
  row(request: { readonly runId: string; readonly row: number }): Promise<MadeRow | null>;
  statistics(request: MadeRequest): Promise<TuningStatistics>;
  /** What would be taken away, and what the format wants besides. */
  checkExport(request: ExportRequest, signal: AbortSignal): Promise<ExportCheck>;
  export(request: ExportRequest, signal: AbortSignal): Promise<ExportedData>;
  /** A JSONL file for the batch service: the calls of the stage that comes next, as `generate` would make them. */
  batchFile(request: GenerateRequest & { readonly safety?: SafetySettings }, signal: AbortSignal): Promise<BatchFile>;
  /** Reads the service's answer: `generate` finds it answered. The error says which line is wrong and how. */
  importBatch(
    request: GenerateRequest & { readonly results: Blob },
    signal: AbortSignal,
  ): Promise<Result<BatchRead, string>>;
  /** Rows of a run out of a file of pairs, without a call. */
  bringPairs(request: PairsRequest, signal: AbortSignal): Promise<Result<BroughtPairs, TableProblem>>;
  remove(runId: string): Promise<void>;
}

/** What a run would be made from. */
export type TuningPlan = Pick<TuningRun, 'prompts' | 'constitution' | 'settings' | 'promptModel' | 'alignmentModel'> & {
  readonly limits: CallLimits;
};

export interface CheckRequest extends TuningPlan {
  /** Runs by the same constitution, whose critiques tell how often there is nothing to improve. */
  readonly earlierRuns: readonly string[];
}

export interface PromptsFound {
  /** Of the file. */
  readonly rows: number;
  /** Numbers of the rows that hold no prompt. */
  readonly empty: readonly number[];
  /** Numbers of the rows whose prompt is longer than the model takes, with its tokens and the limit. */
  readonly tooLong: readonly { readonly row: number; readonly tokens: number; readonly limit: number }[];
  /** Rows that cannot be a prompt: messages that do not end with the user's turn, for one. */
  readonly unusable: readonly { readonly row: number; readonly reason: string }[];
  /** Left of them by the filter and without duplicates: what Sample draws from. */
  readonly usable: number;
  /** What a run takes. */
  readonly total: number;
  /** Likely: a prompt with nothing to improve ends sooner. */
  readonly estimate: Estimate;
  /** Critiques of first rounds that the estimate goes by. */
  readonly seen: CritiquesSeen;
}

export interface DuplicatesRequest {
  readonly prompts: PromptSource;
  readonly embeddingModel: ModelRef;
  readonly limits: CallLimits;
}

export interface TryRequest {
  readonly plan: TuningPlan;
  /** Number of a row; null: one by chance. A row that is none is refused as a `bad-request`. */
  readonly row: number | null;
  /** So that two presses draw different ones. */
  readonly seed: number;
}

export type TryEvent =
  | { readonly type: 'prompt'; readonly prompt: TuningPrompt }
  /** `n`: of several of its kind, from 1; `about`: the words of the principle. */
  | {
      readonly type: 'stage';
      readonly stage: StageName;
      readonly n: number;
      readonly about: string;
      readonly prompt: ModelPrompt;
    }
  /** All that the stage has written so far: it takes the place of what came before. */
  | { readonly type: 'text'; readonly stage: StageName; readonly n: number; readonly text: string }
  | { readonly type: 'made'; readonly row: MadeRow; readonly calls: number; readonly tookMs: number };

export interface GenerateRequest {
  readonly run: TuningRun;
  readonly limits: CallLimits;
}

export type TuningProgress = Pick<TuningRun, 'status' | 'done' | 'total' | 'passed' | 'calls' | 'tokens' | 'failed'>;

/** Rows of runs, with what the author did to them. */
export interface MadeRequest {
  readonly runs: readonly TuningRun[];
  readonly edits: Readonly<Record<string, Readonly<Record<string, RowEdit>>>>;
  readonly lateDifference: number;
}

export interface RowsRequest extends MadeRequest {
  readonly filter: RowFilter;
  readonly window: RowWindow;
}

/** All that is given has to hold. */
export interface RowFilter {
  readonly text?: string;
  readonly outcome?: Outcome | 'rejected' | 'edited';
  readonly flag?: RowFlag;
  /** `pair 3`, `judge 2`: as the column shows it. */
  readonly principle?: string;
  readonly length?: RowLength;
  readonly score?: RowScore;
}

/** Of the second text beside the first, in words. `under-ten` is of either; `one-text`: there is nothing beside it. */
export type RowLength = 'longer' | 'twice' | 'shorter' | 'half' | 'equal' | 'under-ten' | 'one-text';

/** How sure it is that the first answer is better, or the second. */
export type RowScore = 'first-surely' | 'first' | 'close' | 'second' | 'second-surely' | 'none';

/** `by-hand` is the author's own. */
export type RowFlag = Flag | 'late-difference' | 'by-hand';

/** In the order of the runs, then of the prompts. */
export interface RowsPage {
  readonly rows: readonly RowShown[];
  /** With the filter. */
  readonly matching: number;
  /** Without it. */
  readonly total: number;
  /** Of all rows of these runs. */
  readonly counts: {
    readonly outcomes: Readonly<Partial<Record<Outcome | 'rejected' | 'edited', number>>>;
    readonly flags: Readonly<Partial<Record<RowFlag, number>>>;
    readonly lengths: Readonly<Partial<Record<RowLength, number>>>;
    readonly scores: Readonly<Partial<Record<RowScore, number>>>;
  };
}

/** A line of the table. */
export interface RowShown {
  readonly runId: string;
  readonly row: number;
  readonly id: string;
  /** The beginning of the last user turn. */
  readonly prompt: string;
  readonly principle: string;
  readonly outcome: Outcome;
  /** Of a failure, in the service's own word; absent where nothing failed. */
  readonly code?: string;
  /** Words before and after, or of both answers; null where there is none. */
  readonly words: readonly [number | null, number | null];
  /** That the first answer is better; null where nothing was compared. */
  readonly score: number | null;
  readonly flags: readonly RowFlag[];
  readonly edit: RowEdit | null;
}

export interface ExportRequest extends MadeRequest {
  readonly settings: ExportSettings;
  readonly as: 'csv' | 'jsonl';
  /** Made of what Align and Chat hold; empty unless asked for. */
  readonly feedback: readonly TrainingExample[];
  readonly projectName: string;
}

export interface ExportCheck {
  /** Examples, of which a row may give several. */
  readonly training: number;
  readonly validation: number;
  /** Rows that are not in it. */
  readonly leftOut: Readonly<Partial<Record<LeftOutReason, number>>>;
  /** What the format needs and is not there, a sentence each. */
  readonly problems: readonly string[];
}

/** One file, or a ZIP where it takes several. */
export interface ExportedData extends ExportCheck {
  readonly name: string;
  readonly file: Blob;
}

interface PairsRequest {
  readonly runId: string;
  readonly file: File;
}

export interface BroughtPairs {
  readonly pairs: number;
  /** Rows of the file that are no pair. */
  readonly refused: readonly RefusedRow[];
}

/** What a file of the batch service holds for a run. */
export interface BatchRead {
  /** Calls that are answered now. */
  readonly answers: number;
  /** Calls in whose place the service names an error, by their rows. */
  readonly failed: readonly { readonly row: number; readonly message: string }[];
  /** Calls of the same stage that have no line. */
  readonly unanswered: number;
  /** Lines that belong to no call which waits for an answer. */
  readonly unknown: number;
}

export interface BatchFile {
  readonly stage: StageName;
  readonly calls: number;
  readonly file: Blob;
}
