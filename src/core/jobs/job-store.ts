/** What jobs of one kind have made of their rows, in order and without a gap from the first. All of it throws `StorageFullError`. */
export interface JobStore<Kept, Sums> {
  /** Null before the first rows. */
  head(jobId: string): Promise<JobHead<Sums> | null>;
  /** All of it is written, or nothing. `rows` follow on those that are there. */
  append(jobId: string, chunk: JobChunk<Kept, Sums>): Promise<void>;
  /** Rows that were made again take the places of what was there, with the sums over all; all of it is written, or nothing. */
  replace(jobId: string, again: RowsAgain<Kept, Sums>): Promise<void>;
  /** As many of them as there are. */
  rows(jobId: string, window: RowWindow): Promise<readonly Kept[]>;
  /** The lines of all rows, one after the other. */
  file(jobId: string): Promise<Blob>;
  /** Keeps them as long as a stored project has the job. */
  remove(jobId: string): Promise<void>;
}

/** Places of rows, from 0. */
export interface RowWindow {
  readonly from: number;
  readonly count: number;
}

export interface JobHead<Sums> {
  /** Rows that are there. */
  readonly done: number;
  /** Over all of them. */
  readonly sums: Sums;
}

interface RowsAgain<Kept, Sums> {
  readonly sums: Sums;
  /** Places from 0; there is a row at each. */
  readonly rows: readonly { readonly place: number; readonly row: Kept }[];
}

interface JobChunk<Kept, Sums> {
  readonly head: JobHead<Sums>;
  readonly rows: readonly Kept[];
  /** Their lines in the output, each with its line break; the first chunk's begin with the header. Empty where the job has no output. */
  readonly lines: string;
}
