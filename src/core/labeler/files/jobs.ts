import type { CallLimits } from '../../calls/limits';
import type { Encoding } from '../../dataset/encoding';
import type { ReadOptions } from '../../dataset/table';
import type { RowWindow } from '../../jobs/job-store';
import type { ModelRef } from '../../model/model-ref';
import type { SafetySettings } from '../../model/service-settings';
import type { Result } from '../../result';
import type { Classifier } from '../prediction/classifier';
import type { LabelJob } from '../run/labeler-run';
import type { JobRow } from './label-file';

/** Files of new rows that a labeler labels. An abort rejects with its reason; calls of models throw ModelError. */
export interface Jobs {
  /** Labels a file of new rows, or goes on with it. */
  labelRows(request: LabelRowsRequest, signal: AbortSignal): AsyncIterable<JobProgress>;
  pause(jobId: string): void;
  resume(jobId: string): void;
  /** A window of a job's rows with what was made of them so far. */
  rows(jobId: string, window: RowWindow): Promise<readonly JobRow[]>;
  /** The file as it is now: original columns, and prediction, confidence, expert, outcome. */
  file(job: Pick<LabelJob, 'id' | 'dataset'>): Promise<LabeledFile>;
  remove(jobId: string): Promise<void>;
  /** A JSONL file for the batch service: a `{"key","request"}` a line, with the prompts that `labelRows` would send. */
  batchFile(request: BatchRequest, signal: AbortSignal): Promise<Blob>;
  /** Reads the batch service's answer into the same table. The error says which line is wrong and how. */
  importBatch(
    request: BatchRequest & { readonly results: Blob; readonly jobId: string; readonly abstainBelow: number },
    signal: AbortSignal,
  ): Promise<Result<JobProgress, string>>;
}

export interface LabelRowsRequest {
  readonly job: LabelJob;
  readonly classifier: Classifier;
  /** Which column of the file is which input of the labeler. */
  readonly inputs: readonly { readonly name: string; readonly column: string }[];
  readonly limits: CallLimits;
}

export type JobProgress = Pick<LabelJob, 'status' | 'done' | 'total' | 'counts' | 'unread' | 'abstained'>;

/** Labeled rows as a file, in the encoding of the file that they were read from. */
export interface LabeledFile {
  readonly file: Blob;
  /** That encoding, when it lacks a character of the rows: then the file is UTF-8 with a mark. */
  readonly instead?: Encoding;
}

export type BatchRequest = Pick<LabelRowsRequest, 'classifier' | 'inputs'> & {
  readonly datasetId: string;
  readonly read: ReadOptions;
  readonly model: ModelRef;
  /** What the file asks the service to let through; absent: its own defaults. */
  readonly safety?: SafetySettings;
};
