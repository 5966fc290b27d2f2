import type { Evaluation, LabelerRun } from '../../../core/labeler/run/labeler-run';
import { scoreOf } from '../../../core/labeler/score/scorecard';
import { type Verdict, verdictOf } from '../../../core/labeler/score/verdict';
import { hyperparametersOf } from '../../../store/label/select-run';
import { namesRules } from './mistake-list';
import { labelsOf, type ReadRow, readRows, shownEvaluations } from './shown-evaluation';

interface Given {
  readonly evaluation: Evaluation;
  readonly corrections: Readonly<Record<string, string>>;
}

/** What an evaluation says of the rules that it is of. */
function shownVerdict(run: LabelerRun, { evaluation, corrections }: Given): Verdict | null {
  const rows = readRows(run, evaluation, corrections);
  const labels = labelsOf(run);
  const { score, seed } = hyperparametersOf(run);
  // Without a model that names rules nobody knows which were followed.
  const isTold = namesRules(rows);
  return verdictOf({
    split: evaluation.split,
    rows: rows.map((row) => ({ ...pairOf(row), followedRule: !isTold || row.prediction.ruleId !== undefined })),
    labels,
    score,
    seed,
    validation: validationScore(run, { evaluation, corrections }),
    isPractice: evaluatedBy(run)?.provider === 'practice',
  });
}

/** Of the rules on the screen, by the rows that tell most of them; null where they were not scored. */
export function presentVerdict(run: LabelerRun, corrections: Given['corrections']): Verdict | null {
  const shown = shownEvaluations(run).find(({ outdated }) => !outdated);
  return shown ? shownVerdict(run, { evaluation: shown.evaluation, corrections }) : null;
}

function validationScore(run: LabelerRun, { evaluation: { of }, corrections }: Given): number | null {
  const same = run.evaluations.find(
    (each) =>
      each.split === 'validation' &&
      each.of.kind === 'checkpoint' &&
      of.kind === 'checkpoint' &&
      each.of.labeler === of.labeler &&
      each.of.checkpointId === of.checkpointId,
  );
  if (same === undefined) return null;
  return scoreOf(readRows(run, same, corrections).map(pairOf), hyperparametersOf(run).score, labelsOf(run));
}

function evaluatedBy({ settings, status }: LabelerRun) {
  return settings?.evalModel ?? (status.status === 'imported' ? (status.use?.evalModel ?? null) : null);
}

function pairOf({ golden, prediction }: ReadRow) {
  return { golden, predicted: prediction.label };
}
