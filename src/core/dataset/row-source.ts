import type { Delimiter } from './table';

/** A file of rows, of any size. */
export interface RowSource {
  readonly columns: readonly string[];
  readonly total: number;
  readonly delimiter: Delimiter;
  /** All of them in order, some at a time. */
  pieces(signal: AbortSignal): AsyncIterable<readonly SourceRow[]>;
}

export interface SourceRow {
  /** Among the data rows of the file, from 1; a row that was skipped counts. */
  readonly number: number;
  /** One per column. */
  readonly cells: readonly string[];
}
