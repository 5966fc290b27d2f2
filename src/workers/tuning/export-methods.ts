import { checkExport, exportData } from '../../core/tuning/export/export-data';
import type { WorkContext, WorkTable } from '../work/work-context';
import { packFiles } from './pack-files';
import { rowsOfRuns } from './rows-of-runs';
import type { TuningRuns } from './runs';

type ExportMethods = Pick<WorkTable, 'check-export' | 'export-data'>;

export function exportMethods(work: Pick<WorkContext, 'jobs' | 'now'>, runs: TuningRuns): ExportMethods {
  return {
    'check-export': (request, { signal }) => checkExport(request, rowsOfRuns(work, runs, signal)),

    async 'export-data'(request, { signal }) {
      const rows = rowsOfRuns(work, runs, signal);
      const now = work.now();
      const { files, ...exported } = await exportData(request, { rows, now });
      return { ...exported, file: packFiles({ files }, now) };
    },
  };
}
