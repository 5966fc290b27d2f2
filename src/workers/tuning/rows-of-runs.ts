import type { RowsOfRun } from '../../core/tuning/export/collect-examples';
import { realSleep } from '../set-timer';
import type { WorkContext } from '../work/work-context';
import type { TuningRuns } from './runs';

const rowsPerRead = 500;

/** Every row that is kept, in the order of the prompts; what is made and not kept yet is kept first. */
export function rowsOfRuns(
  { jobs }: Pick<WorkContext, 'jobs'>,
  { underWay }: Pick<TuningRuns, 'underWay'>,
  signal: AbortSignal,
): RowsOfRun {
  return async function* rows({ id }) {
    await underWay.get(id)?.flush();
    for (let from = 0; ; from += rowsPerRead) {
      const piece = await jobs.tuning.rows(id, { from, count: rowsPerRead });
      yield piece;
      // Between two pieces the worker hears an abort, and answers others.
      await realSleep(0, signal);
      if (piece.length < rowsPerRead) return;
    }
  };
}
