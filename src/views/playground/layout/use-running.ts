import { playgroundOf, shownRun } from '../../../store/playground/select-playground';
import type { StudioState } from '../../../store/studio-state';
import { useStudio } from '../../use-studio';

/** Whether anything that the Playground asked for is under way in this tab. */
export function useIsRunning(): boolean {
  return useStudio(isRunning);
}

function isRunning({ project, jobs }: Pick<StudioState, 'project' | 'jobs'>): boolean {
  if (jobs.playground.active !== null) return true;
  return playgroundOf(project).runs.some((run) => {
    if (run.kind === 'complete') return run.completions.some(({ outcome }) => outcome.status === 'running');
    return run.kind === 'evaluate' && run.outcome.status === 'running';
  });
}

/** The run that the task on the screen shows; null before the first. */
export function useShownRun<Kind extends 'complete' | 'evaluate' | 'embed'>(kind: Kind) {
  return useStudio((state) => shownRun(state, kind));
}
