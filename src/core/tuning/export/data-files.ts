import { csvLine } from '../../dataset/csv-line';
import { exampleLine, type MoreColumns, moreColumns, plainLine } from './example-line';
import type { ExportSettings } from './export-settings';
import { formatOf, formOf } from './formats';
import type { TrainingExample } from './training-example';

export interface DataFile {
  readonly name: string;
  /** One after the other, all of its text. Put together as they are asked for: tens of megabytes are never there at once. */
  readonly parts: Iterable<string>;
}

export interface FormRequest {
  readonly settings: ExportSettings;
  readonly as: 'csv' | 'jsonl';
  /** Of all examples, of both splits. */
  readonly more: MoreColumns;
}

/** One file of examples of one kind: `train.jsonl`, its name without the ending being `stem`. */
export function dataFile(stem: string, examples: readonly TrainingExample[], request: FormRequest): DataFile {
  const { settings, as } = request;
  const { extension } = formOf(settings.format, as);
  const name = `${stem}.${extension}`;
  if (as === 'csv') return { name, parts: partsOf(() => csvLines(examples, settings)) };
  const lineAt = (example: TrainingExample) => jsonOf(exampleLine(example, settings.format, request));
  return {
    name,
    parts: partsOf(() => (extension === 'json' ? listOf(examples, lineAt) : jsonLines(examples, lineAt))),
  };
}

/** Columns that some of these examples need, so that all lines have the same. A CSV has those of its kind alone. */
export function columnsOf(
  examples: readonly TrainingExample[],
  { settings, as }: Omit<FormRequest, 'more'>,
): MoreColumns {
  const { score, edited, system } = moreColumns(examples, settings.format, settings);
  return as === 'csv' ? { score: false, edited: false, system } : { score, edited, system };
}

/** Line ends that are none in JSON and are in some programs that read files by lines. */
const otherLineEnds = /[\u0085\u2028\u2029]/g;

function jsonOf(line: unknown): string {
  return JSON.stringify(line).replace(
    otherLineEnds,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

type LineAt = (example: TrainingExample) => string;

function* jsonLines(examples: readonly TrainingExample[], lineAt: LineAt): Generator<string> {
  for (const example of examples) yield `${lineAt(example)}\n`;
}

function* listOf(examples: readonly TrainingExample[], lineAt: LineAt): Generator<string> {
  yield examples.length === 0 ? '[' : '[\n';
  for (const [at, example] of examples.entries())
    yield `  ${lineAt(example)}${at === examples.length - 1 ? '\n' : ',\n'}`;
  yield ']\n';
}

/** Columns by kind of data; so that a CSV without a line has its header, too. */
const columnsOfKind = {
  supervised: ['text'],
  preference: ['prompt', 'chosen', 'rejected'],
  unpaired: ['prompt', 'completion', 'label'],
} as const;

function* csvLines(examples: readonly TrainingExample[], settings: ExportSettings): Generator<string> {
  const { kind } = formatOf(settings.format);
  const columns = columnsOfKind[kind];
  // As the ancestor writes them: pairs with a quote round every cell, texts with those that they need.
  const lineOf = kind === 'supervised' ? (cells: readonly string[]) => csvLine(cells, ',') : quotedLine;
  yield lineOf(columns);
  for (const example of examples) {
    const line = plainLine(example, settings);
    yield lineOf(columns.map((column) => line[column] ?? ''));
  }
}

function quotedLine(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`;
}

const linesOfPart = 500;

function partsOf(lines: () => Iterable<string>): Iterable<string> {
  return {
    *[Symbol.iterator]() {
      let part: string[] = [];
      for (const line of lines()) {
        if (part.push(line) < linesOfPart) continue;
        yield part.join('');
        part = [];
      }
      if (part.length > 0) yield part.join('');
    },
  };
}

/** How LLaMA-Factory is told of these files: what goes into its `dataset_info.json`, under the names of the data sets. */
export function datasetInfo(
  name: string,
  files: { readonly train: string; readonly validation?: string },
  { settings, more }: Pick<FormRequest, 'settings' | 'more'>,
): Readonly<Record<string, unknown>> {
  const isRanking = settings.format === 'llama-factory-dpo';
  const entry = (file: string) => ({
    file_name: file,
    formatting: 'sharegpt',
    ...(isRanking && { ranking: true }),
    columns: {
      messages: 'conversations',
      ...(more.system && { system: 'system' }),
      ...(isRanking && { chosen: 'chosen', rejected: 'rejected' }),
    },
  });
  return {
    [name]: entry(files.train),
    ...(files.validation !== undefined && { [`${name}_validation`]: entry(files.validation) }),
  };
}
