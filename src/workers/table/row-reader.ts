import type { Delimiter } from '../../core/dataset/table';

export type Newline = '\n' | '\r';

/** How the cells of a file are told apart. */
export interface Dialect {
  readonly delimiter: Delimiter;
  readonly newline: Newline;
  /** `none`: quotes are characters like any other. */
  readonly quotes: 'csv' | 'none';
  /** How a quote inside a quoted cell is written: `""` or `\"`. */
  readonly escape: 'double' | 'backslash';
}

/** A row as it stands in a text. */
export interface TextRow {
  readonly cells: string[];
  /** Its place in the text, line end included. */
  readonly from: number;
  readonly to: number;
  /** Whether a quoted cell runs over several lines. */
  readonly multiline: boolean;
  readonly quotes: Quotes;
}

/**
 * `stray`: a quote that is not doubled, in a cell that is closed on the same line. `suspect`: such a quote comes after a line end, or
 * the cell closes on a later line only: it may be a row that swallows others. `unclosed`: nothing closes the cell, so that its quote was
 * read as a character.
 */
type Quotes = 'good' | 'stray' | 'suspect' | 'unclosed';

export interface RowReader {
  /**
   * The row that begins at `from`; null when more text is needed to know it. `giveUp`: a quote that nothing closes so far is taken for a
   * character. Read in order, a text of n characters takes a time of O(n), whatever is in it.
   */
  read(from: number, how?: 'giveUp'): TextRow | null;
}

/** `whole`: the text ends here; else a last row without a line end is not known yet. */
export function createRowReader(text: string, dialect: Dialect, whole: boolean): RowReader {
  const { delimiter, newline } = dialect;
  const nextDelimiter = createFinder(text, delimiter);
  const nextNewline = createFinder(text, newline);
  const closings = createClosings(text, dialect, whole);
  return { read };

  function read(from: number, how?: 'giveUp'): TextRow | null {
    const cells: string[] = [];
    let quotes: Quotes = 'good';
    let multiline = false;
    let at = from;
    for (;;) {
      const open = dialect.quotes === 'csv' ? openingQuote(at) : -1;
      const quoted = open === -1 ? null : readQuoted(open, how === 'giveUp');
      if (quoted === 'more') return null;
      let end: number;
      if (quoted === null || quoted === 'unclosed') {
        if (quoted === 'unclosed') quotes = 'unclosed';
        end = Math.min(nextDelimiter(at), nextNewline(at));
        if (end === Number.POSITIVE_INFINITY) {
          if (!whole) return null;
          end = text.length;
        }
        cells.push(text.slice(at, isReturnBefore(end) ? end - 1 : end));
      } else {
        cells.push(quoted.value);
        end = quoted.end;
        multiline ||= quoted.multiline;
        if (quoted.quotes !== 'good' && quotes !== 'unclosed') quotes = quotes === 'suspect' ? quotes : quoted.quotes;
      }
      if (end < text.length && text[end] === delimiter) {
        at = end + 1;
        continue;
      }
      return { cells, from, to: Math.min(text.length, end + 1), multiline, quotes };
    }
  }

  /** The '\r' of a CRLF, where rows end in '\n': both line ends may occur in one file. */
  function isReturnBefore(end: number): boolean {
    return newline === '\n' && text[end] !== delimiter && text[end - 1] === '\r';
  }

  /** Where the quote of a quoted cell is: blanks may stand before it, as many tools write them after a comma. -1: there is none. */
  function openingQuote(at: number): number {
    let open = at;
    while (text.charCodeAt(open) === 0x20) open++;
    if (text[open] !== '"') return -1;
    if (open === at) return open;
    const close = closings.next(open + 1);
    const isOnThisLine = close.at < nextNewline(at) && close.kind === 'clean';
    return isOnThisLine ? open : -1;
  }

  function readQuoted(open: number, giveUp: boolean): QuotedCell | 'unclosed' | 'more' {
    const first = closings.next(open + 1);
    if (first.kind === 'unknown') return giveUp ? 'unclosed' : 'more';
    const close = first.kind === 'clean' ? first.at : closings.nextClean(first.at);
    if (close === null) return whole || giveUp ? 'unclosed' : 'more';
    const lineEnd = nextNewline(open);
    if (first.kind === 'stray' && close > lineEnd) return quotedCell(open, close, 'suspect');
    return quotedCell(open, close, first.kind === 'clean' ? 'good' : 'stray');
  }

  function quotedCell(open: number, close: number, quotes: QuotedCell['quotes']): QuotedCell {
    const written = text.slice(open + 1, close);
    const value = unescaped(written, dialect.escape);
    return { value, quotes, end: closings.afterBlanks(close + 1), multiline: /[\r\n]/.test(written) };
  }
}

