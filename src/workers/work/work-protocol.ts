import type { MappingProblem } from '../../core/dataset/mapping';
import type { ReadProgress, TableFormat, TableProblem, TableSummary } from '../../core/dataset/table';
import type { FirstRows, ReadRows, ReadTable } from '../../core/dataset/tables';
import type { RowWindow } from '../../core/jobs/job-store';
import type { BatchRequest, JobProgress, LabeledFile, LabelRowsRequest } from '../../core/labeler/files/jobs';
import type { JobRow } from '../../core/labeler/files/label-file';
import type { RuleMutation } from '../../core/labeler/rules/rulebook';
import type { TrainingEvent } from '../../core/labeler/run/training-event';
import type {
  ClassifyProgress,
  ClassifyRequest,
  ProposeRequest,
  RuleEffect,
  RuleEffectsRequest,
  SetupCheck,
  SetupRequest,
  TrainRequest,
} from '../../core/labeler/trainer';
import type {
  EmbedRequest,
  KeptTokens,
  MapProgress,
  MapRequest,
  NamedBlob,
  Neighbour,
  PlaygroundPort,
  JobProgress as PlaygroundProgress,
  ScoresFound,
  ScoresPage,
  ScoresRequest,
  ScoresWindow,
  SearchRequest,
  SimilarityWindow,
  TextsFound,
} from '../../core/playground/playground-port';
import type { Result } from '../../core/result';
import type { TuningStatistics } from '../../core/tuning/export/tuning-statistics';
import type { MadeRow } from '../../core/tuning/run/made-row';
import type { Duplicates } from '../../core/tuning/run/tuning-work';
import type {
  BatchFile,
  BatchRead,
  BroughtPairs,
  CheckRequest,
  DuplicatesRequest,
  ExportCheck,
  ExportedData,
  ExportRequest,
  GenerateRequest,
  MadeRequest,
  PromptsFound,
  RowsPage,
  RowsRequest,
  TryEvent,
  TryRequest,
  TuningPort,
  TuningProgress,
} from '../../core/tuning/tuning-port';
import type { Endpoint, Method } from '../rpc/protocol';

/** What the page can ask of the work worker: what it sends, what it is told meanwhile, and what it gets in the end. */
export interface WorkMethods extends TuningMethods, PlaygroundMethods {
  readonly 'read-table': Method<ReadNamed, ReadProgress, Result<TableSummary, TableProblem>>;
  readonly 'read-rows': Method<ReadRowsNamed, never, Result<FirstRows, TableProblem>>;
  readonly 'check-setup': Method<SetupRequest, never, Result<SetupCheck, MappingProblem | TableProblem>>;
  readonly train: Method<TrainRequest, TrainingEvent, null>;
  readonly classify: Method<ClassifyRequest, ClassifyProgress, null>;
  readonly 'rule-effects': Method<RuleEffectsRequest, RuleEffect, null>;
  readonly 'propose-for': Method<ProposeRequest, never, Result<readonly RuleMutation[], string>>;
  readonly 'label-rows': Method<LabelRowsRequest, JobProgress, null>;
  readonly 'job-rows': Method<JobWindow, never, readonly JobRow[]>;
  readonly 'job-file': Method<{ readonly jobId: string; readonly format: TableFormat }, never, LabeledFile>;
  readonly 'remove-job': Method<{ readonly jobId: string }, never, null>;
  readonly 'batch-file': Method<BatchRequest, never, Blob>;
  readonly 'import-batch': Method<ImportBatch, never, Result<JobProgress, string>>;
  /** Of a run or job that is under way, by its id. */
  readonly pause: Method<Operated, never, null>;
  readonly resume: Method<Operated, never, null>;
  /** The models worker has stopped: nobody answers at the other end of its port any more. */
  readonly 'models-gone': Method<string, never, null>;
}

/** Making fine-tuning data. */
export interface TuningMethods {
  readonly 'check-prompts': Method<CheckRequest, never, Result<PromptsFound, TableProblem>>;
  readonly 'find-duplicates': Method<DuplicatesRequest, never, Result<Duplicates, TableProblem>>;
  readonly 'try-prompt': Method<TryRequest, TryEvent, null>;
  readonly generate: Method<GenerateRequest, TuningProgress, null>;
  readonly 'retry-failed': Method<GenerateRequest, TuningProgress, null>;
  readonly 'made-rows': Method<RowsRequest, never, RowsPage>;
  readonly 'made-row': Method<Parameters<TuningPort['row']>[0], never, MadeRow | null>;
  readonly 'made-statistics': Method<MadeRequest, never, TuningStatistics>;
  readonly 'check-export': Method<ExportRequest, never, ExportCheck>;
  readonly 'export-data': Method<ExportRequest, never, ExportedData>;
  readonly 'tuning-batch-file': Method<Parameters<TuningPort['batchFile']>[0], never, BatchFile>;
  readonly 'import-tuning-batch': Method<Parameters<TuningPort['importBatch']>[0], never, Result<BatchRead, string>>;
  readonly 'bring-pairs': Method<
    { readonly runId: string; readonly file: { readonly name: string; readonly content: Blob } },
    never,
    Result<BroughtPairs, TableProblem>
  >;
  readonly 'remove-tuning-run': Method<{ readonly runId: string }, never, null>;
}

/** Scores of many rows, and whatever is computed of vectors. */
export interface PlaygroundMethods {
  readonly 'keep-tokens': Method<Parameters<PlaygroundPort['keepTokens']>[0], never, null>;
  readonly 'kept-tokens': Method<Parameters<PlaygroundPort['tokens']>[0], never, KeptTokens | null>;
  readonly 'check-scores': Method<ScoresRequest, never, Result<ScoresFound, TableProblem>>;
  readonly score: Method<ScoresRequest, PlaygroundProgress, null>;
  readonly 'scored-rows': Method<ScoresWindow, never, ScoresPage>;
  readonly 'scores-file': Method<{ readonly runId: string }, never, Blob>;
  readonly 'check-texts': Method<EmbedRequest, never, Result<TextsFound, TableProblem>>;
  readonly 'embed-texts': Method<EmbedRequest, PlaygroundProgress, null>;
  readonly similarity: Method<Parameters<PlaygroundPort['similarity']>[0], never, SimilarityWindow>;
  readonly neighbours: Method<Parameters<PlaygroundPort['neighbours']>[0], never, readonly Neighbour[]>;
  readonly 'search-vectors': Method<SearchRequest, never, readonly Neighbour[]>;
  readonly 'map-vectors': Method<MapRequest, MapProgress, null>;
  readonly 'vectors-file': Method<Parameters<PlaygroundPort['vectorsFile']>[0], never, NamedBlob>;
  readonly 'remove-playground-run': Method<{ readonly runId: string }, never, null>;
}

/** What the work worker can ask of the page, over the same channel. */
export interface PageMethods {
  /** A port at whose other end is the models worker. */
  readonly models: Method<null, never, Endpoint>;
}

interface Operated {
  readonly what: 'training' | 'job';
  readonly id: string;
}

/** Not every browser sends a file's name along with it. */
export type ReadNamed = Omit<ReadTable, 'file' | 'onProgress'> & {
  readonly file: { readonly content: Blob; readonly name: string } | null;
};

type ReadRowsNamed = Omit<ReadRows, 'file'> & {
  readonly file: { readonly content: Blob; readonly name: string };
};

interface JobWindow {
  readonly jobId: string;
  readonly window: RowWindow;
}

type ImportBatch = BatchRequest & {
  readonly results: Blob;
  readonly jobId: string;
  readonly abstainBelow: number;
};
