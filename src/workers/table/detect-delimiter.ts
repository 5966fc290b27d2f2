import { type Delimiter, delimiters } from '../../core/dataset/table';
import { type Newline, papaRows } from './papa-rows';

interface Reading {
  readonly delimiter: Delimiter;
  /** Cells of the header. */
  readonly width: number;
  /** Share of the other rows with as many cells as the header. */
  readonly even: number;
  /** Share of the other rows with more than one cell. */
  readonly divided: number;
}

/** Enough to tell a delimiter from punctuation. */
const readRows = 200;

/**
 * The delimiter with which most rows have as many cells as the header. A header that no delimiter divides makes a table of one column,
 * with a delimiter that its texts do without. `head` is the beginning of the file; `whole`: all of it.
 */
export function detectDelimiter(head: string, { newline, whole }: { newline: Newline; whole: boolean }): Delimiter {
  const readings = delimiters.map((delimiter) => reading(head, { delimiter, newline, whole }));
  const dividing = readings.filter(({ width, even, divided }) => width > 1 && (even >= 0.5 || divided >= 0.8));
  const candidates = dividing.length > 0 ? dividing : readings.filter(({ width }) => width <= 1);
  // A stable sort: between equals, the order of `delimiters` decides.
  return candidates.toSorted((a, b) => b.even - a.even || b.width - a.width)[0]?.delimiter ?? ',';
}

function reading(text: string, options: { delimiter: Delimiter; newline: Newline; whole: boolean }): Reading {
  const { delimiter, newline, whole } = options;
  const quoted = papaRows({ text, delimiter, newline, quotes: 'quoting', last: whole });
  const read = quoted.rows.length > 1 ? quoted : papaRows({ text, delimiter, newline, quotes: 'literal', last: whole });
  const rows = read.rows.filter((row) => row.length > 1 || row[0]?.trim() !== '').slice(0, readRows);
  const width = rows[0]?.length ?? 1;
  const others = rows.slice(1);
  const share = (fits: (row: readonly string[]) => boolean) =>
    others.length === 0 ? 1 : others.filter(fits).length / others.length;
  return {
    delimiter,
    width,
    even: share((row) => row.length === width),
    divided: share((row) => row.length > 1),
  };
}
