import { checkExport, exportData } from '../../core/tuning/export/export-data';
import type { WorkContext, WorkTable } from '../work/work-context';
import type { TuningMethods } from '../work/work-protocol';
import { tuningBatchMethods } from './batch-methods';
import { checkMethods } from './check-methods';
import { makeMethods } from './make-methods';
import { packFiles } from './pack-files';
import { pairsMethod } from './pairs-method';
import { rowMethods } from './row-methods';
import { rowsOfRuns } from './rows-of-runs';
import { createTuningRuns, type TuningRuns } from './runs';
import { tryMethod } from './try-method';

/** Making fine-tuning data, looking at it, and taking it away. */
export function tuningMethods(work: WorkContext): Pick<WorkTable, keyof TuningMethods> {
  const runs = createTuningRuns(work);
  return {
    ...checkMethods(work, runs),
    ...tryMethod(work, runs),
    ...makeMethods(work, runs),
    ...rowMethods(work, runs),
    ...exportMethods(work, runs),
    ...pairsMethod(work.jobs),
    ...tuningBatchMethods(work),
  };
}

function exportMethods(work: WorkContext, runs: TuningRuns): Pick<WorkTable, 'check-export' | 'export-data'> {
  return {
    'check-export': (request, { signal }) => checkExport(request, rowsOfRuns(work, runs, signal)),

    async 'export-data'(request, { signal }) {
      const now = work.now();
      const { files, ...exported } = await exportData(request, { rows: rowsOfRuns(work, runs, signal), now });
      return { ...exported, file: packFiles({ files }, now) };
    },
  };
}
