import type { ReadOptions, ReadProgress, TableFormat, TableRowProblems } from '../../core/dataset/table';
import type { ColumnName } from './column-names';
import { decodeText, type TextPiece } from './decode-text';
import { detectDelimiter } from './detect-delimiter';
import { newlineOf } from './papa-rows';
import { createDelimitedParser } from './parse-delimited';
import { createJsonLinesParser, createJsonListParser } from './parse-json';
import type { ParsedRows, RowParser } from './row-parser';
import { createRowProblems, type RowProblems } from './row-problems';
import { TableError } from './table-error';

/** A file, or anything like it that has a name. */
export type TableFile = Blob & { readonly name: string };

/** Some rows of a file, and what is known of it so far. */
export interface RowBatch extends ParsedRows {
  /** Those of JSON grow from batch to batch; a row may be shorter than this where its end is empty. */
  readonly columns: readonly ColumnName[];
  readonly format: TableFormat;
  readonly problems: TableRowProblems;
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
    return {
      ...parsed,
      columns: [...from.parser.columns],
      format: { ...from.format, encoding: piece.encoding },
      problems: problems.all(),
      progress: { bytes: piece.bytes, ofBytes: file.size, rows },
    };
  }
}

interface Reader {
  readonly parser: RowParser;
  readonly format: TableFormat;
  textOf(piece: TextPiece): string;
  last: TextPiece;
}

interface Opening {
  readonly file: TableFile;
  readonly options: ReadOptions;
  readonly problems: RowProblems;
}

const headCharacters = 64 * 1024;

/** Spreadsheets write it as a first line, for each other. */
const delimiterNote = /^sep=([,;\t|])\r?(?:\n|$)/;

function openReader(piece: TextPiece, { file, options, problems }: Opening): Reader {
  const { encoding } = piece;
  const base = { last: piece, textOf: (each: TextPiece) => each.text };
  const kind = kindOf(piece.text, file.name);
  if (kind === 'json') return { ...base, parser: createJsonListParser(problems), format: { kind, encoding } };
  if (kind === 'jsonl') return { ...base, parser: createJsonLinesParser(problems), format: { kind, encoding } };

  const note = delimiterNote.exec(piece.text);
  const noted = note?.[1] as ',' | ';' | '\t' | '|' | undefined; // what the expression lets through
  const text = note === null ? piece.text : piece.text.slice(note[0].length);
  const head = text.slice(0, headCharacters);
  const whole = piece.bytes === file.size && head.length === text.length;
  const newline = newlineOf(head);
  const delimiter =
    options.delimiter === 'auto' ? (noted ?? detectDelimiter(head, { newline, whole })) : options.delimiter;
  const firstLine = note === null ? 1 : 2;
  const parser = createDelimitedParser({ delimiter, newline, ragged: options.ragged, problems, firstLine });
  const textOf = (each: TextPiece) => (each === piece ? text : each.text);
  return { ...base, textOf, parser, format: { kind: 'delimited', delimiter, encoding } };
}

/** By what the file holds, since names of files are often wrong; a list of anything is JSON where the name says so. */
function kindOf(text: string, name: string): TableFormat['kind'] {
  if (/^\s*\[\s*[{\]]/.test(text) || (/\.json$/i.test(name) && /^\s*\[/.test(text))) return 'json';
  return /^\s*\{\s*["}]/.test(text) ? 'jsonl' : 'delimited';
}

function emptyFile(file: TableFile): TableError {
  return new TableError({
    kind: 'empty',
    title: 'The file is empty.',
    message: `A table with a header and at least one row was expected; ${file.name} has ${file.size === 0 ? 'no bytes' : 'nothing but white space'}. Choose another file.`,
  });
}
