import { scoringProblems } from '../../../store/playground/select-problems';
import type { StudioState } from '../../../store/studio-state';
import { useStudio } from '../../use-studio';

/** Why many rows cannot be scored now: one job at a time goes on, and the model has to be able to. `otherwise` where neither holds it back. */
export function useJobBlocker(otherwise: string | undefined): string | undefined {
  const present = useStudio(blockerOf);
  return present ?? otherwise;
}

function blockerOf(state: StudioState): string | undefined {
  if (state.jobs.playground.active !== null) return 'A run is under way: stop it, or wait until it is done.';
  return Object.values(scoringProblems(state))[0];
}
