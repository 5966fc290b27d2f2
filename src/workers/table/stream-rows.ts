import type { ReadOptions, ReadProgress, TableFormat, TableNote, TableRowProblems } from '../../core/dataset/table';
import type { ColumnName } from './column-names';
import { bytesOf, decodeText, type TextPiece } from './decode-text';
import { gridOf } from './grid';
import { createDelimitedParser, tooManyColumns } from './parse-delimited';
import { createJsonLinesParser, createJsonListParser } from './parse-json';
import { createJsonDocumentParser } from './parse-json-document';
import { mostColumns, type ParsedRows, type RowParser } from './row-parser';
import { createRowProblems, type RowProblems } from './row-problems';
import { newlineOf } from './row-reader';
import { sniffTable } from './sniff-table';
import { TableError } from './table-error';

/** A file, or anything like it that has a name. */
export type TableFile = Blob & { readonly name: string };

/** Some rows of a file, and what is known of it so far. */
export interface RowBatch extends ParsedRows {
  /** Those of JSON grow from batch to batch; a row may be shorter than this where its end is empty. */
  readonly columns: readonly ColumnName[];
  readonly format: TableFormat;
  readonly problems: TableRowProblems;
  readonly notes: readonly TableNote[];
  /** Lines of the file that the rows so far stand in, skipped ones too. */
  readonly lines: number;
  readonly progress: ReadProgress;
}

/**
 * The rows of a table file of any size, batch by batch in the order of the file; none is held after it was given. A batch may be empty:
 * every piece of the file gives one, and the last one has all problems. Throws a TableError when there is no table to be read, and the
 * signal's reason when that aborts.
 */
export async function* streamRows(
  file: TableFile,
  options: ReadOptions,
  signal: AbortSignal,
): AsyncGenerator<RowBatch, void, undefined> {
  if (await isArchive(file)) yield* streamWorkbook(file, options, signal);
  else yield* streamText(file, options, signal);
}

/** A sheet is read whole: its texts lie in another part of the file than its rows. */
async function* streamWorkbook(
  file: TableFile,
  options: ReadOptions,
  signal: AbortSignal,
): AsyncGenerator<RowBatch, void, undefined> {
  // Few files need it.
  const { readWorkbook } = await import('./read-workbook');
  const { sheet, names } = await readWorkbook(file, options);
  signal.throwIfAborted();
  const { columns, rows, numbers, firstRow, notes } = gridOf(sheet.rows, options.firstRow);
  if (columns.length === 0) throw emptyFile(file);
  if (columns.length > mostColumns) throw tooManyColumns(columns.length);
  yield {
    rows,
    numbers,
    columns,
    notes,
    lines: rows.length,
    format: { kind: 'workbook', sheet: sheet.name, sheets: names, firstRow },
    problems: createRowProblems(options.ragged).all(),
    progress: { bytes: file.size, ofBytes: file.size, rows: rows.length },
  };
}

async function* streamText(
  file: TableFile,
  options: ReadOptions,
  signal: AbortSignal,
): AsyncGenerator<RowBatch, void, undefined> {
  const problems = createRowProblems(options.ragged);
  let reader: Reader | null = null;
  let rows = 0;
  for await (const piece of decodeText(file, options.encoding, signal)) {
    if (reader === null && piece.text.trim() !== '') reader = openReader(piece, { file, options, problems });
    if (reader === null) continue;
    reader.last = piece;
    const parsed = reader.parser.push(reader.textOf(piece));
    rows += parsed.rows.length;
    yield batch(reader, piece, parsed);
    signal.throwIfAborted();
  }
  if (reader === null) throw emptyFile(file);
  const parsed = reader.parser.end();
  rows += parsed.rows.length;
  yield batch(reader, reader.last, parsed);

  function batch(from: Reader, piece: TextPiece, parsed: ParsedRows): RowBatch {
    const guess: readonly TableNote[] = piece.guessed ? [{ kind: 'not-utf-8', encoding: piece.encoding }] : [];
    return {
      ...parsed,
      columns: [...from.parser.columns],
      format: { ...from.format(), encoding: piece.encoding, ...(piece.marked && { mark: true }) },
      notes: [...guess, ...from.notes, ...from.parser.notes()],
      lines: from.parser.lines(),
      problems: problems.all(),
      progress: { bytes: piece.bytes, ofBytes: file.size, rows },
    };
  }
}

