import type { Mapping } from './mapping';
import { suggestMapping, suggestTask, thresholdFor } from './suggest-mapping';
import type { TableSummary } from './table';

/**
 * The mapping after another label column was chosen by hand. What was known of the column before (its border, its merged spellings) goes;
 * the new one is no input, id or group any more; a task in the author's own words stays.
 */
export function withLabelColumn(
  { columns }: Pick<TableSummary, 'columns'>,
  mapping: Mapping,
  labelColumn: string,
): Mapping {
  if (labelColumn === mapping.labelColumn) return mapping;
  const column = columns.find(({ name }) => name === labelColumn);
  const threshold = column === undefined ? null : thresholdFor(column);
  const left = mapping.inputColumns.filter((name) => name !== labelColumn);
  const others = columns.filter(({ name }) => name !== labelColumn);
  const inputColumns = left.length > 0 ? left : suggestInputs(others, mapping.idColumn);
  const isOurs = mapping.taskDescription === suggestTask(mapping);
  return {
    labelColumn,
    inputColumns,
    idColumn: mapping.idColumn === labelColumn ? null : mapping.idColumn,
    groupColumn: mapping.groupColumn === labelColumn ? null : mapping.groupColumn,
    taskDescription: isOurs ? suggestTask({ labelColumn, inputColumns, threshold }) : mapping.taskDescription,
    threshold,
    merged: {},
  };
}

/** At least one, where there is any. */
function suggestInputs(columns: TableSummary['columns'], idColumn: string | null): readonly string[] {
  const { labelColumn, inputColumns } = suggestMapping({ columns: columns.filter(({ name }) => name !== idColumn) });
  return inputColumns.length > 0 ? inputColumns : [labelColumn].filter((name) => name !== '');
}
