import { err, ok } from '../../core/result';
import { formatAfter } from '../../core/tuning/export/formats';
import type { RowEdit } from '../../core/tuning/run/made-row';
import type { DataToMake } from '../../core/tuning/run/tuning-settings';
import type { TuningRun, TuningWork } from '../../core/tuning/run/tuning-work';
import type { GenerateRequest } from '../../core/tuning/tuning-port';
import { createJobs } from '../jobs/create-jobs';
import type { JobRoom } from '../jobs/job-room';
import type { SettledCheck } from '../settled-check';
import { generationBlocker } from './select-tune';
import type { TableLookup } from './table-lookup';
import type { TuneActions } from './tune-actions';
import { modelsOf, presentPlan, type TuneContext } from './tune-context';
import type { TuneChange } from './tune-state';
import { isRowChange } from './undo-stack';

type GenerationActions = Pick<TuneActions, 'generate' | 'pause' | 'resume' | 'stop' | 'retryFailed' | 'removeRun'>;

/** Runs: one at a time goes on. Each keeps the prompts, the constitution and the settings that it began with. */
export function generationActions(
  context: TuneContext,
  { checks, lookup }: { readonly checks: SettledCheck; readonly lookup: TableLookup },
): GenerationActions {
  const { tuning } = context.port;
  const jobs = createJobs(context, tuneRoom(context, { checks, lookup }));
  return {
    async generate() {
      if (context.work.isRunning('project/tune/job')) return;
      const run = await newRun(context, checks);
      if (run === null) return;
      context.deps.requestPersistence();
      await jobs.start(() => run);
    },
    pause: jobs.pause,
    resume: jobs.resume,
    stop: jobs.stop,
    retryFailed: (runId) =>
      jobs.takeUp(runId, (run) => ok((signal) => tuning.retryFailed(requestOf(context, run), signal))),
    async removeRun(runId) {
      const { table, undo } = context.tune();
      const isOther = (change: TuneChange) => !isRowChange(change) || change.runId !== runId;
      context.setTune({
        table: {
          ...table,
          runId: table.runId === runId ? null : table.runId,
          opened: table.opened?.runId === runId ? null : table.opened,
        },
        undo: { past: undo.past.filter(isOther), future: undo.future.filter(isOther) },
      });
      await jobs.remove(runId);
      lookup.refresh();
    },
  };
}

/** Null, and said, where nothing can be made. Waits until what the prompts are is known. */
export async function newRun(context: TuneContext, checks: SettledCheck): Promise<TuningRun | null> {
  const refuse = (why: string) => {
    context.notify({ title: 'No data was made', body: why });
    return null;
  };
  const why = () => generationBlocker(context.tuning(), context.tune());
  const before = why();
  if (before !== undefined) return refuse(before);
  const project = context.get().project.id;
  await checks.now();
  if (context.get().project.id !== project) return null;
  const after = why();
  if (after !== undefined) return refuse(after);
  const { prompts } = context.tune();
  // Something else was asked for meanwhile.
  if (prompts.status !== 'ready') return null;
  const { limits: _, ...plan } = presentPlan(context);
  fitFormat(context, plan.settings.make);
  return {
    id: context.deps.newId(),
    n: Math.max(0, ...context.tuning().runs.map(({ n }) => n)) + 1,
    at: context.deps.now(),
    ...plan,
    estimate: prompts.found.estimate,
    status: { status: 'running' },
    done: 0,
    total: prompts.found.total,
    passed: { answers: 0, critiques: 0, revisions: 0, judgements: 0 },
    calls: 0,
    tokens: 0,
    failed: 0,
  };
}

/** So that a run of pairs is not taken away as answers to learn, without anybody having asked for that. */
function fitFormat({ tuning, setTuning }: TuneContext, make: DataToMake): void {
  const { exported, runs } = tuning();
  const format = formatAfter(exported.format, { before: runs.at(-1)?.settings.make, make });
  if (format !== exported.format) setTuning((work) => ({ ...work, exported: { ...work.exported, format } }));
}

export function requestOf(context: TuneContext, run: TuningRun): GenerateRequest {
  return { run, limits: context.limits(modelsOf(run)) };
}

export const elsewhere = {
  title: 'This run goes on in another tab',
  body: 'Going on with it twice at once would pay for its calls twice. Stop it there, or wait until it is done.',
};

function tuneRoom(
  context: TuneContext,
  { checks, lookup }: { readonly checks: SettledCheck; readonly lookup: TableLookup },
): JobRoom<TuningRun> {
  const { get, set, setRun, setTuning, port } = context;
  return {
    kind: 'tune',
    words: { elsewhere },
    shown: () => get().jobs.tune,
    setShown: (change) => set({ jobs: { ...get().jobs, tune: { ...get().jobs.tune, ...change } } }),
    jobs: () => context.tuning().runs,
    setJobs: (change) => setTuning((work) => withRuns(work, change(work.runs))),
    setJob(id, change) {
      const before = context.tuning().runs.find((run) => run.id === id);
      setRun(id, change);
      const after = context.tuning().runs.find((run) => run.id === id);
      if (before === undefined || after === undefined || before === after) return;
      if (isWorthCounting(before, after)) lookup.refresh();
      else lookup.refreshRows();
      // The next one is estimated by what this one has found.
      if (before.status.status === 'running' && after.status.status === 'finished') checks.ensure();
    },
    begin: (run) =>
      run.total === 0 ? err(nothingToMake) : ok((signal) => port.tuning.generate(requestOf(context, run), signal)),
    worker: port.tuning,
  };
}

const nothingToMake = 'Expected prompts to make data from, and there are none. Choose others, and generate again.';

/** Figures over all rows are made again when a fiftieth of them has come, and when the run stands still. */
function isWorthCounting(before: TuningRun, after: TuningRun): boolean {
  if (before.status.status !== after.status.status) return true;
  const step = Math.max(1, Math.floor(after.total / 50));
  return Math.floor(before.done / step) !== Math.floor(after.done / step);
}

/** Edits go with the run that they are of. */
function withRuns(work: TuningWork, runs: readonly TuningRun[]): TuningWork {
  const ids = new Set(runs.map(({ id }) => id));
  const edits: readonly (readonly [string, Readonly<Record<string, RowEdit>>])[] = Object.entries(work.edits);
  return { ...work, runs, edits: Object.fromEntries(edits.filter(([runId]) => ids.has(runId))) };
}
