import type { JobStore } from '../../core/jobs/job-store';
import { type RowsDeps, type RowsJob, runRows } from '../../core/jobs/run-rows';
import { createRowFlags } from '../../core/tuning/flags/flag-rows';
import type { KeptRow, RunSums } from '../../core/tuning/run/kept-row';
import { added, type MadeResult, makeRows, makingJob, noSums, sumsOf } from '../../core/tuning/run/make-rows';
import type { PromptToMake } from '../../core/tuning/run/prompt-way';
import { promptsOf } from '../../core/tuning/run/prompts/scan-prompts';
import { planProblem } from '../../core/tuning/run/run-plan';
import type { TuningRun } from '../../core/tuning/run/tuning-work';
import type { GenerateRequest, TuningProgress } from '../../core/tuning/tuning-port';
import { type GatedAnswering, gatedJob } from '../work/gated-job';
import type { WorkContext, WorkTable } from '../work/work-context';
import { badRequest, openRun } from './open-prompts';
import { createProgress, type RunProgress } from './run-progress';
import type { TuningRuns } from './runs';

type MakeMethods = Pick<WorkTable, 'generate' | 'retry-failed' | 'remove-tuning-run'>;

/** Every stage of every prompt is progress, and nobody reads figures that change with each frame. */
const progressMs = 100;

type Gated = GatedAnswering<TuningProgress>;

export function makeMethods(work: WorkContext, runs: TuningRuns): MakeMethods {
  const store = work.jobs.tuning;

  const gated = (make: (request: GenerateRequest, gated: Gated) => Promise<null>) =>
    gatedJob<GenerateRequest, TuningProgress>({
      gates: work.gates.job,
      turns: runs.turns,
      idOf: ({ run }) => run.id,
      work: make,
      windowMs: progressMs,
    });

  return {
    generate: gated(async ({ run, limits }, { gate, signal, tell }) => {
      const problem = planProblem(run);
      if (problem !== null) throw badRequest('NO_PRINCIPLES', problem);
      const { rows, scanned } = await openRun(work.tables, run, { from: 'stream', signal });
      const { chosen } = scanned;
      if (chosen.length === 0) throw badRequest('NO_PROMPTS', noPrompts);
      const head = await store.head(run.id);
      const progress = createProgress(tell, { total: chosen.length, ...(head ?? { done: 0, sums: noSums }) });
      const job = jobOf(run, {
        parallel: limits.parallelRequests,
        progress,
        pieces: (ending) => placed(promptsOf(rows, chosen, ending)),
      });
      const making = runRows(job, { calls: work, store, limits, gate, signal });
      runs.underWay.set(run.id, making);
      try {
        for await (const event of making.events()) progress.onEvent(event);
        return null;
      } finally {
        runs.underWay.delete(run.id);
      }
    }),

    'retry-failed': gated(async ({ run, limits }, { gate, signal, tell }) => {
      const failed = await failedRows(store, run.id, signal);
      const head = (await store.head(run.id)) ?? { done: 0, sums: noSums };
      const left = failed.reduce((sums, { row }) => added(sums, sumsOf(row, run), -1), head.sums);
      const sums = { ...left, retries: head.sums.retries + 1 };
      // Kept first: who goes on after a reload is in a later attempt.
      await store.replace(run.id, { sums: { ...head.sums, retries: sums.retries }, rows: [] });
      const base = { done: head.done - failed.length, sums };
      const progress = createProgress(tell, { total: Math.max(run.total, head.done), ...base });
      const job = jobOf(run, {
        parallel: limits.parallelRequests,
        attempt: sums.retries,
        progress,
        async *pieces() {
          yield failed.map(({ row: { row, id, turns }, place }) => ({ place, prompt: { row, id, turns } }));
        },
      });
      const again = inPlace({ store, run, failed, sums: { ...head.sums, retries: sums.retries }, runs });
      const making = runRows(job, { calls: work, store: again, limits, gate, signal, refusals: 'asked-anew' });
      for await (const { status, done, sums: made } of making.events())
        progress.onEvent({ status, done: base.done + done, sums: added(base.sums, made) });
      return null;
    }),

    async 'remove-tuning-run'({ runId }) {
      // One that has just been stopped may be writing its last rows.
      await runs.turns(runId, () => store.remove(runId));
      runs.indexes.forget(runId);
      runs.search.forget(runId);
      return null;
    },
  };
}

interface Making {
  readonly parallel: number;
  readonly attempt?: number;
  readonly progress: RunProgress;
  readonly pieces: (signal: AbortSignal) => AsyncIterable<readonly PromptToMake[]>;
}

function jobOf(
  run: TuningRun,
  { parallel, attempt = 0, progress, pieces }: Making,
): RowsJob<PromptToMake, MadeResult, KeptRow, RunSums> {
  const work = makeRows(run, { parallel, attempt, watch: progress.watch });
  return makingJob({ run, pieces, work, describe: createRowFlags(run.constitution) });
}

async function* placed(prompts: ReturnType<typeof promptsOf>): AsyncGenerator<readonly PromptToMake[]> {
  let place = 0;
  for await (const piece of prompts) {
    yield piece.map((prompt, index) => ({ prompt, place: place + index }));
    place += piece.length;
  }
}

interface FailedRow {
  readonly place: number;
  readonly row: KeptRow;
}

const rowsPerRead = 500;

async function failedRows(
  store: Pick<JobStore<KeptRow, RunSums>, 'rows'>,
  runId: string,
  signal: AbortSignal,
): Promise<readonly FailedRow[]> {
  const failed: FailedRow[] = [];
  for (let from = 0; ; from += rowsPerRead) {
    signal.throwIfAborted();
    const rows = await store.rows(runId, { from, count: rowsPerRead });
    for (const [index, row] of rows.entries())
      if (row.made?.kind === 'failed') failed.push({ place: from + index, row });
    if (rows.length < rowsPerRead) return failed;
  }
}

interface InPlace {
  readonly store: JobStore<KeptRow, RunSums>;
  readonly run: TuningRun;
  readonly failed: readonly FailedRow[];
  /** Over all rows, as they are. */
  readonly sums: RunSums;
  readonly runs: TuningRuns;
}

/** Rows that were made again go where the failed ones were. */
function inPlace({ store, run, failed, sums: before, runs }: InPlace): RowsDeps<KeptRow, RunSums>['store'] {
  let written = 0;
  let sums = before;
  return {
    head: async () => null,
    async append(_, { rows }) {
      const were = failed.slice(written, written + rows.length);
      const again = rows.flatMap((row, index) => {
        const was = were[index];
        return was === undefined ? [] : [{ place: was.place, row, was: was.row }];
      });
      const next = again.reduce((sum, { row, was }) => added(added(sum, sumsOf(was, run), -1), sumsOf(row, run)), sums);
      await store.replace(run.id, { sums: next, rows: again });
      runs.indexes.replaced(run.id, again);
      runs.search.forget(run.id);
      sums = next;
      written += again.length;
    },
  };
}

const noPrompts =
  'No prompt is left to make data of: they are empty, left out by the filter, or longer than the model takes. Change the filter, or choose another file or column.';
