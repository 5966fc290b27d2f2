import { blankLabelerWork } from '../../core/labeler/run/blank-labeler-work';
import type { LabelerRun, LabelerSetup, TrainedLabeler } from '../../core/labeler/run/labeler-run';
import { shownRun } from '../../store/label/shown-run';
import { useStudio } from '../use-studio';
import { useShownLabelerKey } from './shown-labeler';

const noRuns: readonly LabelerRun[] = [];

/** What stands in the fields; the defaults before anything was chosen. */
export function useSetup(): LabelerSetup {
  return useStudio(({ project }) => (project.labeler ?? blankLabelerWork).setup);
}

/** Oldest first. */
export function useRuns(): readonly LabelerRun[] {
  return useStudio(({ project }) => project.labeler?.runs ?? noRuns);
}

/** The run on the screen, scored by today's labels. */
export function useShownRun(): LabelerRun | null {
  return useStudio(({ project: { labeler } }) => shownRun(labeler));
}

/** The labeler of that run whose rules are on the screen. */
export function useShownLabeler(): TrainedLabeler | null {
  const run = useShownRun();
  const { key } = useShownLabelerKey();
  return run?.labelers.find((labeler) => labeler.key === key) ?? run?.labelers[0] ?? null;
}

/** Why the set-up cannot be changed now; undefined when it can. */
export function useLock(): string | undefined {
  return useStudio(({ label }) =>
    label.training === null ? undefined : 'Locked during a run. Stop it to change this.',
  );
}
