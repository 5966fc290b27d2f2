import type { Classifier, ClassifySettings } from '../../core/labeler/prediction/classifier';
import type { Prediction } from '../../core/labeler/prediction/prediction';
import type { Rulebook } from '../../core/labeler/rules/rulebook';
import { rulebookAt } from '../../core/labeler/rules/rulebook-at';
import { defaultHyperparameters, type Hyperparameters } from '../../core/labeler/run/hyperparameters';
import type {
  Checkpoint,
  EvaluatedRow,
  Evaluation,
  LabelerRun,
  LabelerWork,
  TrainedLabeler,
} from '../../core/labeler/run/labeler-run';
import { own } from '../../core/own';

export const singleLabeler = 'single';

/** The run on the screen; null before the first. */
export function presentRun(work: LabelerWork | null): LabelerRun | null {
  return work?.runs.find(({ id }) => id === work.currentRunId) ?? null;
}

export function findLabeler(run: LabelerRun | null, key: string): TrainedLabeler | null {
  return run?.labelers.find((labeler) => labeler.key === key) ?? null;
}

/** The one on the screen, that labels new rows; null before the first rules are there. */
export function presentCheckpoint({ checkpoints, currentId, championId }: TrainedLabeler): Checkpoint | null {
  const wanted = currentId ?? championId;
  return checkpoints.find(({ id }) => id === wanted) ?? checkpoints.find(({ parentId }) => parentId === null) ?? null;
}

export function presentRulebook(labeler: TrainedLabeler): Rulebook | null {
  const checkpoint = presentCheckpoint(labeler);
  return checkpoint && rulebookAt(labeler.checkpoints, checkpoint.id);
}

/** Checkpoint ids by labeler key; a labeler that is not named is taken as it is on the screen. */
export type CheckpointChoice = Readonly<Record<string, string>>;

/** All labelers of a run as one classifier; null before the single labeler has rules. */
export function classifierOf(run: LabelerRun, chosen: CheckpointChoice = {}): Classifier | null {
  const rulebookOf = (labeler: TrainedLabeler) => {
    const id = own(chosen, labeler.key);
    return id === undefined ? presentRulebook(labeler) : rulebookAt(labeler.checkpoints, id);
  };
  const single = findLabeler(run, singleLabeler);
  const rulebook = single && rulebookOf(single);
  if (rulebook === null) return null;
  const experts = run.labelers.flatMap((labeler) => {
    const own = labeler.region && rulebookOf(labeler);
    if (labeler.region === null || own === null) return [];
    const { centroid, nearestCosine, embeddedBy } = labeler.region;
    return [{ rulebook: own, centroid, nearestCosine, ...(embeddedBy === undefined ? {} : { embeddedBy }) }];
  });
  return { rulebook, experts, settings: classifySettings(run) };
}

/** One labeler of a run, without the others. */
export function classifierOfLabeler(run: LabelerRun, labeler: TrainedLabeler): Classifier | null {
  const rulebook = presentRulebook(labeler);
  return rulebook && { rulebook, experts: [], settings: classifySettings(run) };
}

/** One more than the highest in the project. */
export function nextRunNumber({ runs }: LabelerWork): number {
  return Math.max(0, ...runs.map(({ n }) => n)) + 1;
}

/** As the run was trained; the defaults for a labeler that was imported. */
export function hyperparametersOf({ settings }: LabelerRun): Hyperparameters {
  return settings?.hyperparameters ?? defaultHyperparameters;
}

function classifySettings(run: LabelerRun): ClassifySettings {
  if (run.status.status === 'imported' && run.status.use !== undefined) return run.status.use.classify;
  const { truncateWords, evalTemperature, seed, examplesPerCall } = hyperparametersOf(run);
  return { truncateWords, temperature: evalTemperature, seed, examplesPerCall };
}

/**
 * The latest predictions of a labeler for a split: of the checkpoint on the screen or, going up, of the first ancestor that was
 * scored; null when none was.
 */
export function latestEvaluation(
  { evaluations }: LabelerRun,
  { labeler, split }: { readonly labeler: TrainedLabeler; readonly split: Evaluation['split'] },
): Evaluation | null {
  const { key, checkpoints } = labeler;
  const byId = new Map(checkpoints.map((checkpoint) => [checkpoint.id, checkpoint]));
  let id = presentCheckpoint(labeler)?.id ?? null;
  while (id !== null) {
    const checkpointId = id;
    const found = evaluations.find(
      ({ of, split: on }) =>
        on === split && of.kind === 'checkpoint' && of.labeler === key && of.checkpointId === checkpointId,
    );
    if (found !== undefined) return found;
    id = byId.get(checkpointId)?.parentId ?? null;
    // A file from elsewhere may lead round in a circle.
    byId.delete(checkpointId);
  }
  return null;
}

/** The golden label as the author has corrected it, where they have. */
export function goldenOf({ id, golden }: Pick<EvaluatedRow, 'id' | 'golden'>, corrections: LabelerWork['corrections']) {
  return (Object.hasOwn(corrections, id) ? corrections[id] : undefined) ?? golden;
}

export interface ReadRow {
  readonly row: EvaluatedRow;
  readonly prediction: Prediction;
  /** Key of the labeler that answered. */
  readonly labeler: string;
}

/** What was made of a row that was read for a score: by the mixture where it read it, else by the single labeler, then by experts. */
export function readRow(run: LabelerRun, exampleId: string): ReadRow | null {
  for (const split of ['test', 'validation'] as const) {
    const index = run.rows[split].findIndex(({ id }) => id === exampleId);
    const row = run.rows[split][index];
    if (row === undefined) continue;
    const mixture = run.evaluations.find(({ of, split: on }) => on === split && of.kind === 'mixture');
    const ofLabelers = run.labelers.map((labeler) => ({
      labeler,
      evaluation: latestEvaluation(run, { labeler, split }),
    }));
    const mixed = mixture?.predictions[index] ?? null;
    if (mixed !== null) {
      const key = mixed.expert === undefined ? singleLabeler : `expert-${mixed.expert + 1}`;
      // The mixture was read with the champions: whoever was changed since has read the row anew.
      const anew = ofLabelers.find(({ labeler }) => labeler.key === key && labeler.currentId !== labeler.championId);
      return { row, prediction: anew?.evaluation?.predictions[index] ?? mixed, labeler: key };
    }
    for (const { labeler, evaluation } of ofLabelers) {
      const prediction = evaluation?.predictions[index] ?? null;
      if (prediction !== null) return { row, prediction, labeler: labeler.key };
    }
  }
  return null;
}
