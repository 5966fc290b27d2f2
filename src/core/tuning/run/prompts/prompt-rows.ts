import type { RowSource, SourceRow } from '../../../dataset/row-source';
import type { TableFormat, TableProblem } from '../../../dataset/table';
import { err, ok, type Result } from '../../../result';
import type { PromptSource } from '../tuning-work';
import { type ReadPrompt, readPrompt } from './read-prompt';

/** Prompts in the order of their file, of any size. */
export interface PromptRows {
  /** With those that hold none. */
  readonly total: number;
  /** All of them, some at a time. */
  pieces(signal: AbortSignal): AsyncIterable<readonly PromptRow[]>;
}

interface PromptRow {
  /** From 1. */
  readonly row: number;
  readonly id: string;
  readonly read: ReadPrompt;
}

/** The error asks for the column. */
export function rowsOfFile(
  source: RowSource,
  {
    promptColumn,
    idColumn,
    format,
  }: Pick<PromptSource, 'promptColumn' | 'idColumn'> & { readonly format: TableFormat['kind'] },
): Result<PromptRows, TableProblem> {
  const place = promptColumn === null ? -1 : source.columns.indexOf(promptColumn);
  if (place === -1) return err(noColumn(source.columns, promptColumn));
  const idPlace = idColumn === null ? -1 : source.columns.indexOf(idColumn);
  const isJson = format === 'json' || format === 'jsonl';
  const holds = promptColumn === 'messages' ? 'turns' : isJson ? 'either' : 'text';
  const toPrompt = ({ number, cells }: SourceRow): PromptRow => ({
    row: number,
    // Rows without an id are told apart by their number.
    id: cells[idPlace] || String(number),
    read: readPrompt(cells[place] ?? '', holds),
  });
  return ok({
    total: source.total,
    async *pieces(signal) {
      for await (const piece of source.pieces(signal)) yield piece.map(toPrompt);
    },
  });
}

/** Prompts with a line of `---` between them; without any such line, a prompt a line, blank ones left out. */
export function rowsTyped(typed: string): PromptRows {
  const rows = typedPrompts(typed).map(
    (text, index): PromptRow => ({ row: index + 1, id: String(index + 1), read: readPrompt(text, 'text') }),
  );
  return {
    total: rows.length,
    async *pieces() {
      yield rows;
    },
  };
}

function typedPrompts(typed: string): readonly string[] {
  if (typed.trim() === '') return [];
  const lines = typed.split(/\r?\n/);
  if (!lines.includes('---')) return lines.filter((line) => line.trim() !== '');
  const prompts: string[][] = [[]];
  for (const line of lines) {
    if (line === '---') prompts.push([]);
    else prompts.at(-1)?.push(line);
  }
  return prompts.map((each) => each.join('\n'));
}

function noColumn(columns: readonly string[], wanted: string | null): TableProblem {
  const sought = wanted === null ? 'A column named “prompt” was expected' : `The column “${wanted}” was expected`;
  return {
    kind: 'too-few-columns',
    title: 'Choose the column that holds the prompts.',
    message: `${sought}, and the file has ${columns.map((name) => `“${name}”`).join(', ')}. Choose one of them as the prompt column.`,
  };
}
