import type { DatasetRef } from '../../core/dataset/dataset-ref';
import type { RowSource } from '../../core/dataset/row-source';
import type { TableProblem } from '../../core/dataset/table';
import type { Result } from '../../core/result';
import type { TableStore } from '../table/table-store';

/** `memory`: a file that is looked at again and again; `stream`: one that is gone through once, of any size. */
export function datasetRows(
  tables: TableStore,
  { id: datasetId, read, table }: DatasetRef,
  { from, signal }: { readonly from: 'memory' | 'stream'; readonly signal: AbortSignal },
): Promise<Result<RowSource, TableProblem>> {
  if (from === 'memory') return tables.whole({ datasetId, read }, signal);
  const { columns, rowCount: total, format } = table;
  return tables.rows({
    datasetId,
    read,
    columns: columns.map(({ name }) => name),
    total,
    delimiter: format.kind === 'delimited' ? format.delimiter : ',',
  });
}
