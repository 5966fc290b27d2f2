import { deriveSeed } from '../../random';
import type { Prediction } from '../prediction/prediction';
import { rulebookAt } from '../rules/rulebook-at';
import { defaultHyperparameters } from '../run/hyperparameters';
import type { Checkpoint, CheckpointScore, Evaluation, LabelerRun, TrainedLabeler } from '../run/labeler-run';
import { intervalOf, scoreOf } from './scorecard';
import type { Pair } from './tally';

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

/**
 * The run with the scores of its checkpoints as they are by these golden labels, so that no figure of it contradicts another one. A
 * checkpoint whose predictions were not kept has the score that it had in training.
 */
export function withCorrectedScores(run: LabelerRun, corrections: Rescored['corrections']): LabelerRun {
  let isChanged = false;
  const labelers = run.labelers.map((labeler) => {
    const checkpoints = labeler.checkpoints.map((checkpoint) => {
      const corrected = correctedScore(labeler, checkpoint, { run, checkpointId: checkpoint.id, corrections });
      if (corrected === checkpoint.score) return checkpoint;
      isChanged = true;
      return { ...checkpoint, score: corrected };
    });
    return { ...labeler, checkpoints };
  });
  return isChanged ? { ...run, labelers } : run;
}

function correctedScore(
  labeler: TrainedLabeler,
  { score, parentId }: Checkpoint,
  scoring: Scoring,
): CheckpointScore | null {
  if (score === null) return null;
  const seen = countsOf(labeler, parentId, scoring);
  if (seen === null) return score;
  const { fixed, broken } = seen.isCompared ? seen : score;
  const { kind } = (scoring.run.settings?.hyperparameters ?? defaultHyperparameters).score;
  // The interval of an F1 score is drawn by chance, and long: nothing that says the same is worked out anew.
  const isSame =
    seen.correct === score.correct &&
    seen.pairs.length === score.read &&
    (kind === 'accuracy' || Math.abs(valueOfCounts(seen, scoring) - score.value) < sameScore);
  if (isSame) return fixed === score.fixed && broken === score.broken ? score : { ...score, fixed, broken };
  return { ...scoreOfCounts(seen, scoring), fixed, broken };
}

interface Scoring extends Pick<Rescored, 'checkpointId' | 'corrections'> {
  readonly run: LabelerRun;
}

function withScore(labeler: TrainedLabeler, scoring: Scoring): TrainedLabeler {
  const checkpoints = labeler.checkpoints.map((checkpoint) => {
    if (checkpoint.id !== scoring.checkpointId) return checkpoint;
    const seen = countsOf(labeler, checkpoint.parentId, scoring);
    return seen === null ? checkpoint : { ...checkpoint, score: scoreOfCounts(seen, scoring) };
  });
  return { ...labeler, checkpoints };
}

/** What a checkpoint was read to make of the validation rows. */
interface Counts {
  readonly pairs: readonly Pair[];
  readonly labels: readonly string[];
  readonly correct: number;
  /** Against its nearest ancestor whose predictions are kept, on the rows that both read; 0 where there is none. */
  readonly fixed: number;
  readonly broken: number;
  readonly isCompared: boolean;
}

/** Null where it read nothing, or what it read was not kept. */
function countsOf(
  { key, checkpoints }: TrainedLabeler,
  parentId: string | null,
  { run, checkpointId, corrections }: Scoring,
): Counts | null {
  const predictions = validationOf(run, key, checkpointId);
  const labels = rulebookAt(checkpoints, checkpointId)?.labels.map(({ label }) => label);
  if (predictions === null || labels === undefined) return null;
  const before = nearestRead(checkpoints, parentId, (id) => validationOf(run, key, id));
  const pairs: Pair[] = [];
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
  const correct = pairs.filter(({ golden, predicted }) => predicted === golden).length;
  return { pairs, labels, correct, fixed, broken, isCompared: before !== null };
}

/** Goes up from a checkpoint to the first one of which there is something. */
function nearestRead<Found>(
  checkpoints: readonly Checkpoint[],
  from: string | null,
  find: (id: string) => Found | null,
): Found | null {
  const parents = new Map(checkpoints.map(({ id, parentId }) => [id, parentId]));
  let id = from;
  while (id !== null) {
    const found = find(id);
    if (found !== null) return found;
    const next = parents.get(id) ?? null;
    // A file from elsewhere may lead round in a circle.
    parents.delete(id);
    id = next;
  }
  return null;
}

function scoreOfCounts({ pairs, labels, correct, fixed, broken }: Counts, { run }: Scoring): CheckpointScore {
  const { score, seed } = run.settings?.hyperparameters ?? defaultHyperparameters;
  return {
    value: scoreOf(pairs, score, labels),
    ...intervalOf(pairs, score, labels, deriveSeed(seed, 'interval')),
    read: pairs.length,
    correct,
    fixed,
    broken,
    dropped: false,
  };
}

function valueOfCounts({ pairs, labels }: Counts, { run }: Scoring): number {
  return scoreOf(pairs, (run.settings?.hyperparameters ?? defaultHyperparameters).score, labels);
}

/** Scores that differ by less come of additions in different orders. */
const sameScore = 1e-9;

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