interface Reader {
  readonly notes: readonly TableNote[];
  readonly parser: RowParser;
  /** But for what the bytes tell. */
  format(): DistributiveOmit<TextFormat, 'encoding'>;
  textOf(piece: TextPiece): string;
  last: TextPiece;
}

type TextFormat = Exclude<TableFormat, { readonly kind: 'workbook' }>;
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

interface Opening {
  readonly file: TableFile;
  readonly options: ReadOptions;
  readonly problems: RowProblems;
}

const headCharacters = 64 * 1024;

/** Spreadsheets write it as a first line, for each other. */
const delimiterNote = /^sep=([,;\t|])\r?(?:\n|$)/;

function openReader(piece: TextPiece, { file, options, problems }: Opening): Reader {
  const base = { notes: [], last: piece, textOf: (each: TextPiece) => each.text };
  const kind = kindOf(piece.text, { name: file.name, whole: piece.bytes === file.size });
  if (kind === 'document') {
    const parser = createJsonDocumentParser(problems, options.firstRow);
    return { ...base, parser, format: () => ({ kind: parser.kind() }) };
  }
  if (kind === 'json') return { ...base, parser: createJsonListParser(problems), format: () => ({ kind }) };
  if (kind === 'jsonl') return { ...base, parser: createJsonLinesParser(problems), format: () => ({ kind }) };

  const note = delimiterNote.exec(piece.text);
  const noted = note?.[1] as ',' | ';' | '\t' | '|' | undefined; // what the expression lets through
  const text = note === null ? piece.text : piece.text.slice(note[0].length);
  const head = text.slice(0, headCharacters);
  const whole = piece.bytes === file.size && head.length === text.length;
  const newline = newlineOf(head);
  const quotes = options.quotes ?? 'csv';
  const wished = options.delimiter === 'auto' ? (noted ?? 'auto') : options.delimiter;
  const sniffed = sniffTable(head, { delimiter: wished, quotes, newline, whole });
  const { delimiter } = sniffed;
  const firstRow = options.firstRow ?? sniffed.firstRow;
  const notes = options.firstRow === undefined && firstRow === 'data' ? [{ kind: 'no-header' } as const] : [];
  const parser = createDelimitedParser({
    dialect: { delimiter, newline, quotes, escape: 'double' },
    ragged: options.ragged,
    firstRow,
    head: sniffed,
    problems,
    firstLine: note === null ? 1 : 2,
  });
  const textOf = (each: TextPiece) => (each === piece ? text : each.text);
  return { ...base, notes, textOf, parser, format: () => ({ kind: 'delimited', delimiter, firstRow }) };
}

/**
 * By what the file holds, since names of files are often wrong; a list of anything is JSON where the name says so. `document`: JSON that is
 * neither a list of objects nor an object a line, as far as its beginning tells.
 */
function kindOf(text: string, { name, whole }: { readonly name: string; readonly whole: boolean }) {
  if (/\.json$/i.test(name) && /^\s*\[\s*\[/.test(text)) return 'document';
  if (/^\s*\[\s*[{\]]/.test(text) || (/\.json$/i.test(name) && /^\s*\[/.test(text))) return 'json';
  if (!/^\s*\{\s*["}]/.test(text)) return 'delimited';
  const start = text.trimStart();
  const end = start.indexOf('\n');
  const first = (end === -1 ? start : start.slice(0, end)).trimEnd();
  const isAlone = whole ? end === -1 || start.slice(end).trim() === '' : end === -1;
  return isAlone || !first.endsWith('}') ? 'document' : 'jsonl';
}

/** Workbooks of Excel, and all other zip files. */
async function isArchive(file: TableFile): Promise<boolean> {
  const [first, second, third, fourth] = await bytesOf(file.slice(0, 4));
  return first === 0x50 && second === 0x4b && third === 0x03 && fourth === 0x04;
}

function emptyFile(file: TableFile): TableError {
  return new TableError({
    kind: 'empty',
    title: 'The file is empty.',
    message: `A table with a header and at least one row was expected; ${file.name} has ${file.size === 0 ? 'no bytes' : 'nothing but white space'}. Choose another file.`,
  });
}
