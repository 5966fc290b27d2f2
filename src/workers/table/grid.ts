import type { FirstRow, TableNote } from '../../core/dataset/table';
import { type ColumnName, createColumnNames } from './column-names';
import { commonWidth, filledWidth, readHead } from './first-row';

/** A table whose cells are known already, as a sheet or a list of lists has them. */
export interface Grid {
  readonly columns: readonly ColumnName[];
  readonly rows: readonly (readonly string[])[];
  /** Of each row, its place among the data rows, from 1. */
  readonly numbers: readonly number[];
  readonly firstRow: FirstRow;
  readonly notes: readonly TableNote[];
}

const headRows = 200;

/** Finds titles, header and rows among rows of cells. Rows without any cell are none. Every row fits: short ones are filled up. */
export function gridOf(cells: readonly (readonly string[])[], wished: FirstRow | undefined): Grid {
  const filled = cells
    .map((row, at) => ({ row, line: at + 1 }))
    .filter(({ row }) => row.some((cell) => cell.trim() !== ''));
  const head = readHead(filled.slice(0, headRows).map(({ row }) => row));
  const firstRow = wished ?? head.firstRow;
  const notes: TableNote[] = filled.slice(0, head.above).map(({ row, line }) => ({
    kind: 'left-out',
    line,
    text: row
      .filter((cell) => cell !== '')
      .join(', ')
      .slice(0, 60),
  }));
  if (wished === undefined && firstRow === 'data') notes.push({ kind: 'no-header' });
  const table = filled.slice(head.above);
  const header = firstRow === 'header' ? table[0]?.row : undefined;
  const data = firstRow === 'header' ? table.slice(1) : table;
  const width = Math.max(filledWidth(header ?? []), ...data.slice(0, headRows).map(({ row }) => filledWidth(row)));
  const names = createColumnNames();
  for (let at = 0; at < Math.max(width, commonWidth(data.map(({ row }) => row))); at++) {
    if (header === undefined) names.addUnnamed();
    else names.add(header[at] ?? '');
  }
  return {
    columns: names.columns,
    rows: data.map(({ row }) => names.columns.map((_, at) => row[at] ?? '')),
    numbers: data.map((_, at) => at + 1),
    firstRow,
    notes,
  };
}
