import type { Estimate } from '../../calls/estimate';
import { nothingCalled } from '../../calls/spent';
import type { Instant } from '../../effects';
import type { RuleMutation } from '../rules/rulebook';
import type {
  Checkpoint,
  Evaluated,
  Evaluation,
  LabelerRun,
  Mistake,
  RunSettings,
  Step,
  TrainedLabeler,
} from '../run/labeler-run';
import type { TrainingEvent } from '../run/training-event';
import { withCheckpoint } from './with-checkpoint';

interface NewRun {
  readonly id: string;
  readonly n: number;
  readonly at: Instant;
  readonly settings: RunSettings;
  readonly estimate: Estimate | null;
}

export function newLabelerRun({ id, n, at, settings, estimate }: NewRun): LabelerRun {
  return {
    id,
    n,
    at,
    status: { status: 'training', activity: { kind: 'first-rules', labeler: 'single', step: 0, count: 0 } },
    settings,
    estimate,
    rows: { validation: [], test: [] },
    labelers: [],
    evaluations: [],
    suspects: [],
    spent: nothingCalled,
    faults: [],
  };
}

/**
 * The run after an event. A run that is resumed tells everything again from the beginning: what is there already stays as it is, so
 * that nothing on the screen goes back, and what the author did by hand in the meantime is kept.
 */
export function reduceTraining(run: LabelerRun, event: TrainingEvent): LabelerRun {
  switch (event.type) {
    case 'started':
      return { ...run, estimate: event.estimate, rows: { validation: event.validation, test: event.test } };
    case 'labeler':
      if (run.labelers.some(({ key }) => key === event.key)) return run;
      return { ...run, labelers: [...run.labelers, newLabeler(event.key, event.region)] };
    case 'activity':
      return run.status.status === 'paused'
        ? run
        : { ...run, status: { status: 'training', activity: event.activity } };
    case 'spent':
      return event.spent.calls < run.spent.calls ? run : { ...run, spent: event.spent, faults: event.faults };
    case 'mistake':
      return changed(run, event.labeler, (labeler) => withMistake(labeler, event.step, event.mistake));
    case 'rejected':
      return changed(run, event.labeler, (labeler) => {
        const latest = latestOf(labeler, event.step);
        if (latest === null) return labeler;
        return { ...labeler, latest: { ...latest, rejected: [...latest.rejected, event.rejected] } };
      });
    case 'checkpoint':
      return withoutStale(
        run,
        changed(run, event.labeler, (labeler) => withCheckpoint(labeler, event.checkpoint)),
      );
    case 'scored':
      return changed(run, event.labeler, (labeler) => ({
        ...labeler,
        checkpoints: labeler.checkpoints.map((each) =>
          each.id === event.checkpointId ? { ...each, score: event.score } : each,
        ),
      }));
    case 'step': {
      const of = ofCheckpoint(event.labeler, event.step.championId);
      const evaluation: Evaluation = { of, split: 'validation', predictions: event.predictions };
      return withEvaluation(
        changed(run, event.labeler, (labeler) => withStep(labeler, event.step)),
        evaluation,
      );
    }
    case 'evaluated':
      return withEvaluation(run, event.evaluation);
    case 'suspects':
      return { ...run, suspects: event.suspects };
    case 'paused':
      return {
        ...run,
        status: event.error === undefined ? { status: 'paused' } : { status: 'paused', error: event.error },
      };
    case 'resumed':
      return { ...run, status: { status: 'training', activity: activityAfterPause(run) } };
    case 'finished':
      return { ...run, status: { status: 'finished', reason: event.reason } };
  }
}

/** A change by the author: a checkpoint below the one on the screen, and on the screen from now on. */
export function withHandMutation(
  labeler: TrainedLabeler,
  { id, mutation, because }: { readonly id: string; readonly mutation: RuleMutation; readonly because: Mistake | null },
): TrainedLabeler {
  const parentId = labeler.currentId ?? labeler.championId ?? labeler.checkpoints[0]?.id;
  if (parentId === undefined) return labeler;
  const checkpoint = { id, step: null, score: null, parentId, mutation, because };
  return { ...labeler, checkpoints: [...labeler.checkpoints, checkpoint], currentId: id };
}