interface QuotedCell {
  readonly value: string;
  readonly quotes: 'good' | 'stray' | 'suspect';
  /** Of the delimiter or the line end after it. */
  readonly end: number;
  readonly multiline: boolean;
}

/** `clean`: a delimiter or a line end comes after it. `none` (at the end of the text) and `unknown` have no such quote. */
interface Closing {
  readonly kind: 'clean' | 'stray' | 'none' | 'unknown';
  readonly at: number;
}

/** The quotes that could close a cell. */
function createClosings(text: string, { delimiter, newline, escape: escaping }: Dialect, whole: boolean) {
  let cleanFrom = 0;
  let cleanAt: number | null | undefined;
  return { next, nextClean, afterBlanks };

  /** The first one at `from` or after it: the last of an odd number of quotes in a row, since two are one that is meant. */
  function next(from: number): Closing {
    let at = text.indexOf('"', from);
    while (at !== -1) {
      if (escaping === 'backslash' && isEscaped(at, from)) {
        at = text.indexOf('"', at + 1);
        continue;
      }
      let end = at + 1;
      while (text[end] === '"') end++;
      if (end === text.length && !whole) return { kind: 'unknown', at };
      if ((end - at) % 2 === 1) return closing(end - 1);
      at = text.indexOf('"', end);
    }
    return { kind: whole ? 'none' : 'unknown', at: text.length };
  }

  function closing(at: number): Closing {
    const end = afterBlanks(at + 1);
    if (end >= text.length) return whole ? { kind: 'clean', at } : { kind: 'unknown', at };
    const isEnd = text[end] === delimiter || text[end] === newline;
    return { kind: isEnd ? 'clean' : 'stray', at };
  }

  /** The first clean one at `from` or after it; null: none that is known. The answer is kept for the next quotes of the same text. */
  function nextClean(from: number): number | null {
    if (cleanAt !== undefined && from >= cleanFrom && (cleanAt === null || cleanAt >= from)) return cleanAt;
    cleanFrom = from;
    cleanAt = null;
    for (let found = next(from); found.kind === 'clean' || found.kind === 'stray'; found = next(found.at + 1)) {
      if (found.kind === 'stray') continue;
      cleanAt = found.at;
      break;
    }
    return cleanAt;
  }

  /** Blanks after a closing quote are no text; neither is the '\r' of a CRLF. */
  function afterBlanks(from: number): number {
    let at = from;
    while (text[at] === ' ' || (text[at] === '\t' && delimiter !== '\t')) at++;
    return newline === '\n' && text[at] === '\r' && (text[at + 1] === '\n' || at + 1 === text.length) ? at + 1 : at;
  }

  function isEscaped(at: number, from: number): boolean {
    let slashes = 0;
    while (at - slashes - 1 >= from && text[at - slashes - 1] === '\\') slashes++;
    return slashes % 2 === 1;
  }
}

function unescaped(written: string, escaping: Dialect['escape']): string {
  if (escaping === 'backslash' && written.includes('\\'))
    return written.replaceAll(/\\(["\\])|""/g, (_, meant: string | undefined) => meant ?? '"');
  return written.includes('"') ? written.replaceAll('""', '"') : written;
}

/** The next place of a character, from places that grow; it looks at each part of the text once. */
function createFinder(text: string, needle: string): (from: number) => number {
  let searched = -1;
  let found = -1;
  return (from) => {
    if (searched === -1 || from < searched || from > found) {
      const place = text.indexOf(needle, from);
      searched = from;
      found = place === -1 ? Number.POSITIVE_INFINITY : place;
    }
    return found;
  };
}

/** Every line as a row of its own: a quote that is not closed on its line is a character. Blank lines are none. */
export function readLines(text: string, dialect: Dialect): readonly TextRow[] {
  const rows: TextRow[] = [];
  const next = createFinder(text, dialect.newline);
  for (let from = 0; from < text.length; ) {
    const to = Math.min(text.length, next(from) + 1);
    const row = createRowReader(text.slice(from, to), dialect, true).read(0);
    if (row !== null && !isBlank(row.cells)) rows.push({ ...row, from, to });
    from = to;
  }
  return rows;
}

export function isBlank(cells: readonly string[]): boolean {
  return cells.length === 1 && cells[0]?.trim() === '';
}

/** Which line end the rows have, from the beginning of the file; line ends inside quotes tell nothing. */
export function newlineOf(head: string): Newline {
  const outside = head.replaceAll(/"[^"]*"/g, '');
  return outside.includes('\r') && !outside.includes('\n') ? '\r' : '\n';
}
