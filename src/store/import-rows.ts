import { defaultReadOptions, type ReadOptions } from '../core/dataset/table';
import { matchColumns } from '../core/project/input-sets-from-rows';
import { parseTemplate } from '../core/prompt/template';
import type { ActionContext } from './context';
import type { ImportedRows, PastedRows } from './imported';

/** One is shown, run and kept beside the other: a list for a batch is another thing. */
const mostInputSets = 200;

/** Reads a table and asks what is to become of it. */
export async function readRowsFile(context: ActionContext, file: File): Promise<void> {
  await readRows(context, { file, from: `“${file.name}”`, read: defaultReadOptions, isKept: true });
}

export async function readPastedRows(context: ActionContext, { variable, text, value }: PastedRows): Promise<void> {
  const names = variablesOf(context);
  const [top = ''] = text.split('\n', 1);
  const isHeader = matchColumns(cellsOf(top), names).targets.some((target) => target !== null);
  await readRows(context, {
    file: new File([text], 'pasted.tsv'),
    from: 'the clipboard',
    read: {
      ...defaultReadOptions,
      delimiter: '\t',
      encoding: 'utf-8',
      ragged: 'keep',
      firstRow: isHeader ? 'header' : 'data',
    },
    pasted: { asText: { variable, value }, ...(!isHeader && { firstVariable: variable }) },
  });
}

function cellsOf(line: string): readonly string[] {
  return line.split('\t').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
}

interface Reading {
  readonly file: File;
  readonly from: string;
  readonly read: ReadOptions;
  /** The file can be read again. */
  readonly isKept?: boolean;
  readonly pasted?: Pick<ImportedRows, 'asText' | 'firstVariable'>;
}

async function readRows(context: ActionContext, { file, from, read, isKept, pasted }: Reading): Promise<void> {
  const labeler = await context.deps.loadWork();
  const found = await labeler.tables.firstRows({ file, read, most: mostInputSets }, new AbortController().signal);
  if (!found.ok) {
    const { title, message } = found.error;
    const body = `${from} was not imported, and nothing was changed.`;
    context.notify({ about: 'rows', title, body, details: [message] });
    return;
  }
  const { summary, rows } = found.value;
  context.set({
    dialog: {
      kind: 'use-rows',
      table: {
        from,
        columns: summary.columns.map(({ name }) => name),
        rows,
        rowCount: summary.rowCount,
        skipped: summary.problems.skipped ?? 0,
        ...(isKept && { file }),
        ...pasted,
      },
    },
  });
}

function variablesOf({ get }: ActionContext): readonly string[] {
  return parseTemplate(get().project.prompt.preamble).variables;
}
