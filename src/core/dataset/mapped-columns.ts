import type { Mapping } from './mapping';
import type { Table } from './table';

/** Places of the mapped columns in a table, from 0; -1 where it has none of that name. */
export interface MappedColumns {
  readonly label: number;
  readonly inputs: readonly number[];
  readonly id: number;
  readonly group: number;
}

export function mappedColumns(table: Pick<Table, 'summary'>, mapping: Mapping): MappedColumns {
  const places = new Map(table.summary.columns.map(({ name }, at) => [name, at]));
  const placeOf = (name: string | null) => (name === null ? -1 : (places.get(name) ?? -1));
  return {
    label: placeOf(mapping.labelColumn),
    inputs: mapping.inputColumns.map(placeOf),
    id: placeOf(mapping.idColumn),
    group: placeOf(mapping.groupColumn),
  };
}
