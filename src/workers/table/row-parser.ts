import type { TableNote } from '../../core/dataset/table';
import type { ColumnName } from './column-names';

/** Text in, rows out; the same for every format. Throws a TableError where there is no going on. */
export interface RowParser {
  /** Known once the header is read; those of JSON grow with the rows. */
  readonly columns: readonly ColumnName[];
  /** What there is to be told of the file so far. */
  notes(): readonly TableNote[];
  /** Lines of the file that data rows stand in, so far. */
  lines(): number;
  push(text: string): ParsedRows;
  /** What is left when the file has ended. */
  end(): ParsedRows;
}

export interface ParsedRows {
  /** Cells by column; a row may be shorter than `columns`, where a later row brought new ones. */
  readonly rows: readonly (readonly string[])[];
  /** Of each row, its place among the data rows of the file, from 1. */
  readonly numbers: readonly number[];
}

/** Of a table that can be shown and mapped; more come from a wrong delimiter. */
export const mostColumns = 2000;

/** Longer rows (in characters) are taken for what follows a quote that is never closed. */
export const longestRow = 4_000_000;
