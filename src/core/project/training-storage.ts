import type { Journal } from '../calls/journal';
import type { JobRow } from '../labeler/labeler-port';
import type { LabelJob } from '../labeler/run/labeler-run';

/** What labeling keeps on the device beside projects. All of it throws `StorageFullError`. */
export interface TrainingStorage {
  readonly datasets: DatasetStore;
  readonly jobs: JobStore;
  readonly journal: Journal;
  /** Brings what a run or job has paid for into memory, before it asks for all of it again. */
  readonly prefetch: (paidBy: string) => Promise<void>;
}

export interface DatasetStore {
  /** Replaces what was there. */
  put(id: string, dataset: StoredDataset): Promise<void>;
  /** Null when it is not on this device (any more). */
  get(id: string): Promise<StoredDataset | null>;
  /** Removes files and labeled rows that no project refers to and that are older than a day. */
  collectGarbage(): Promise<void>;
}

export interface StoredDataset {
  readonly file: Blob;
  readonly name: string;
}

/** The rows that a job has labeled, in order and without a gap from the first. */
export interface JobStore {
  /** Null before the first rows. */
  head(jobId: string): Promise<JobHead | null>;
  /** All of it is written, or nothing. `rows` follow on those that are there. */
  append(jobId: string, chunk: JobChunk): Promise<void>;
  /** As many of them as there are. */
  rows(jobId: string, window: { readonly from: number; readonly count: number }): Promise<readonly JobRow[]>;
  /** The lines of all rows, one after the other. */
  file(jobId: string): Promise<Blob>;
  /** Keeps them as long as a stored project has the job. */
  remove(jobId: string): Promise<void>;
}

/** Sums over all rows that are there. */
export type JobHead = Pick<LabelJob, 'done' | 'counts' | 'unread' | 'abstained'> & {
  /** When it was last written to: ISO instant. */
  readonly at: string;
};

interface JobChunk {
  readonly head: Omit<JobHead, 'at'>;
  readonly rows: readonly JobRow[];
  /** Their lines in the output, each with its line break; the first chunk's begin with the header. */
  readonly lines: string;
}