function newLabeler(key: string, region: TrainedLabeler['region']): TrainedLabeler {
  return {
    key,
    region,
    checkpoints: [],
    steps: [],
    latest: { step: 0, mistakes: [], rejected: [] },
    championId: null,
    currentId: null,
  };
}

function changed(run: LabelerRun, key: string, change: (labeler: TrainedLabeler) => TrainedLabeler): LabelerRun {
  return { ...run, labelers: run.labelers.map((labeler) => (labeler.key === key ? change(labeler) : labeler)) };
}

/** What the step under way has found so far; null for a step that is told again and complete. */
function latestOf({ latest, steps }: TrainedLabeler, step: number): TrainedLabeler['latest'] | null {
  if (steps.some((complete) => complete.step === step)) return null;
  return latest.step === step ? latest : { step, mistakes: [], rejected: [] };
}

/** One that is told again, with its diagnosis, takes its own place. */
function withMistake(labeler: TrainedLabeler, step: number, mistake: Mistake): TrainedLabeler {
  const latest = latestOf(labeler, step);
  if (latest === null) return labeler;
  const isSame = (other: Mistake): boolean =>
    other.exampleId === mistake.exampleId && other.checkpointId === mistake.checkpointId;
  const mistakes = latest.mistakes.some(isSame)
    ? latest.mistakes.map((other) => (isSame(other) ? mistake : other))
    : [...latest.mistakes, mistake];
  return { ...labeler, latest: { ...latest, mistakes } };
}

/** The champion is on the screen until the author chooses otherwise. */
function withStep(labeler: TrainedLabeler, step: Step): TrainedLabeler {
  const others = labeler.steps.filter((other) => other.step !== step.step);
  const steps = [...others, step].toSorted((a, b) => a.step - b.step);
  const championId = steps.at(-1)?.championId ?? step.championId;
  const showsChampion = labeler.currentId === null || labeler.currentId === labeler.championId;
  const latest =
    steps.at(-1) === step ? { step: step.step, mistakes: step.mistakes, rejected: step.rejected } : labeler.latest;
  return { ...labeler, steps, latest, championId, currentId: showsChampion ? championId : labeler.currentId };
}

function withEvaluation(run: LabelerRun, evaluation: Evaluation): LabelerRun {
  const isSame = (other: Evaluation): boolean =>
    other.split === evaluation.split && evaluatedKey(other.of) === evaluatedKey(evaluation.of);
  const evaluations = run.evaluations.some(isSame)
    ? run.evaluations.map((other) => (isSame(other) ? evaluation : other))
    : [...run.evaluations, evaluation];
  return { ...run, evaluations };
}

/** Where training has gone another way, what was read of the checkpoints of the first way is no longer of anything. */
function withoutStale(before: LabelerRun, after: LabelerRun): LabelerRun {
  const still = new Set(after.labelers.flatMap(({ checkpoints }) => checkpoints));
  const gone = new Set(
    before.labelers.flatMap(({ key, checkpoints }) =>
      checkpoints
        .filter((each) => isTrained(each) && !still.has(each))
        .map(({ id }) => evaluatedKey(ofCheckpoint(key, id))),
    ),
  );
  if (gone.size === 0) return after;
  return { ...after, evaluations: after.evaluations.filter(({ of }) => !gone.has(evaluatedKey(of))) };
}

function isTrained({ step }: Checkpoint): boolean {
  return step !== null;
}

function ofCheckpoint(labeler: string, checkpointId: string): Evaluated {
  return { kind: 'checkpoint', labeler, checkpointId };
}

function evaluatedKey(of: Evaluated): string {
  return of.kind === 'checkpoint' ? JSON.stringify([of.labeler, of.checkpointId]) : of.kind;
}

/** What was going on is told again soon. */
function activityAfterPause({
  labelers,
}: LabelerRun): Extract<LabelerRun['status'], { status: 'training' }>['activity'] {
  const labeler = labelers.at(-1);
  return { kind: 'scoring', labeler: labeler?.key ?? 'single', step: labeler?.latest.step ?? 0, count: 0 };
}
