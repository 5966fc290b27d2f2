import type { Prediction } from '../../../core/labeler/prediction/prediction';
import type { EvaluatedRow, Evaluation, LabelerRun, TrainedLabeler } from '../../../core/labeler/run/labeler-run';
import { goldenOf, latestEvaluation, presentCheckpoint } from '../../../store/label/select-run';

/** A row with what was made of it. `golden` has the author's correction in it; `inFile` is what the file says. */
export interface ReadRow extends EvaluatedRow {
  readonly inFile: string;
  readonly prediction: Prediction;
}

/** One entry of "Scored on". */
export interface ShownEvaluation {
  readonly key: string;
  /** `Test rows`, `Validation rows, expert 2` … */
  readonly name: string;
  readonly evaluation: Evaluation;
  /** The rules were changed or restored since: these are the figures of the rulebook before. */
  readonly outdated: boolean;
}

/** What the results can show of a run, the most telling first: test before validation, the mixture before the single labeler. */
export function shownEvaluations(run: LabelerRun): readonly ShownEvaluation[] {
  const ofLabelers = run.labelers.flatMap((labeler) =>
    (['test', 'validation'] as const).flatMap((split) => ofLabeler(run, { labeler, split })),
  );
  const mixture = run.evaluations
    .filter(({ of }) => of.kind === 'mixture')
    .map((evaluation) => ({
      key: 'mixture',
      name: 'Test rows, all experts',
      evaluation,
      // The mixture was read once, with the champions.
      outdated: run.labelers.some((labeler) => presentCheckpoint(labeler)?.id !== labeler.championId),
    }));
  const all = [...mixture, ...ofLabelers];
  return [
    ...all.filter(({ evaluation }) => evaluation.split === 'test'),
    ...all.filter(({ evaluation }) => evaluation.split === 'validation'),
  ];
}

function ofLabeler(
  run: LabelerRun,
  { labeler, split }: { readonly labeler: TrainedLabeler; readonly split: Evaluation['split'] },
): readonly ShownEvaluation[] {
  const evaluation = latestEvaluation(run, { labeler, split });
  if (evaluation === null) return [];
  const current = presentCheckpoint(labeler)?.id;
  const outdated = evaluation.of.kind === 'checkpoint' && evaluation.of.checkpointId !== current;
  const rows = split === 'test' ? 'Test rows' : 'Validation rows';
  const name = run.labelers.length === 1 ? rows : `${rows}, ${labelerName(labeler.key)}`;
  return [{ key: `${labeler.key}/${split}`, name, evaluation, outdated }];
}

/** `single` → `single labeler`; `expert-2` → `expert 2`. */
export function labelerName(key: string): string {
  return key === 'single' ? 'single labeler' : key.replace('-', ' ');
}

/** `Single labeler`, `Expert 2`: at the head of a row. */
export function labelerTitle(key: string): string {
  const name = labelerName(key);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Rows that were read, with their predictions. `corrections`: golden labels by example id. */
export function readRows(
  run: LabelerRun,
  { split, predictions }: Evaluation,
  corrections: Readonly<Record<string, string>>,
): readonly ReadRow[] {
  return run.rows[split].flatMap((row, index) => {
    const prediction = predictions[index];
    if (prediction === undefined || prediction === null) return [];
    return [{ ...row, golden: goldenOf(row, corrections), inFile: row.golden, prediction }];
  });
}

/** The labels of a run, in the order of its rulebook. */
export function labelsOf(run: LabelerRun): readonly string[] {
  const first = run.labelers[0]?.checkpoints[0];
  return first?.parentId === null ? first.rulebook.labels.map(({ label }) => label) : [];
}
