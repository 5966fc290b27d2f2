import type { StepUnderWay } from './begin-step';
import { type Contender, checkpointScore, contenderOf, type Yardstick } from './contender';
import type { Activity, Mistake } from './labeler-run';
import type { LabelerDeps } from './labeler-training';
import type { Prediction } from './prediction';
import { type RaceResult, race, raceRounds } from './race';
import type { Rulebook, RuleMutation } from './rulebook';
import type { TrainingEvent } from './training-event';

/** Where a labeler stands between two steps. */
export interface Standing {
  readonly champion: Contender;
  /** Best first, the champion at the head. */
  readonly beam: readonly Contender[];
  readonly yardstick: Yardstick;
  /** Places of the validation rows in the order of the run's seed. */
  readonly order: readonly number[];
  /** Contents of all rulebooks that were tried so far. */
  readonly tried: ReadonlySet<string>;
}

/** Events as they come, and what they come to. */
export type Telling<T> = AsyncGenerator<TrainingEvent, T>;

/** A rulebook that its parent, the mistake of it and one change have made. */
export interface Proposed {
  readonly checkpointId: string;
  readonly rulebook: Rulebook;
  readonly parent: Contender;
  readonly mutation: RuleMutation;
  readonly because: Mistake;
}

/** A proposed rulebook whose race has begun. */
export interface Challenger extends Proposed {
  readonly raced: Promise<RaceResult>;
}

/** A challenger that was read to the end. */
export interface Finisher {
  readonly challenger: Challenger;
  readonly contender: Contender;
}

interface Start {
  /** Whom it has to beat. */
  readonly champion: Contender;
  readonly underWay: StepUnderWay;
  readonly standing: Pick<Standing, 'yardstick' | 'order'>;
}

export function challengerOf(
  proposed: Proposed,
  { champion, underWay, standing }: Start,
  { predictor }: LabelerDeps,
): Challenger {
  const { yardstick, order } = standing;
  const rounds = raceRounds({
    rows: yardstick.rows,
    champion: champion.predictions,
    mutation: proposed.mutation,
    order,
    examplesPerCall: underWay.labeler.hyperparameters.examplesPerCall,
  });
  const raced = race({ rulebook: proposed.rulebook, toBeat: champion.value, rounds, yardstick }, predictor);
  // A step may be given up before it is waited for.
  raced.catch(() => undefined);
  return { ...proposed, raced };
}

/** Waits for all races, and answers who was read to the end. */
export async function* tellRaces(
  challengers: readonly Challenger[],
  underWay: StepUnderWay,
  yardstick: Yardstick,
): Telling<readonly Finisher[]> {
  if (challengers.length > 0) yield activityOf(underWay, 'racing', challengers.length);
  const finishers: Finisher[] = [];
  for (const challenger of challengers) {
    const { checkpointId, rulebook, parent, raced } = challenger;
    const { predictions, dropped } = await raced;
    const score = checkpointScore(predictions, { parent: parent.predictions, dropped, yardstick });
    yield { type: 'scored', labeler: underWay.labeler.key, checkpointId, score };
    if (dropped) continue;
    const read = predictions.filter((each): each is Prediction => each !== null);
    finishers.push({ challenger, contender: contenderOf({ checkpointId, rulebook, predictions: read }, yardstick) });
  }
  return finishers;
}

export function checkpointOf(
  { checkpointId, parent, mutation, because }: Proposed,
  { step, labeler }: StepUnderWay,
): TrainingEvent {
  const checkpoint = { id: checkpointId, step, score: null, parentId: parent.checkpointId, mutation, because };
  return { type: 'checkpoint', labeler: labeler.key, checkpoint };
}

export function activityOf({ step, labeler }: StepUnderWay, kind: Activity['kind'], count: number): TrainingEvent {
  return { type: 'activity', activity: { kind, labeler: labeler.key, step, count } };
}
