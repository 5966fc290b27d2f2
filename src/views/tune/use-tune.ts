import { blankTuningWork, type TuningRun, type TuningWork } from '../../core/tuning/run/tuning-work';
import { canChange } from '../../store/tune/select-tune';
import type { TuneActions } from '../../store/tune/tune-actions';
import type { TuneState } from '../../store/tune/tune-state';
import { useActions, useStudio } from '../use-studio';

/** A part of what Tune shows and does not keep. */
export function useTune<T>(selector: (state: TuneState) => T): T {
  return useStudio(({ tune }) => selector(tune));
}

/** A part of what the project holds of Tune; the defaults before anything was done. */
export function useTuning<T>(selector: (work: TuningWork) => T): T {
  return useStudio(({ project }) => selector(project.tuning ?? blankTuningWork));
}

export function useTuneActions(): TuneActions {
  return useActions().tune;
}

/** The run that is under way in this tab; null when none is. */
export function useActive() {
  return useStudio(({ jobs }) => jobs.tune.active);
}

/** The one under way, else the one that the table shows, else the last one; null before the first. */
export function useShownRun(): TuningRun | null {
  const activeId = useActive()?.jobId ?? null;
  const chosenId = useTune(({ table }) => table.runId);
  const runs = useTuning((work) => work.runs);
  const byId = (id: string | null) => runs.find((run) => run.id === id);
  return byId(activeId) ?? byId(chosenId) ?? runs.at(-1) ?? null;
}

/** Why the set-up cannot be changed now; undefined when it can. */
export function useLock(): string | undefined {
  return useStudio(canChange) ? undefined : 'Locked during a run. Stop it to change this.';
}

/** Neither prompts nor a constitution: where to begin is what the screen is about. */
export function isUntouched({ prompts, constitution, runs }: TuningWork): boolean {
  return (
    runs.length === 0 &&
    prompts.dataset === null &&
    prompts.typed === '' &&
    constitution.pairs.length === 0 &&
    constitution.comparisonPrinciples.length === 0
  );
}
