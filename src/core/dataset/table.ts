import type { Encoding } from './encoding';

/**
 * What the reading of a table file found. The rows themselves stay in the worker that read them: a file may have a million.
 * "Row" counts data rows from 1; "line" counts the lines of the file from 1, as an editor shows them.
 */
export interface TableSummary {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly format: TableFormat;
  /** In the order of the file. Names are unique and not empty, whatever the header says. */
  readonly columns: readonly ColumnSummary[];
  /** Kept rows: without those that were skipped. */
  readonly rowCount: number;
  readonly problems: TableRowProblems;
  /** Lines of the file that the data rows stand in, skipped ones too; absent in projects of older versions. */
  readonly lines?: number;
  /** What the author has to know of how the file was read; absent: nothing. */
  readonly notes?: readonly TableNote[];
  /** The first rows, each with a cell per column; at most `previewRows`. */
  readonly preview: readonly (readonly string[])[];
}

export const previewRows = 20;

export type TableFormat =
  | (TextFormat & {
      readonly kind: 'delimited';
      readonly delimiter: Delimiter;
      /** Absent: a header, as older versions took every first row. */
      readonly firstRow?: FirstRow;
    })
  | (TextFormat & { readonly kind: 'jsonl' | 'json' })
  | {
      readonly kind: 'workbook';
      readonly sheet: string;
      /** All of the workbook, in its order. */
      readonly sheets: readonly string[];
      readonly firstRow: FirstRow;
    };

interface TextFormat {
  readonly encoding: Encoding;
  /** The file begins with a byte order mark. */
  readonly mark?: true;
}

export type FirstRow = 'header' | 'data';

/** Lines count from 1, and `to` is the last one of them. */
export type TableNote =
  /** The bytes are no UTF-8, and no mark tells what they are. */
  | { readonly kind: 'not-utf-8'; readonly encoding: Encoding }
  /** The first row looks like data, and was read as such. */
  | { readonly kind: 'no-header' }
  /** A title or a comment above the table. */
  | { readonly kind: 'left-out'; readonly line: number; readonly text: string }
  /** Quotes inside cells are escaped by backslashes. */
  | { readonly kind: 'backslash-quotes' }
  /** A quote swallowed rows: these lines were read one by one. */
  | { readonly kind: 'open-quote'; readonly from: number; readonly to: number }
  /** These lines were read as one row, although a quote is wrong in them. */
  | { readonly kind: 'merged-lines'; readonly from: number; readonly to: number };

export const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

export interface ColumnSummary {
  readonly name: string;
  /** As the file has it, when that differs from `name`: empty or twice the same. */
  readonly header?: string;
  /** Cells with nothing but white space. */
  readonly blank: number;
  /** Different values after trimming, counted up to `countedValues`, most frequent first; null when there are more. */
  readonly values: readonly ValueCount[] | null;
  /** Least and greatest, when every cell that is not blank is a number. */
  readonly numbers: { readonly min: number; readonly max: number } | null;
  /** Words in a cell on average, over the cells that are not blank: long columns are likely inputs. */
  readonly meanWords: number;
}

export const countedValues = 200;

interface ValueCount {
  readonly value: string;
  readonly count: number;
}

export interface TableRowProblems {
  readonly count: number;
  /** Rows that are not in the table; absent in projects of older versions. */
  readonly skipped?: number;
  /** The first ones; at most `shownProblems`. */
  readonly shown: readonly TableRowProblem[];
  /**
   * Whether the rows with a wrong number of cells are in the table: filled up with empty cells, or with the surplus in the last cell, so
   * that nothing is lost.
   */
  readonly kept: boolean;
}

export const shownProblems = 200;

export interface TableRowProblem {
  /** Where the row begins. */
  readonly line: number;
  /** A sentence: what was expected and what came. */
  readonly reason: string;
  /** The row is in the table nevertheless. */
  readonly kept?: true;
}

/** How to read a file. `auto` looks at its beginning. */
export interface ReadOptions {
  readonly delimiter: Delimiter | 'auto';
  readonly encoding: Encoding | 'auto';
  /** What to do with rows that have too few or too many cells. */
  readonly ragged: 'skip' | 'keep';
  /** Absent: as CSV has them. `none`: they are characters like any other. */
  readonly quotes?: 'csv' | 'none';
  /** Absent: what the beginning of the file looks like. */
  readonly firstRow?: FirstRow;
  /** Of a workbook; absent: the first one that has cells. */
  readonly sheet?: string;
}

export const defaultReadOptions: ReadOptions = { delimiter: 'auto', encoding: 'auto', ragged: 'skip' };

export interface ReadProgress {
  readonly bytes: number;
  readonly ofBytes: number;
  readonly rows: number;
}

/** The rows of a file, in memory, where it was read. Rows and columns count from 0 here. */
export interface Table {
  readonly summary: TableSummary;
  readonly rowCount: number;
  /** Empty where there is no such row or column. */
  cell(row: number, column: number): string;
  /** A cell per column. */
  row(row: number): readonly string[];
  /** Data row in the file, from 1. Skipped rows count, so that a row has the same number whatever is done with faulty ones. */
  rowNumber(row: number): number;
}

/** Why there is no table at all. */
export interface TableProblem {
  readonly kind: 'empty' | 'no-rows' | 'too-few-columns' | 'encoding' | 'syntax' | 'unreadable' | 'gone';
  /** A sentence. */
  readonly title: string;
  /** What was expected, what came, what to do. */
  readonly message: string;
  /** Which file of a set-up it is about; absent where only one is in question. */
  readonly file?: 'training' | 'test';
}
