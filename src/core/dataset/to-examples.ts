import type { Example } from './example';
import { type MappedColumns, mappedColumns } from './mapped-columns';
import type { Mapping } from './mapping';
import { readLabel } from './read-label';
import type { Table } from './table';

interface ToExamples {
  readonly table: Table;
  readonly mapping: Mapping;
  /** By example id. */
  readonly corrections: Readonly<Record<string, string>>;
  /** Ids of a test file begin with `test:`, so that its first row is not the training file's first row. */
  readonly file: 'training' | 'test';
}

/** The rows that can be learnt from, in the order of the file: those without a label or without any input are left out. */
export function toExamples({ table, mapping, corrections, file }: ToExamples): readonly Example[] {
  const columns = mappedColumns(table, mapping);
  const newId = createIds(file === 'test' ? 'test:' : '');
  const examples: Example[] = [];
  for (let row = 0; row < table.rowCount; row++) {
    const number = table.rowNumber(row);
    // Before anything is left out, so that an id does not depend on which rows have a label.
    const id = newId(table.cell(row, columns.id), number);
    const label = Object.hasOwn(corrections, id) ? corrections[id] : readLabel(table.cell(row, columns.label), mapping);
    const fields = fieldsOf(table, { row, mapping, columns });
    if (label === null || label === undefined || fields.every(({ text }) => text.trim() === '')) continue;
    examples.push({ id, row: number, fields, label });
  }
  return examples;
}

/** The group of each example, in their order: null where its cell is blank. Null when the mapping has no group column. */
export function groupsOf(
  table: Table,
  mapping: Mapping,
  examples: readonly Pick<Example, 'row'>[],
): readonly (string | null)[] | null {
  const { group } = mappedColumns(table, mapping);
  if (group === -1) return null;
  let row = 0;
  return examples.map((example) => {
    // Both are in the order of the file.
    while (row < table.rowCount && table.rowNumber(row) < example.row) row++;
    const name = table.cell(row, group).trim();
    return name === '' ? null : name;
  });
}

interface FieldsRequest {
  readonly row: number;
  readonly mapping: Mapping;
  readonly columns: MappedColumns;
}

function fieldsOf(table: Table, { row, mapping, columns }: FieldsRequest): Example['fields'] {
  return mapping.inputColumns.map((name, at) => ({ name, text: table.cell(row, columns.inputs[at] ?? -1) }));
}

/** The first row with a value has it as its id; the next ones have the number of their row added. */
function createIds(prefix: string): (cell: string, row: number) => string {
  const taken = new Set<string>();
  return (cell, row) => {
    const value = cell.trim();
    let id = `${prefix}${value === '' ? `row-${row}` : value}`;
    while (taken.has(id)) id = `${id} (row ${row})`;
    taken.add(id);
    return id;
  };
}
