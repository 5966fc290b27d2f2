import { createEqualInputs } from './equal-inputs';
import { likenessOf, plainSpelling } from './label-spelling';
import { mappedColumns } from './mapped-columns';
import type { LabelCounts, Mapping } from './mapping';
import { readLabel } from './read-label';
import type { Table } from './table';

/** What the label column holds, read through the mapping. Every row is counted once: as labeled, or under the reason that drops it. */
export function countLabels(table: Table, mapping: Mapping): LabelCounts {
  const columns = mappedColumns(table, mapping);
  const labels = new Map<string, number>();
  const twins = createTwins();
  let unlabelled = 0;
  let blank = 0;
  let notNumbers = 0;
  for (let row = 0; row < table.rowCount; row++) {
    const cell = table.cell(row, columns.label);
    const label = readLabel(cell, mapping);
    const inputs = columns.inputs.map((column) => table.cell(row, column));
    if (cell.trim() === '') unlabelled++;
    else if (label === null) notNumbers++;
    else if (inputs.every((text) => text.trim() === '')) blank++;
    else {
      labels.set(label, (labels.get(label) ?? 0) + 1);
      twins.add(inputs, label);
    }
  }
  const counted = [...labels].map(([label, count]) => ({ label, count })).sort((a, b) => b.count - a.count);
  return { labels: counted, unlabelled, blank, notNumbers, variants: variantsOf(counted), ...twins.counts() };
}

/** Labels that look the same or mean the same, the most frequent of each group first, without invisible characters where there is a choice. */
function variantsOf(counted: LabelCounts['labels']): readonly (readonly string[])[] {
  const groups = new Map<string, string[]>();
  for (const { label } of counted) {
    const key = likenessOf(label);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [label]);
    else group.push(label);
  }
  const isPlain = (label: string) => label === plainSpelling(label);
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => group.toSorted((a, b) => Number(isPlain(b)) - Number(isPlain(a))));
}

interface Twins {
  add(inputs: readonly string[], label: string): void;
  counts(): Pick<LabelCounts, 'duplicates' | 'contradictions'>;
}

function createTwins(): Twins {
  const equal = createEqualInputs();
  const families: { rows: number; readonly label: string; mixed: boolean }[] = [];
  return {
    add(inputs, label) {
      const number = equal.numberOf(inputs);
      const family = families[number];
      if (family === undefined) {
        families.push({ rows: 1, label, mixed: false });
        return;
      }
      family.rows++;
      if (family.label !== label) family.mixed = true;
    },
    counts: () => ({
      duplicates: rowsOf(families.filter(({ rows }) => rows > 1)),
      contradictions: rowsOf(families.filter(({ mixed }) => mixed)),
    }),
  };
}

function rowsOf(families: readonly { readonly rows: number }[]): number {
  return families.reduce((sum, { rows }) => sum + rows, 0);
}
