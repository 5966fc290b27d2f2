import type { Delimiter } from '../../core/dataset/table';
import { createColumnNames } from './column-names';
import { type Newline, papaRows } from './papa-rows';
import { longestRow, mostColumns, type ParsedRows, type RowParser } from './row-parser';
import type { RowProblems } from './row-problems';
import { TableError } from './table-error';

interface DelimitedOptions {
  readonly delimiter: Delimiter;
  readonly newline: Newline;
  /** What to do with a row that has too few or too many cells, or a quote that is never closed. */
  readonly ragged: 'skip' | 'keep';
  readonly problems: RowProblems;
  /** Of the first line that is given, from 1. */
  readonly firstLine: number;
}

/** Lines of cells, of which the first that is not blank is the header. Blank lines are no rows. */
export function createDelimitedParser(options: DelimitedOptions): RowParser {
  const { delimiter, newline, ragged, problems } = options;
  const names = createColumnNames();
  let unread = '';
  let line = options.firstLine;
  let number = 0;

  return {
    columns: names.columns,
    push(text) {
      unread += text;
      const kept = startRows();
      const read = papaRows({ text: unread, delimiter, newline, quotes: 'quoting', last: false });
      take(read.rows, { kept, badQuotes: read.badQuotes, oneLineEach: !unread.includes('"') });
      unread = unread.slice(read.used);
      if (unread.length > longestRow) takeUnclosed(kept, false);
      return kept;
    },
    end() {
      const kept = startRows();
      const read = papaRows({ text: unread, delimiter, newline, quotes: 'quoting', last: true });
      if (read.unclosed) takeUnclosed(kept, true);
      else take(read.rows, { kept, badQuotes: read.badQuotes, oneLineEach: false });
      unread = '';
      return kept;
    },
  };

  /**
   * After a quote that nothing closes there is no other quote that could: the lines are read with quotes as characters, so that one
   * slip at the top of a file does not swallow the rest.
   */
  function takeUnclosed(kept: KeptRows, last: boolean): void {
    const read = papaRows({ text: unread, delimiter, newline, quotes: 'literal', last });
    if (read.rows.length === 0) throw endlessRow(line);
    if (unread.length > longestRow && read.used < unread.length - longestRow) throw endlessRow(line + read.rows.length);
    take(read.rows, { kept, badQuotes: new Set(), oneLineEach: true, unclosed: true });
    unread = unread.slice(read.used);
  }

  function take(rows: readonly string[][], how: Taking): void {
    for (const [index, row] of rows.entries()) {
      const start = line;
      line += how.oneLineEach ? 1 : 1 + breaksIn(row);
      if (row.length === 1 && row[0]?.trim() === '') continue;
      if (names.columns.length === 0) {
        readHeader(row, how.unclosed === true && index === 0);
        continue;
      }
      number++;
      takeRow(
        row,
        start,
        how.unclosed === true && index === 0 ? 'unclosed' : how.badQuotes.has(index) ? 'bad' : 'good',
        how.kept,
      );
    }
  }

  function readHeader(row: readonly string[], unclosed: boolean): void {
    if (row.length > mostColumns) throw tooManyColumns(row.length);
    if (unclosed)
      problems.add(line - 1, 'A quote opens in the header and is never closed; it was read as a character.');
    for (const header of row) names.add(header);
  }

  function takeRow(row: string[], start: number, quotes: 'good' | 'bad' | 'unclosed', kept: KeptRows): void {
    const width = names.columns.length;
    const faulty = row.length !== width || quotes === 'unclosed';
    if (quotes === 'unclosed') problems.add(start, 'A quote opens in this row and is never closed.');
    else if (row.length !== width)
      problems.add(start, raggedReason(row.length, width) + (quotes === 'bad' ? strayQuote : ''));
    else if (quotes === 'bad') {
      const through = line - 1 > start ? `; it was read through line ${line - 1}` : '';
      problems.add(start, `The row is kept${through}.${strayQuote}`);
    } else if (row.some(isDamaged))
      problems.add(
        start,
        'The row is kept, but it has characters that no text has: zero bytes, or bytes that are not of the encoding.',
      );
    if (faulty && ragged === 'skip') return;
    kept.rows.push(row.length === width ? row : fitted(row, width));
    kept.numbers.push(number);
  }

  function fitted(row: readonly string[], width: number): string[] {
    if (row.length < width) return [...row, ...Array.from({ length: width - row.length }, () => '')];
    return [...row.slice(0, width - 1), row.slice(width - 1).join(delimiter)];
  }
}

interface KeptRows extends ParsedRows {
  readonly rows: string[][];
  readonly numbers: number[];
}

interface Taking {
  readonly kept: KeptRows;
  readonly badQuotes: ReadonlySet<number>;
  /** No cell has a line end in it. */
  readonly oneLineEach: boolean;
  /** The first row is one whose quote is not closed. */
  readonly unclosed?: true;
}

const strayQuote = ' A quote inside a quoted cell is not doubled.';

function startRows(): KeptRows {
  return { rows: [], numbers: [] };
}

function raggedReason(cells: number, width: number): string {
  return `${width} ${width === 1 ? 'cell was' : 'cells were'} expected, as in the header; ${cells} ${cells === 1 ? 'was' : 'were'} found.`;
}

function isDamaged(cell: string): boolean {
  return cell.includes('\0') || cell.includes('\ufffd');
}

/** Line ends inside the cells of a row. */
function breaksIn(row: readonly string[]): number {
  let breaks = 0;
  for (const cell of row) {
    if (cell.includes('\n') || cell.includes('\r')) breaks += cell.match(/\r\n|\n|\r/g)?.length ?? 0;
  }
  return breaks;
}

function endlessRow(line: number): TableError {
  return new TableError({
    kind: 'syntax',
    title: 'The file has no rows that could be told apart.',
    message: `Line ${line} is longer than ${longestRow.toLocaleString('en')} characters. Expected one row of the table a line. Check the file, and how it was saved.`,
  });
}

function tooManyColumns(found: number): TableError {
  return new TableError({
    kind: 'syntax',
    title: 'The first row has too many cells.',
    message: `At most ${mostColumns.toLocaleString('en')} columns can be read; the first row has ${found.toLocaleString('en')}. Check that the delimiter is the right one and that the file has a header.`,
  });
}
