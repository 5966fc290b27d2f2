import * as z from 'zod/mini';
import { encodings } from '../dataset/encoding';
import { delimiters } from '../dataset/table';

/** The shape of a file of rows, as what refers to one keeps it: `DatasetRef`. */
const text = z.string();
const count = z.number();
const list = <T extends z.ZodMiniType>(item: T) => z.array(item);

const firstRow = z.enum(['header', 'data']);
const readSchema = z.strictObject({
  delimiter: z.enum(['auto', ...delimiters]),
  encoding: z.enum(['auto', ...encodings]),
  ragged: z.enum(['skip', 'keep']),
  quotes: z.exactOptional(z.enum(['csv', 'none'])),
  firstRow: z.exactOptional(firstRow),
  sheet: z.exactOptional(text),
});

const textFormat = { encoding: z.enum(encodings), mark: z.exactOptional(z.literal(true)) };
const tableFormat = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('delimited'),
    delimiter: z.enum(delimiters),
    firstRow: z.exactOptional(firstRow),
    ...textFormat,
  }),
  z.strictObject({ kind: z.enum(['jsonl', 'json']), ...textFormat }),
  z.strictObject({ kind: z.literal('workbook'), sheet: text, sheets: list(text), firstRow }),
]);

const tableNote = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('not-utf-8'), encoding: z.enum(encodings) }),
  z.strictObject({ kind: z.literal('no-header') }),
  z.strictObject({ kind: z.literal('backslash-quotes') }),
  z.strictObject({ kind: z.literal('left-out'), line: count, text }),
  z.strictObject({ kind: z.literal('open-quote'), from: count, to: count }),
  z.strictObject({ kind: z.literal('merged-lines'), from: count, to: count }),
]);

const columnSchema = z.strictObject({
  name: text,
  header: z.exactOptional(text),
  blank: count,
  values: z.nullable(list(z.strictObject({ value: text, count }))),
  numbers: z.nullable(z.strictObject({ min: count, max: count })),
  meanWords: count,
});

const tableSchema = z.strictObject({
  name: text,
  size: count,
  format: tableFormat,
  columns: list(columnSchema),
  rowCount: count,
  problems: z.strictObject({
    count,
    skipped: z.exactOptional(count),
    shown: list(z.strictObject({ line: count, reason: text, kept: z.exactOptional(z.literal(true)) })),
    kept: z.boolean(),
  }),
  lines: z.exactOptional(count),
  notes: z.exactOptional(list(tableNote)),
  preview: list(list(text)),
});

export const datasetRefSchema = z.strictObject({ id: text, read: readSchema, table: tableSchema });
