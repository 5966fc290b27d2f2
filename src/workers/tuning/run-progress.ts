import type { RowsProgress } from '../../core/jobs/run-rows';
import type { RunSums } from '../../core/tuning/run/kept-row';
import { added, noSums } from '../../core/tuning/run/make-rows';
import type { StageWatch } from '../../core/tuning/run/stage-call';
import type { TuningProgress } from '../../core/tuning/tuning-port';

/** How far a run is, with the prompts that are under way: stages and calls count at once, rows when all before them are through. */
export interface RunProgress {
  readonly watch: StageWatch;
  /** Over the rows that are through. */
  onEvent(event: RowsProgress<RunSums>): void;
}

export function createProgress(
  tell: (progress: TuningProgress) => void,
  { total, done, sums }: { readonly total: number; readonly done: number; readonly sums: RunSums },
): RunProgress {
  let latest: RowsProgress<RunSums> = { status: { status: 'running' }, done, sums };
  /** Of this life. */
  let live: RunSums = noSums;

  function report(): void {
    const isOver = latest.status.status === 'finished';
    const { passed, calls, tokens } = isOver ? latest.sums : added(sums, live);
    tell({ status: latest.status, done: latest.done, total, passed, calls, tokens, failed: latest.sums.failed });
  }

  return {
    watch: {
      passed(stages) {
        live = { ...live, passed: { ...live.passed, [stages]: live.passed[stages] + 1 } };
        report();
      },
      paid(tokens) {
        live = { ...live, calls: live.calls + 1, tokens: live.tokens + tokens };
        report();
      },
    },
    onEvent(event) {
      latest = event;
      report();
    },
  };
}
