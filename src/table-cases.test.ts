import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { countLabels } from './core/dataset/count-labels';
import { encodingName } from './core/dataset/encoding';
import { suggestMapping } from './core/dataset/suggest-mapping';
import { defaultReadOptions, type Table } from './core/dataset/table';
import cases from './testing/table-cases/expected.json' with { type: 'json' };
import { withMerged } from './views/label/setup/mapping-words';
import { noteWords } from './views/shared/table-file/table-words';
import { readTable } from './workers/table/read-table';

async function tableOf(file: string): Promise<Table> {
  const bytes = readFileSync(new URL(`./testing/table-cases/${file}`, import.meta.url));
  const read = await readTable(Object.assign(new Blob([bytes]), { name: file }), defaultReadOptions, {
    onProgress: () => {},
    signal: new AbortController().signal,
  });
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

function labelsOf(table: Table, isMerged: boolean): Readonly<Record<string, number>> {
  const mapping = suggestMapping(table.summary);
  const { variants } = countLabels(table, mapping);
  const merged = isMerged ? variants.reduce(withMerged, mapping.merged) : mapping.merged;
  const { labels } = countLabels(table, { ...mapping, merged });
  return Object.fromEntries(labels.map(({ label, count }) => [label, count]));
}

describe('a file as people have it', () => {
  it.each(cases)('$file: $why', async (wanted) => {
    const table = await tableOf(wanted.file);
    const { summary } = table;
    expect(summary.columns.map(({ name }) => name)).toEqual(wanted.columns);
    expect(summary.format).toMatchObject({ encoding: expect.any(String) });
    if ('encoding' in summary.format) expect(encodingName(summary.format.encoding)).toBe(wanted.encoding);
    expect(summary.rowCount).toBe(wanted.rowsKept);
    expect(summary.problems.shown.filter(({ kept }) => kept !== true).map(({ line }) => line)).toEqual(
      wanted.skippedLines,
    );
    expect(summary.problems.skipped).toBe(wanted.skippedLines.length);
    expect(suggestMapping(summary).labelColumn).toBe(wanted.labelColumn);
    expect(suggestMapping(summary).threshold).toBeNull();
    expect(labelsOf(table, 'merged' in wanted)).toEqual(wanted.labels);
    const told = (summary.notes ?? []).map(noteWords);
    expect(told).toHaveLength(wanted.told.length);
    for (const [at, words] of wanted.told.entries()) expect(told[at]).toContain(words);
  });
});
