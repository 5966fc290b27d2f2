import { encodingName } from '../../../core/dataset/encoding';
import type {
  ColumnSummary,
  Delimiter,
  ReadProgress,
  TableFormat,
  TableNote,
  TableRowProblems,
  TableSummary,
} from '../../../core/dataset/table';
import { counted, whole } from '../counted';

/** `1,242 rows`; `436 rows from 600 lines` where rows run over lines. */
export function rowWords({ rowCount, lines, problems }: Pick<TableSummary, 'rowCount' | 'lines' | 'problems'>): string {
  const rows = counted(rowCount, 'row');
  const isEven = lines === undefined || lines === rowCount + skippedRows(problems);
  return isEven ? rows : `${rows} from ${counted(lines, 'line')}`;
}

/** Projects of older versions know how many rows had a fault, and what was done with those of the wrong width. */
export function skippedRows({ skipped, kept, count }: TableRowProblems): number {
  return skipped ?? (kept ? 0 : count);
}

/** `1 skipped, line 6`, `6 skipped`, `2 to check`; null when there is no problem. */
export function problemWords({ problems }: Pick<TableSummary, 'problems'>): string | null {
  const skipped = skippedRows(problems);
  const kept = problems.count - skipped;
  const words = [
    skipped > 0 && `${whole(skipped)} skipped${linesOf(problems, skipped)}`,
    kept > 0 && `${whole(kept)} to check`,
  ];
  return words.filter((each) => each !== false).join(', ') || null;
}

/** `, line 6`; nothing when there are too many to name. */
function linesOf({ shown }: TableRowProblems, skipped: number): string {
  const lines = shown.filter(({ kept }) => kept !== true).map(({ line }) => whole(line));
  if (lines.length !== skipped || lines.length > mostLines) return '';
  return lines.length === 1 ? `, line ${lines[0]}` : `, lines ${lines.slice(0, -1).join(', ')} and ${lines.at(-1)}`;
}

const mostLines = 3;

/** A sentence or two: what the author has to know of how the file was read. */
export function noteWords(note: TableNote): string {
  switch (note.kind) {
    case 'not-utf-8':
      return `This file is not UTF-8. It was read as ${encodingName(note.encoding)}. If its letters look wrong, choose another encoding.`;
    case 'no-header':
      return 'The first row looks like data, so all rows are read and the columns have no names. If it is a header, say so under “First row is”.';
    case 'left-out':
      return `Line ${whole(note.line)} was left out: “${note.text}” is not part of the table.`;
    case 'backslash-quotes':
      return 'Quotes inside cells are escaped by backslashes (\\") here, and were read as quotes.';
    case 'open-quote':
      return `${linesWords(note)} were read one by one: a quote is not closed.`;
    case 'merged-lines':
      return `${linesWords(note)} were read as one row: a quote is not closed. If they are several rows, choose “None” under “Quotes”.`;
  }
}

/** `Lines 283–446` */
function linesWords({ from, to }: { readonly from: number; readonly to: number }): string {
  return `Lines ${whole(from)}–${whole(to)}`;
}

export const delimiterNames: Readonly<Record<Delimiter, string>> = {
  ',': 'Comma',
  ';': 'Semicolon',
  '\t': 'Tab',
  '|': 'Vertical bar',
};

/** How a file was read: `Comma, UTF-8`. */
export function formatWords(format: TableFormat): string {
  if (format.kind === 'workbook') return `Excel, sheet “${format.sheet}”`;
  const encoding = encodingName(format.encoding);
  if (format.kind === 'delimited') return `${delimiterNames[format.delimiter]}, ${encoding}`;
  return `${format.kind === 'json' ? 'JSON array' : 'JSON lines'}, ${encoding}`;
}

/** `4.2 of 200 MB, 118,000 rows` */
export function readingWords({ bytes, ofBytes, rows }: ReadProgress): string {
  const unit = ofBytes < 1_000_000 ? { size: 1000, name: 'kB' } : { size: 1_000_000, name: 'MB' };
  const amount = (value: number) => (value / unit.size).toFixed(ofBytes / unit.size < 10 ? 1 : 0);
  return `${amount(bytes)} of ${amount(ofBytes)} ${unit.name}, ${counted(rows, 'row')}`;
}

/** 0 to 100. */
export function readingPercent({ bytes, ofBytes }: ReadProgress): number {
  return ofBytes === 0 ? 0 : Math.min(100, Math.round((bytes / ofBytes) * 100));
}

/** What a column holds, for its tooltip and for who cannot see the preview: `5 values`, `numbers 0 to 1`, `41 words on average`. */
export function columnWords({ values, numbers, meanWords, header }: ColumnSummary): string {
  const what =
    numbers !== null
      ? `numbers ${numbers.min} to ${numbers.max}`
      : values !== null
        ? counted(values.length, 'value')
        : `${counted(Math.round(meanWords), 'word')} on average`;
  return header === undefined ? what : `${what}; the file calls it “${header}”`;
}

/** What the file inputs take. */
export const tableFiles = '.csv,.tsv,.tab,.txt,.json,.jsonl,.ndjson,.xlsx,.xlsm';
