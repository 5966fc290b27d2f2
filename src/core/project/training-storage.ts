import type { Journal } from '../calls/journal';
import type { JobStore } from '../jobs/job-store';
import type { JobRow, LabelSums } from '../labeler/files/label-file';
import type { KeptScore, KeptVector, ScoreSums, VectorSums } from '../playground/kept-rows';
import type { TokenStore } from '../playground/token-store';
import type { KeptRow, RunSums } from '../tuning/run/kept-row';

/** What labeling, fine-tuning and the Playground keep on the device beside projects. All of it throws `StorageFullError`. */
export interface TrainingStorage {
  readonly datasets: DatasetStore;
  readonly jobs: JobStores;
  readonly tokens: TokenStore;
  readonly journal: Journal;
  /** Brings what a run or job has paid for into memory, before it asks for all of it again. */
  readonly prefetch: (paidBy: string) => Promise<void>;
}

/** A store for the rows of each kind of job. */
interface JobStores {
  readonly label: JobStore<JobRow, LabelSums>;
  readonly tuning: JobStore<KeptRow, RunSums>;
  readonly scores: JobStore<KeptScore, ScoreSums>;
  readonly vectors: JobStore<KeptVector, VectorSums>;
}

export interface DatasetStore {
  /** Replaces what was there. */
  put(id: string, dataset: StoredDataset): Promise<void>;
  /** Null when it is not on this device (any more). */
  get(id: string): Promise<StoredDataset | null>;
  /** Removes files and rows of jobs that no project refers to and that are older than a day. */
  collectGarbage(): Promise<void>;
}

export interface StoredDataset {
  readonly file: Blob;
  readonly name: string;
}
