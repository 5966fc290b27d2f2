import type { MadeRow, RowEdit } from '../../core/tuning/run/made-row';
import type { TuningRun } from '../../core/tuning/run/tuning-work';
import type { MadeRequest } from '../../core/tuning/tuning-port';
import { realSleep } from '../set-timer';
import type { WorkContext } from '../work/work-context';
import { editOf } from './row-filter';
import type { TuningRuns } from './runs';

export interface RowOfRun {
  readonly row: MadeRow;
  /** What the author did with it. */
  readonly edit: RowEdit | undefined;
  readonly run: TuningRun;
}

const rowsPerRead = 500;

/** Every row that is kept, in the order of the runs, then of the prompts; what is made and not kept yet is kept first. */
export async function* rowsOfRuns(
  { jobs }: Pick<WorkContext, 'jobs'>,
  { underWay }: Pick<TuningRuns, 'underWay'>,
  { runs, edits, signal }: Pick<MadeRequest, 'runs' | 'edits'> & { readonly signal: AbortSignal },
): AsyncGenerator<readonly RowOfRun[]> {
  for (const run of runs) {
    await underWay.get(run.id)?.flush();
    for (let from = 0; ; from += rowsPerRead) {
      const rows = await jobs.tuning.rows(run.id, { from, count: rowsPerRead });
      yield rows.map((row) => ({ row, run, edit: editOf(edits, { runId: run.id, row: row.row }) ?? undefined }));
      await realSleep(0, signal);
      if (rows.length < rowsPerRead) break;
    }
  }
}
