import { ok } from '../../core/result';
import { latestOnly } from '../rpc/serve';
import type { WorkTable } from '../work/work-context';
import { readTable } from './read-table';
import type { TableStore } from './table-store';

type TableMethods = Pick<WorkTable, 'read-table' | 'read-rows'>;

export function tableMethods({ tables }: { readonly tables: TableStore }): TableMethods {
  return {
    'read-table': latestOnly(async (request, { signal, tell }) => {
      const table = await tables.read(request, { signal, onProgress: tell });
      return table.ok ? ok(table.value.summary) : table;
    }),

    async 'read-rows'({ file, read, most }, { signal }) {
      const named = new File([file.content], file.name);
      const table = await readTable(named, read, { signal, onProgress: () => {} });
      if (!table.ok) return table;
      const { summary, rowCount, row } = table.value;
      return ok({ summary, rows: Array.from({ length: Math.min(most, rowCount) }, (_, at) => row(at)) });
    },
  };
}
