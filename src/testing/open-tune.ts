import type { TableProblem, TableSummary } from '../core/dataset/table';
import { ok, type Result } from '../core/result';
import { blankTuningWork, type TuningRun, type TuningWork } from '../core/tuning/run/tuning-work';
import type { TuningPort } from '../core/tuning/tuning-port';
import { countingIds } from './builders';
import { heldLocks } from './held-locks';
import { memoryStorage, type OpenedStudio, openStudio, type StudioGiven } from './open-studio';
import { scriptedLabeler } from './scripted-labeler';
import { scriptedTuning, type TuningScript } from './scripted-tuning';
import { buildDataset } from './tuning-builders';
import { buildConstitution } from './tuning-run';
import { turns } from './turns';

export interface TuneGiven
  extends TuningScript,
    Pick<StudioGiven, 'storage' | 'fetchFile' | 'withLock' | 'newId' | 'model'> {
  /** What a file of prompts holds. */
  readonly table?: (call: number) => Result<TableSummary, TableProblem>;
  /** What the worker does in another way than its script. */
  readonly tuning?: Partial<TuningPort>;
  /** Names of the locks that are held. */
  readonly locks?: Set<string>;
}

/** A studio with a scripted worker, whose timers run when the test says so. */
export async function openTune(given: TuneGiven = {}) {
  const { storage = memoryStorage(), locks = new Set(), table = () => ok(buildDataset().table) } = given;
  // Fetched at the first use otherwise, which takes more turns than a test waits for.
  await import('../store/tune/create-tune-actions');
  const { port, called } = scriptedTuning(given);
  const labeler = scriptedLabeler({ table });
  const timers = new Set<() => void>();
  const opened = await openStudio({
    loadWork: async () => ({ ...labeler, tuning: { ...port, ...given.tuning } }),
    fetchFile: given.fetchFile ?? ((path) => Promise.reject(new Error(`Expected the file ${path}, got HTTP 404.`))),
    withLock: given.withLock ?? heldLocks(locks),
    setTimer(_ms, run) {
      timers.add(run);
      return () => void timers.delete(run);
    },
    newId: given.newId ?? countingIds('life1-'),
    storage,
    ...(given.model && { model: given.model }),
  });
  const { actions } = opened;
  return {
    ...opened,
    tune: actions.tune,
    called,
    clock: {
      /** Runs every timer that waits, and what comes of it. */
      async pass() {
        for (const run of [...timers]) {
          timers.delete(run);
          run();
        }
        await turns();
      },
    },
    /** The page as it is found after it was left and opened again. */
    async reload(next: TuneGiven = {}) {
      await actions.project.flush();
      return openTune({ storage, newId: countingIds('life2-'), ...next });
    },
  };
}

/** With two prompts and a constitution that can improve answers and compare them. */
export async function withPrompts(given: TuneGiven = {}) {
  const opened = await openTune(given);
  await opened.tune.setConstitution(() => buildConstitution());
  opened.tune.setPrompts({ typed: 'Why is the sky blue?\n---\nHow do I say no?' });
  await opened.clock.pass();
  return opened;
}

/** With a run that has come to its end. */
export async function generated(given: TuneGiven = {}) {
  const opened = await withPrompts(given);
  await opened.tune.generate();
  await turns();
  return opened;
}

/** What the open project holds of Tune. */
export function tuningOf(state: OpenedStudio['state']): TuningWork {
  return state().project.tuning ?? blankTuningWork;
}

export function lastRun(state: OpenedStudio['state']): TuningRun {
  const run = tuningOf(state).runs.at(-1);
  if (run === undefined) throw new Error('Expected a run.');
  return run;
}
