import type { LabelerRun } from '../../../core/labeler/run/labeler-run';
import { type ContentScores, type LabelerContent, labelerContent } from '../../../core/labeler-files/labeler-content';
import { classifierOf, presentCheckpoint } from '../../../store/label/select-run';
import { shownEvaluations } from '../results/shown-evaluation';
import { shownScorecard } from '../results/shown-scorecard';

interface Given {
  readonly name: string;
  readonly corrections: Readonly<Record<string, string>>;
}

/** What is exported of a run: the rules on the screen, with their scorecard where these very rules were scored. Null without rules. */
export function exportedContent(run: LabelerRun, { name, corrections }: Given): LabelerContent | null {
  const classifier = classifierOf(run);
  return classifier && labelerContent(run, { name, classifier, scores: scoresOf(run, corrections) });
}

/** Of the test rows where they were read, else of the validation rows. */
function scoresOf(run: LabelerRun, corrections: Given['corrections']): ContentScores | null {
  const hasExperts = run.labelers.some(({ region }) => region !== null);
  const shown = shownEvaluations(run).find(({ evaluation: { of }, outdated }) => {
    if (outdated) return false;
    // The mixture was read with the champions.
    if (hasExperts) return of.kind === 'mixture' && run.labelers.every(isChampion);
    return of.kind === 'checkpoint';
  });
  if (shown === undefined) return null;
  const { scorecard, accuracy, macroF1 } = shownScorecard(run, { evaluation: shown.evaluation, corrections });
  return { split: shown.evaluation.split, card: scorecard, accuracy, macroF1 };
}

function isChampion(labeler: LabelerRun['labelers'][number]): boolean {
  return presentCheckpoint(labeler)?.id === labeler.championId;
}
