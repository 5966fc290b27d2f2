import type { Interval } from '../../../core/interval';
import type { Prediction } from '../../../core/labeler/prediction/prediction';
import type { Rulebook } from '../../../core/labeler/rules/rulebook';
import { rulebookAt } from '../../../core/labeler/rules/rulebook-at';
import type { Hyperparameters } from '../../../core/labeler/run/hyperparameters';
import type { Evaluated, Evaluation, LabelerRun } from '../../../core/labeler/run/labeler-run';
import { alwaysPairs, majorityBaseline } from '../../../core/labeler/score/majority-baseline';
import { mcnemar, pairedInterval } from '../../../core/labeler/score/paired';
import {
  type Confusion,
  confusion,
  intervalOf,
  type Scorecard,
  scorecardOf,
  scoreOf,
} from '../../../core/labeler/score/scorecard';
import type { Pair } from '../../../core/labeler/score/tally';
import { goldenOf } from '../../../store/label/select-run';
import type { Rival } from './comparison';
import type { CurvePoint, MajorityLine } from './learning-curve';
import { labelerTitle, labelsOf, type ReadRow, readRows } from './shown-evaluation';

/** Everything that the board shows of one evaluation. */
export interface ShownScorecard {
  readonly split: Evaluation['split'];
  readonly rows: readonly ReadRow[];
  readonly scorecard: Scorecard;
  readonly confusion: Confusion;
  readonly accuracy: Interval;
  readonly macroF1: Interval;
  /** `champion, rules of step 6`, `edited by hand`, `champions`. */
  readonly whose: string;
  /** The rules that a prediction was made by; null where there were none. */
  readonly rulebookOf: (prediction: Prediction) => Rulebook | null;
  readonly rivals: readonly Rival[];
}

export function shownScorecard(
  run: LabelerRun,
  {
    evaluation,
    corrections,
  }: { readonly evaluation: Evaluation; readonly corrections: Readonly<Record<string, string>> },
): ShownScorecard {
  const rows = readRows(run, evaluation, corrections);
  const labels = labelsOf(run);
  const pairs = rows.map(pairOf);
  const seed = run.settings?.hyperparameters.seed ?? 0;
  return {
    split: evaluation.split,
    rows,
    scorecard: scorecardOf(
      rows.map((row) => ({ ...pairOf(row), outcome: row.prediction.outcome })),
      labels,
    ),
    confusion: confusion(pairs, labels),
    accuracy: intervalOf(pairs, { kind: 'accuracy' }, labels, seed),
    macroF1: intervalOf(pairs, { kind: 'macro-f1' }, labels, seed),
    whose: whose(run, evaluation.of),
    rulebookOf: rulebooksOf(run, evaluation.of),
    rivals: rivalsOf(run, { rows, evaluation, corrections }),
  };
}

/** The champion's score on the test rows, at the end of the learning curve. */
export function testPoint(
  run: LabelerRun,
  { score, seed }: Hyperparameters,
  corrections: Readonly<Record<string, string>>,
): CurvePoint | null {
  const champion = run.labelers[0]?.championId;
  const evaluation = run.evaluations.find(
    ({ of, split }) => split === 'test' && of.kind === 'checkpoint' && of.checkpointId === champion,
  );
  if (evaluation === undefined) return null;
  const pairs = readRows(run, evaluation, corrections).map(pairOf);
  const labels = labelsOf(run);
  return {
    step: run.labelers[0]?.steps.at(-1)?.step ?? 0,
    value: scoreOf(pairs, score, labels),
    ...intervalOf(pairs, score, labels, seed),
  };
}

/** What always answering with the most frequent label of the validation rows reaches there; null before they are drawn. */
export function majorityLine(
  run: LabelerRun,
  { score }: Hyperparameters,
  corrections: Readonly<Record<string, string>>,
): MajorityLine | null {
  const rows = run.rows.validation.map((row) => ({ golden: goldenOf(row, corrections) }));
  const majority = majorityBaseline(rows.map(({ golden }) => golden));
  return majority && { label: majority.label, value: scoreOf(alwaysPairs(rows, majority), score, labelsOf(run)) };
}

