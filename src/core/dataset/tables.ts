import type { Result } from '../result';
import type { ReadOptions, ReadProgress, TableProblem, TableSummary } from './table';

/** Files of rows, read in a worker of their own. An abort rejects with its reason. */
export interface Tables {
  /** Reads a file, keeps it in the device's storage under `datasetId`, and answers what is in it. Reading it again replaces it. */
  read(request: ReadTable, signal: AbortSignal): Promise<Result<TableSummary, TableProblem>>;
  /** The first rows of a file that is not kept. */
  firstRows(request: ReadRows, signal: AbortSignal): Promise<Result<FirstRows, TableProblem>>;
}

export interface ReadTable {
  readonly datasetId: string;
  /** Null: the file that is kept under this id, read again with other options. */
  readonly file: File | null;
  readonly read: ReadOptions;
  readonly onProgress: (progress: ReadProgress) => void;
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
