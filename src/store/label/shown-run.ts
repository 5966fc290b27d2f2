import type { LabelerRun, LabelerWork } from '../../core/labeler/run/labeler-run';
import { withCorrectedScores } from '../../core/labeler/score/rescored';
import { correctionsOf } from './corrections';
import { presentRun } from './select-run';

/** A run as every part of the screen shows it: all its scores are by the labels as they are corrected now. Never written back. */
export function shownRun(work: LabelerWork | null): LabelerRun | null {
  const run = presentRun(work);
  if (work === null || run === null) return null;
  const known = cache.get(run);
  if (known?.corrections === work.corrections && known.setup === work.setup) return known.shown;
  const shown = withCorrectedScores(run, correctionsOf(work, run));
  cache.set(run, { corrections: work.corrections, setup: work.setup, shown });
  return shown;
}

interface Known extends Pick<LabelerWork, 'corrections' | 'setup'> {
  readonly shown: LabelerRun;
}

/** The last answer for each run: the screen asks for it at every change of the state. */
const cache = new WeakMap<LabelerRun, Known>();
