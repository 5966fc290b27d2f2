import type { TableNote } from '../../core/dataset/table';
import { createColumnNames } from './column-names';
import { filledWidth } from './first-row';
import { longestRow, mostColumns, type ParsedRows, type RowParser } from './row-parser';
import type { RowProblems } from './row-problems';
import { createRowReader, type Dialect, isBlank, type RowReader, readLines, type TextRow } from './row-reader';
import type { Sniffed } from './sniff-table';
import { swallowedRows } from './swallowed-rows';
import { TableError } from './table-error';

interface DelimitedOptions {
  readonly dialect: Dialect;
  /** What to do with a row that has too few or too many cells. */
  readonly ragged: 'skip' | 'keep';
  readonly firstRow: 'header' | 'data';
  /** What the beginning of the file tells. */
  readonly head: Pick<Sniffed, 'above' | 'repeating' | 'width' | 'widest'>;
  readonly problems: RowProblems;
  /** Of the first line that is given, from 1. */
  readonly firstLine: number;
}

/** Lines of cells. Blank lines are no rows; blank cells beyond the last column are no cells. */
export function createDelimitedParser(options: DelimitedOptions): RowParser {
  const { ragged, problems, firstRow } = options;
  const { repeating, width: usualWidth, widest } = options.head;
  const { delimiter } = options.dialect;
  const names = createColumnNames();
  let dialect = options.dialect;
  let above = options.head.above;
  let isOpen = false;
  let switches = 0;
  /** Columns that a row must have: those at the end that have no name may be missing. */
  let needed = 0;
  let unread = '';
  let line = options.firstLine;
  let number = 0;
  let lines = 0;
  const notes = createNotes();
  if (firstRow === 'data') openColumns(Array.from({ length: usualWidth }, () => ''));

  return {
    columns: names.columns,
    notes: notes.all,
    lines: () => lines,
    push: (text) => take(unread + text, false),
    end: () => take(unread, true),
  };

  function take(text: string, whole: boolean): ParsedRows {
    const kept: KeptRows = { rows: [], numbers: [] };
    let reader = createRowReader(text, dialect, whole);
    const other: { reader: RowReader | null } = { reader: null };
    let at = 0;
    let giveUp = false;
    while (at < text.length) {
      const row = reader.read(at, giveUp ? 'giveUp' : undefined);
      if (row === null) {
        if (text.length - at <= longestRow) break;
        if (giveUp) throw endlessRow(line);
        giveUp = true;
        continue;
      }
      giveUp = false;
      if (row.to - row.from > longestRow) throw endlessRow(line);
      const better = isOpen && switches < mostSwitches && isDoubtful(row) ? escapedOtherwise(row) : null;
      if (better === null) settle(row);
      else {
        switches++;
        dialect = { ...dialect, escape: dialect.escape === 'double' ? 'backslash' : 'double' };
        if (dialect.escape === 'backslash') notes.add({ kind: 'backslash-quotes' });
        reader = createRowReader(text, dialect, whole);
        other.reader = null;
        settle(better);
      }
      at = (better ?? row).to;
    }
    unread = text.slice(at);
    return kept;

    /** The row, where quotes are escaped in the other way and it is a good one then. */
    function escapedOtherwise(row: TextRow): TextRow | null {
      const lineEnd = text.indexOf(dialect.newline, row.from);
      const first = text.slice(row.from, lineEnd === -1 ? text.length : lineEnd);
      if (!first.includes('\\"')) return null;
      other.reader ??= createRowReader(
        text,
        { ...dialect, escape: dialect.escape === 'double' ? 'backslash' : 'double' },
        whole,
      );
      const found = other.reader.read(row.from);
      return found !== null && found.quotes === 'good' && fits(found.cells) ? found : null;
    }

    function settle(row: TextRow): void {
      if (isBlank(row.cells)) {
        line++;
        return;
      }
      const raw = row.multiline ? text.slice(row.from, row.to) : '';
      const swallowed =
        row.multiline && isOpen && above === 0
          ? swallowedRows(row, { lines: readLines(raw, dialect), fits, repeating })
          : null;
      if (swallowed === null) {
        takeRow(row, row.multiline ? breaksIn(raw) + (/[\r\n]$/.test(raw) ? 0 : 1) : 1, kept);
        return;
      }
      notes.add({ kind: 'open-quote', from: line, to: line + breaksIn(raw) - (/[\r\n]$/.test(raw) ? 1 : 0) });
      let end = 0;
      for (const each of swallowed) {
        line += breaksIn(raw.slice(end, each.from));
        end = each.to;
        takeRow({ ...each, quotes: 'good' }, 1, kept);
      }
      line += breaksIn(raw.slice(end));
    }
  }

  function isDoubtful({ quotes, cells, multiline }: TextRow): boolean {
    return quotes !== 'good' || multiline || !fits(cells);
  }

  function takeRow(row: TextRow, rowLines: number, kept: KeptRows): void {
    const start = line;
    line += rowLines;
    if ((above > 0 || !isOpen) && row.cells.every((cell) => cell.trim() === '')) return;
    if (above > 0) {
      above--;
      notes.add({ kind: 'left-out', line: start, text: shortened(row.cells.filter((cell) => cell !== '').join(', ')) });
      return;
    }
    if (!isOpen) {
      openColumns(row.cells);
      if (row.quotes === 'unclosed') problems.add({ line: start, reason: unclosedReason, kept: true });
      return;
    }
    number++;
    lines += rowLines;
    keepRow(row, start, kept);
  }

  /** Columns without a name and without a cell, as a delimiter at the end of the header makes them, are none. */
  function openColumns(header: readonly string[]): void {
    isOpen = true;
    needed = firstRow === 'data' ? header.length : filledWidth(header);
    const width = Math.max(needed, Math.min(header.length, widest));
    if (width > mostColumns) throw tooManyColumns(width);
    for (const cell of header.slice(0, width)) {
      if (firstRow === 'header') names.add(cell);
      else names.addUnnamed();
    }
  }

  function fits(cells: readonly string[]): boolean {
    const width = names.columns.length;
    return cells.length === width || (cells.length < width ? cells.length >= needed : filledWidth(cells) <= width);
  }

  function keepRow(row: TextRow, start: number, kept: KeptRows): void {
    const isFitting = fits(row.cells);
    const isKept = isFitting || ragged === 'keep';
    const reason = faultOf(row, isFitting);
    if (reason !== null) problems.add({ line: start, reason, ...(isKept && { kept: true }) });
    if (row.quotes === 'suspect' && isKept) notes.add({ kind: 'merged-lines', from: start, to: line - 1 });
    if (!isKept) return;
    kept.rows.push(row.cells.length === names.columns.length ? row.cells : fitted(row.cells, isFitting));
    kept.numbers.push(number);
  }

  function faultOf({ cells, quotes }: TextRow, isFitting: boolean): string | null {
    if (!isFitting)
      return (
        raggedReason(filledWidth(cells), needed, firstRow) +
        (quotes === 'good' ? '' : quotes === 'unclosed' ? ` ${unclosedReason}` : strayQuote)
      );
    if (quotes === 'unclosed') return unclosedReason;
    if (quotes === 'suspect') return `The row is kept; it was read through line ${line - 1}.${strayQuote}`;
    if (quotes === 'stray') return `The row is kept.${strayQuote}`;
    return cells.some(isDamaged)
      ? 'The row is kept, but it has characters that no text has: zero bytes, or bytes that are not of the encoding.'
      : null;
  }

  function fitted(cells: readonly string[], isFitting: boolean): string[] {
    const width = names.columns.length;
    if (cells.length < width) return [...cells, ...Array.from({ length: width - cells.length }, () => '')];
    if (isFitting) return cells.slice(0, width);
    return [...cells.slice(0, width - 1), cells.slice(width - 1, filledWidth(cells)).join(delimiter)];
  }
}

