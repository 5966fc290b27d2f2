import type { Prediction } from '../prediction/prediction';
import { rulebookAt } from '../rules/rulebook-at';
import { defaultHyperparameters } from '../run/hyperparameters';
import type { CheckpointScore, Evaluation, LabelerRun, TrainedLabeler } from '../run/labeler-run';
import { intervalOf, scoreOf } from './scorecard';

export interface Rescored {
  readonly labeler: string;
  readonly checkpointId: string;
  /** Per split that was read again, in the order of its rows. */
  readonly read: readonly Pick<Evaluation, 'split' | 'predictions'>[];
  /** Golden labels by example id. */
  readonly corrections: Readonly<Record<string, string>>;
}

/** The run with what a checkpoint was read to be: its predictions, and its score on the validation rows. */
export function rescored(run: LabelerRun, { labeler, checkpointId, read, corrections }: Rescored): LabelerRun {
  const of = { kind: 'checkpoint', labeler, checkpointId } as const;
  const isReplaced = (other: Evaluation) =>
    other.of.kind === 'checkpoint' &&
    other.of.labeler === labeler &&
    other.of.checkpointId === checkpointId &&
    read.some(({ split }) => split === other.split);
  const evaluations = [
    ...run.evaluations.filter((other) => !isReplaced(other)),
    ...read.map(({ split, predictions }) => ({ of, split, predictions })),
  ];
  const labelers = run.labelers.map((each) =>
    each.key === labeler ? withScore(each, { run: { ...run, evaluations }, checkpointId, corrections }) : each,
  );
  return { ...run, evaluations, labelers };
}

interface Scoring extends Pick<Rescored, 'checkpointId' | 'corrections'> {
  readonly run: LabelerRun;
}

function withScore(labeler: TrainedLabeler, scoring: Scoring): TrainedLabeler {
  const checkpoints = labeler.checkpoints.map((checkpoint) => {
    if (checkpoint.id !== scoring.checkpointId) return checkpoint;
    const score = scoreOfCheckpoint(labeler, checkpoint.parentId, scoring);
    return score === null ? checkpoint : { ...checkpoint, score };
  });
  return { ...labeler, checkpoints };
}

function scoreOfCheckpoint(
  { key, checkpoints }: TrainedLabeler,
  parentId: string | null,
  { run, checkpointId, corrections }: Scoring,
): CheckpointScore | null {
  const predictions = validationOf(run, key, checkpointId);
  const labels = rulebookAt(checkpoints, checkpointId)?.labels.map(({ label }) => label);
  if (predictions === null || labels === undefined) return null;
  const before = parentId === null ? null : validationOf(run, key, parentId);
  const pairs: { readonly golden: string; readonly predicted: string | null }[] = [];
  let fixed = 0;
  let broken = 0;
  run.rows.validation.forEach(({ id, golden: inFile }, index) => {
    const prediction = predictions[index] ?? null;
    if (prediction === null) return;
    const golden = (Object.hasOwn(corrections, id) ? corrections[id] : undefined) ?? inFile;
    pairs.push({ golden, predicted: prediction.label });
    const earlier = before?.[index] ?? null;
    if (earlier === null) return;
    if (prediction.label === golden && earlier.label !== golden) fixed += 1;
    if (prediction.label !== golden && earlier.label === golden) broken += 1;
  });
  if (pairs.length === 0) return null;
  const { score, seed } = run.settings?.hyperparameters ?? defaultHyperparameters;
  return {
    value: scoreOf(pairs, score, labels),
    ...intervalOf(pairs, score, labels, seed),
    read: pairs.length,
    correct: pairs.filter(({ golden, predicted }) => predicted === golden).length,
    fixed,
    broken,
    dropped: false,
  };
}

function validationOf(
  { evaluations }: LabelerRun,
  labeler: string,
  checkpointId: string,
): readonly (Prediction | null)[] | null {
  const found = evaluations.find(
    ({ of, split }) =>
      split === 'validation' && of.kind === 'checkpoint' && of.labeler === labeler && of.checkpointId === checkpointId,
  );
  return found?.predictions ?? null;
}
