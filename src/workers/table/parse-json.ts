import { createColumnNames } from './column-names';
import { objectCells } from './object-cells';
import { longestRow, mostColumns, type ParsedRows, type RowParser } from './row-parser';
import type { RowProblems } from './row-problems';
import { TableError } from './table-error';

interface Piece {
  readonly text: string;
  /** Where it begins. */
  readonly line: number;
}

/** Cuts a text into the pieces that a row each is in. */
interface Cutter {
  push(text: string): readonly Piece[];
  end(): readonly Piece[];
}

/** An object a line. Blank lines are no rows. */
export function createJsonLinesParser(problems: RowProblems): RowParser {
  return createObjectParser({ cutter: lineCutter(), problems, place: 'this line' });
}

/** A list of objects. */
export function createJsonListParser(problems: RowProblems): RowParser {
  return createObjectParser({ cutter: listCutter(problems), problems, place: 'this place of the list' });
}

interface ObjectParserOptions {
  readonly cutter: Cutter;
  readonly problems: RowProblems;
  readonly place: string;
}

/** The columns are all keys that occur, in the order in which they do. */
function createObjectParser({ cutter, problems, place }: ObjectParserOptions): RowParser {
  const names = createColumnNames();
  const columnOf = new Map<string, number>();
  let number = 0;

  return {
    columns: names.columns,
    notes: () => [],
    lines: () => number,
    push: (text) => take(cutter.push(text)),
    end: () => take(cutter.end()),
  };

  function take(pieces: readonly Piece[]): ParsedRows {
    const rows: string[][] = [];
    const numbers: number[] = [];
    for (const { text, line } of pieces) {
      number++;
      const cells = objectCells(text);
      if (cells === null) {
        problems.add({
          line,
          reason: `An object such as {"text": "…", "label": "…"} was expected; ${place} has none that can be read.`,
        });
        continue;
      }
      rows.push(toRow(cells));
      numbers.push(number);
    }
    return { rows, numbers };
  }

  function toRow(cells: ReadonlyMap<string, string>): string[] {
    for (const key of cells.keys()) {
      if (columnOf.has(key)) continue;
      if (names.columns.length === mostColumns) throw tooManyKeys();
      columnOf.set(key, names.columns.length);
      names.add(key);
    }
    const row = Array.from({ length: names.columns.length }, () => '');
    for (const [key, cell] of cells) row[columnOf.get(key) ?? 0] = cell;
    return row;
  }
}

function lineCutter(): Cutter {
  let unread = '';
  let line = 1;
  return {
    push(text) {
      const lines = (unread + text).split('\n');
      unread = lines.pop() ?? '';
      if (unread.length > longestRow) throw endlessObject(line + lines.length);
      return lines.flatMap(piece);
    },
    end() {
      const last = unread;
      unread = '';
      return piece(last);
    },
  };

  function piece(text: string): readonly Piece[] {
    const at = { text, line };
    line++;
    return text.trim() === '' ? [] : [at];
  }
}

/** The texts between the commas of a list, as they stand; what is in them is not looked at. */
function listCutter(problems: RowProblems): Cutter {
  let unread = '';
  let at = 0;
  let line = 1;
  let depth = 0;
  let inString = false;
  let escaped = false;
  /** Where the present piece begins: place in `unread`, and its line, once something that is not white space was met. */
  let start = 0;
  let startLine = 0;

  return { push, end };

  function push(text: string): readonly Piece[] {
    unread += text;
    const pieces: Piece[] = [];
    for (; at < unread.length; at++) step(unread.charCodeAt(at), pieces);
    unread = unread.slice(start);
    at -= start;
    start = 0;
    if (unread.length > longestRow) throw endlessObject(startLine || line);
    return pieces;
  }

  function step(code: number, pieces: Piece[]): void {
    if (code === 0x0a) line++;
    if (inString) {
      if (escaped) escaped = false;
      else if (code === 0x5c) escaped = true;
      else if (code === 0x22) inString = false;
      return;
    }
    if (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) return;
    if (depth === 0 && code === 0x5b) {
      depth = 1;
      start = at + 1;
      startLine = 0;
      return;
    }
    if (depth === 1 && (code === 0x2c || code === 0x5d)) {
      cut(pieces);
      if (code === 0x5d) depth = 0;
      return;
    }
    if (startLine === 0) startLine = line;
    if (code === 0x22) inString = true;
    else if (code === 0x7b || code === 0x5b) depth++;
    else if (code === 0x7d || code === 0x5d) depth = Math.max(1, depth - 1);
  }

  function cut(pieces: Piece[]): void {
    if (startLine !== 0) pieces.push({ text: unread.slice(start, at), line: startLine });
    start = at + 1;
    startLine = 0;
  }

  function end(): readonly Piece[] {
    if (depth > 0) problems.add({ line, reason: unclosedList, kept: true });
    const rest = unread.slice(start);
    unread = '';
    return startLine === 0 || rest.trim() === '' ? [] : [{ text: rest, line: startLine }];
  }
}

const unclosedList = 'The list is not closed: ] was expected before the end of the file. The file may be cut off.';

function endlessObject(line: number): TableError {
  return new TableError({
    kind: 'syntax',
    title: 'A row of the file has no end.',
    message: `The object that begins in line ${line} is longer than ${longestRow.toLocaleString('en')} characters. Check that its quotes and braces are closed.`,
  });
}

function tooManyKeys(): TableError {
  return new TableError({
    kind: 'syntax',
    title: 'The objects have too many different keys.',
    message: `A column is made of every key, and at most ${mostColumns.toLocaleString('en')} can be read. Expected objects that share their keys.`,
  });
}
