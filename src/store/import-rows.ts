import { defaultReadOptions, type ReadOptions } from '../core/dataset/table';
import { matchColumns } from '../core/project/input-sets-from-rows';
import { parseTemplate } from '../core/prompt/template';
import type { ImportedRows, PastedRows } from './imported';
import type { Kit } from './kit';

/** One is shown, run and kept beside the other: a list for a batch is another thing. */
const mostInputSets = 200;

/** Reads a table and asks what is to become of it. */
export async function readRowsFile(kit: Kit, file: File): Promise<void> {
  await readRows(kit, { file, from: `“${file.name}”`, read: defaultReadOptions });
}

export async function readPastedRows(kit: Kit, { variable, text, value }: PastedRows): Promise<void> {
  const names = variablesOf(kit);
  const [top = ''] = text.split('\n', 1);
  const isHeader = matchColumns(cellsOf(top), names).targets.some((target) => target !== null);
  await readRows(kit, {
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
  readonly pasted?: Pick<ImportedRows, 'asText' | 'firstVariable'>;
}

async function readRows(kit: Kit, { file, from, read, pasted }: Reading): Promise<void> {
  const labeler = await kit.deps.loadLabeler();
  const found = await labeler.readRows({ file, read, most: mostInputSets }, new AbortController().signal);
  if (!found.ok) {
    const { title, message } = found.error;
    kit.notify({ title, body: `${from} was not imported, and nothing was changed.`, details: [message] });
    return;
  }
  const { summary, rows } = found.value;
  kit.set({
    dialog: {
      kind: 'use-rows',
      table: {
        from,
        columns: summary.columns.map(({ name }) => name),
        rows,
        rowCount: summary.rowCount,
        skipped: summary.problems.skipped ?? 0,
        ...pasted,
      },
    },
  });
}

function variablesOf({ get }: Kit): readonly string[] {
  return parseTemplate(get().project.prompt.preamble).variables;
}