function pairOf({ golden, prediction }: ReadRow): Pair {
  return { golden, predicted: prediction.label };
}

function whose(run: LabelerRun, of: Evaluated): string {
  switch (of.kind) {
    case 'untrained':
      return 'without rules';
    case 'mixture':
      return 'champions';
    case 'checkpoint': {
      const labeler = run.labelers.find(({ key }) => key === of.labeler);
      const step = labeler?.checkpoints.find(({ id }) => id === of.checkpointId)?.step;
      const rules = step === 0 ? 'first rules' : step == null ? 'edited by hand' : `rules of step ${step}`;
      return of.checkpointId === labeler?.championId ? `champion, ${rules}` : rules;
    }
  }
}

function rulebooksOf({ labelers }: LabelerRun, of: Evaluated): ShownScorecard['rulebookOf'] {
  const rulebooks = new Map(
    labelers.map(({ key, checkpoints, championId }) => {
      const id = of.kind === 'checkpoint' && of.labeler === key ? of.checkpointId : championId;
      return [key, id === null ? null : rulebookAt(checkpoints, id)];
    }),
  );
  switch (of.kind) {
    case 'untrained':
      return () => null;
    case 'checkpoint':
      return () => rulebooks.get(of.labeler) ?? null;
    case 'mixture':
      return ({ expert }) => rulebooks.get(expert === undefined ? 'single' : `expert-${expert + 1}`) ?? null;
  }
}

/** The majority label, the untrained labeler and, for a mixture, the single labeler: whatever was read on the same rows. */
function rivalsOf(
  run: LabelerRun,
  {
    rows,
    evaluation,
    corrections,
  }: {
    readonly rows: readonly ReadRow[];
    readonly evaluation: Evaluation;
    readonly corrections: Readonly<Record<string, string>>;
  },
): readonly Rival[] {
  const majority = majorityBaseline(rows.map(({ golden }) => golden));
  const always = majority && {
    name: `Always “${majority.label}”`,
    pairs: new Map(rows.map(({ id, golden }) => [id, { golden, predicted: majority.label }])),
  };
  const others = run.evaluations
    .filter(({ split, of }) => split === evaluation.split && isBaseline(of, { run, evaluation }))
    .map((other) => ({
      name: other.of.kind === 'checkpoint' ? labelerTitle(other.of.labeler) : 'Untrained: no rules',
      pairs: new Map(readRows(run, other, corrections).map((row) => [row.id, pairOf(row)])),
    }));
  return [...(always ? [always] : []), ...others].map((rival) => compared(rows, rival));
}

function isBaseline(
  of: Evaluated,
  { run, evaluation }: { readonly run: LabelerRun; readonly evaluation: Evaluation },
): boolean {
  if (of.kind === 'untrained') return evaluation.of.kind !== 'untrained';
  if (of.kind === 'mixture' || evaluation.of.kind !== 'mixture') return false;
  return of.labeler === 'single' && of.checkpointId === run.labelers[0]?.championId;
}

function compared(
  rows: readonly ReadRow[],
  rival: { readonly name: string; readonly pairs: ReadonlyMap<string, Pair> },
): Rival {
  const both = rows.flatMap((row) => {
    const other = rival.pairs.get(row.id);
    return other === undefined ? [] : [{ own: pairOf(row), other }];
  });
  const own = both.map((pair) => pair.own);
  const other = both.map((pair) => pair.other);
  const difference = pairedInterval(own, other);
  return {
    name: rival.name,
    accuracy: shareRight(other),
    difference: { ...difference, value: shareRight(own) - shareRight(other), p: mcnemar(own, other).p },
  };
}

function shareRight(pairs: readonly Pair[]): number {
  if (pairs.length === 0) return 0;
  return pairs.filter(({ golden, predicted }) => golden === predicted).length / pairs.length;
}