interface KeptRows extends ParsedRows {
  readonly rows: string[][];
  readonly numbers: number[];
}

/** Keeps the first notes of a kind: a file may have a thousand open quotes. */
function createNotes() {
  const notes: TableNote[] = [];
  const counts = new Map<TableNote['kind'], number>();
  return {
    all: (): readonly TableNote[] => [...notes],
    add(note: TableNote): void {
      const count = (counts.get(note.kind) ?? 0) + 1;
      counts.set(note.kind, count);
      if (count <= (note.kind === 'backslash-quotes' ? 1 : mostNotes)) notes.push(note);
    },
  };
}

const mostNotes = 20;
/** Between two ways of escaping quotes: a file that mixes them all along is read in the last one. */
const mostSwitches = 20;
const strayQuote = ' A quote inside a quoted cell is not doubled.';
const unclosedReason = 'A quote opens in this row and is never closed; it was read as a character.';

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function raggedReason(cells: number, width: number, firstRow: 'header' | 'data'): string {
  const where = firstRow === 'header' ? 'in the header' : 'in the other rows';
  return `${width} ${width === 1 ? 'cell was' : 'cells were'} expected, as ${where}; ${cells} ${cells === 1 ? 'was' : 'were'} found.`;
}

function isDamaged(cell: string): boolean {
  return cell.includes('\0') || cell.includes('\ufffd');
}

function breaksIn(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}

function endlessRow(line: number): TableError {
  return new TableError({
    kind: 'syntax',
    title: 'The file has no rows that could be told apart.',
    message: `Line ${line} is longer than ${longestRow.toLocaleString('en')} characters. Expected one row of the table a line. Check the file, and how it was saved.`,
  });
}

export function tooManyColumns(found: number): TableError {
  return new TableError({
    kind: 'syntax',
    title: 'The first row has too many cells.',
    message: `At most ${mostColumns.toLocaleString('en')} columns can be read; the first row has ${found.toLocaleString('en')}. Check that the delimiter is the right one and that the file has a header.`,
  });
}
