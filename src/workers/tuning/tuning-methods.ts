import type { WorkContext, WorkTable } from '../work/work-context';
import type { TuningMethods } from '../work/work-protocol';
import { tuningBatchMethods } from './batch-methods';
import { checkMethods } from './check-methods';
import { exportMethods } from './export-methods';
import { makeMethods } from './make-methods';
import { pairsMethod } from './pairs-method';
import { rowMethods } from './row-methods';
import { createTuningRuns } from './runs';
import { tryMethod } from './try-method';

/** Making fine-tuning data, looking at it, and taking it away. */
export function tuningMethods(work: WorkContext): Pick<WorkTable, keyof TuningMethods> {
  const runs = createTuningRuns(work);
  return {
    ...checkMethods(work),
    ...tryMethod(work),
    ...makeMethods(work, runs),
    ...rowMethods(work, runs),
    ...exportMethods(work, runs),
    ...pairsMethod(work),
    ...tuningBatchMethods(work),
  };
}
