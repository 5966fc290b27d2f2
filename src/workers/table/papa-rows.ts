import Papa from 'papaparse';
import type { Delimiter } from '../../core/dataset/table';

export type Newline = '\n' | '\r';

export interface PapaRows {
  readonly rows: string[][];
  /** Rows, from 0, in which a quote stands where none should. */
  readonly badQuotes: ReadonlySet<number>;
  /** The last row has a quote that is not closed. */
  readonly unclosed: boolean;
  /** Characters that are used up by `rows`. */
  readonly used: number;
}

interface PapaRequest {
  readonly text: string;
  readonly delimiter: Delimiter;
  readonly newline: Newline;
  /** `literal`: quotes are characters like any other. */
  readonly quotes: 'quoting' | 'literal';
  /** Whether the text ends here; else a last row without a line end is left for later. */
  readonly last: boolean;
}

/** What papaparse's parser answers; its own types leave that open. */
interface PapaAnswer {
  readonly data: string[][];
  readonly errors: readonly { readonly code: string; readonly row: number }[];
  readonly meta: { readonly cursor: number };
}

/**
 * papaparse's parser alone: its own streaming cuts characters in two at the borders of its pieces, and tells no rows of its errors.
 * With '\n', the '\r' of a CRLF is taken off the last cell here, so that both line ends may occur in one file.
 */
export function papaRows({ text, delimiter, newline, quotes, last }: PapaRequest): PapaRows {
  const guarded = newline === '\n' && quotes === 'quoting' ? guardQuotedReturns(text) : { text, guard: null };
  const parser = new Papa.Parser({ delimiter, newline, ...(quotes === 'literal' ? { fastMode: true } : {}) });
  const answer: PapaAnswer = parser.parse(guarded.text, 0, !last);
  const rows = answer.data;
  if (newline === '\n') for (const row of rows) dropReturn(row);
  if (guarded.guard !== null) for (const row of rows) restoreReturns(row, guarded.guard);
  const wrong = answer.errors.filter(({ row }) => row < rows.length);
  return {
    rows,
    badQuotes: new Set(wrong.filter(({ code }) => code === 'InvalidQuotes').map(({ row }) => row)),
    unclosed: wrong.some(({ code }) => code === 'MissingQuotes'),
    used: answer.meta.cursor,
  };
}

/** Which line end the rows have, from the beginning of the file; line ends inside quotes tell nothing. */
export function newlineOf(head: string): Newline {
  const outside = head.replaceAll(/"[^"]*"/g, '');
  return outside.includes('\r') && !outside.includes('\n') ? '\r' : '\n';
}

function dropReturn(row: string[]): void {
  const end = row.length - 1;
  const cell = row[end];
  if (cell?.endsWith('\r')) row[end] = cell.slice(0, -1);
}

/** A '\r' before a quote belongs to a cell, not to a line end: it goes by another character until the line ends are gone. */
function guardQuotedReturns(text: string): { readonly text: string; readonly guard: string | null } {
  if (!text.includes('\r"')) return { text, guard: null };
  let code = 0xe000;
  while (text.includes(String.fromCharCode(code))) code++;
  const guard = String.fromCharCode(code);
  return { text: text.replaceAll('\r"', `${guard}"`), guard };
}

function restoreReturns(row: string[], guard: string): void {
  for (const [index, cell] of row.entries()) if (cell.includes(guard)) row[index] = cell.replaceAll(guard, '\r');
}
