import { type Delimiter, delimiters } from '../../core/dataset/table';
import { commonWidth, filledWidth, readHead, repeatingColumns, type TableHead } from './first-row';
import { createRowReader, type Dialect, type Newline, readLines, type TextRow } from './row-reader';

/** What the beginning of a file tells of how it is written. */
export interface Sniffed extends TableHead {
  readonly delimiter: Delimiter;
  /** Cells of most rows, blank ones at the end aside; and of the widest row. Titles above the table do not count. */
  readonly width: number;
  readonly widest: number;
  /** By column, values that several of the first rows have. */
  readonly repeating: ReadonlyMap<number, ReadonlySet<string>>;
}

interface SniffOptions {
  readonly delimiter: Delimiter | 'auto';
  readonly quotes: Dialect['quotes'];
  readonly newline: Newline;
  /** `head` is all of the file. */
  readonly whole: boolean;
}

/** Enough to tell a delimiter from punctuation. */
const readRows = 200;

/**
 * The delimiter with which most rows have equally many cells. Where none divides the first row, and that is no title, it is a table of one
 * column, with a delimiter that its texts do without. `head` is the beginning of the file.
 */
export function sniffTable(head: string, { delimiter, quotes, newline, whole }: SniffOptions): Sniffed {
  const tried = delimiter === 'auto' ? delimiters : [delimiter];
  const readings = tried.map((each) => reading(head, { delimiter: each, newline, quotes, escape: 'double' }, whole));
  const dividing = readings.filter(({ width, even, divided }) => width > 1 && (even >= 0.5 || divided >= 0.8));
  const candidates = dividing.length > 0 ? dividing : readings.filter(({ width }) => width <= 1);
  // A stable sort: between equals, the order of `delimiters` decides.
  const [best = readings[0]] = candidates.toSorted((a, b) => b.even - a.even || b.width - a.width);
  return best ?? { delimiter: ',', above: 0, firstRow: 'header', width: 1, widest: 1, repeating: new Map() };
}

interface Reading extends Sniffed {
  /** Share of the other rows with as many cells as the first one. */
  readonly even: number;
  /** Share of the other rows with more than one cell. */
  readonly divided: number;
}

function reading(head: string, dialect: Dialect, whole: boolean): Reading {
  const rows = firstRows(head, dialect, whole);
  const found = readHead(rows);
  const [first = [], ...others] = rows.slice(found.above);
  const header = filledWidth(first);
  const share = (fits: (row: readonly string[]) => boolean) =>
    others.length === 0 ? 1 : others.filter(fits).length / others.length;
  return {
    ...found,
    delimiter: dialect.delimiter,
    width: found.firstRow === 'header' ? header : commonWidth([first, ...others]),
    widest: Math.max(1, ...others.map(filledWidth)),
    repeating: repeatingColumns(others.length === 0 ? rows : others),
    even: share((row) => filledWidth(row) === header || row.length === first.length),
    divided: share((row) => filledWidth(row) > 1),
  };
}

/** The first rows that are not blank. Where a quote swallows lines, or quotes are escaped by backslashes, no row is hidden by that. */
function firstRows(head: string, dialect: Dialect, whole: boolean): readonly (readonly string[])[] {
  const read = rowsOf(head, dialect, whole);
  if (areGood(read)) return cellsOf(read);
  const other = rowsOf(head, { ...dialect, escape: 'backslash' }, whole);
  if (areGood(other)) return cellsOf(other);
  const lines = readLines(whole ? head : head.slice(0, head.lastIndexOf(dialect.newline) + 1), dialect);
  return cellsOf(lines.slice(0, readRows));
}

function areGood(rows: readonly TextRow[]): boolean {
  return rows.length > 1 && rows.every(({ quotes }) => quotes === 'good' || quotes === 'stray');
}

function cellsOf(rows: readonly TextRow[]): readonly (readonly string[])[] {
  return rows.map(({ cells }) => cells).filter((cells) => cells.some((cell) => cell.trim() !== ''));
}

function rowsOf(head: string, dialect: Dialect, whole: boolean): readonly TextRow[] {
  const reader = createRowReader(head, dialect, whole);
  const rows: TextRow[] = [];
  for (let at = 0; at < head.length && rows.length < readRows; ) {
    const row = reader.read(at);
    if (row === null) break;
    rows.push(row);
    at = row.to;
  }
  return rows;
}
