import type { Rulebook, RuleMutation } from '../rules/rulebook';
import type { Activity, Mistake } from '../run/labeler-run';
import type { TrainingEvent } from '../run/training-event';
import type { StepUnderWay } from './begin-step';
import { type Contender, checkpointScore, contenderOf, isHigher, readToTheEnd, type Yardstick } from './contender';
import type { Foresight } from './foresight';
import type { LabelerDeps } from './labeler-training';
import { openRace, planRace, type Race, runField } from './race';

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

/** A proposed rulebook on trial. */
export interface Challenger extends Proposed {
  readonly race: Race;
  /**
   * Whether it reads rightly the row that it was made for, the one thing that it promises; then it has also read its first round. One
   * call settles it for a proposal that misses its own point.
   */
  readonly keepsPromise: Promise<boolean>;
}

/** A challenger that won or could still have won when the race was decided. */
export interface Promising {
  readonly challenger: Challenger;
  /** As it will read the validation rows by all that is known; null: not enough is. */
  readonly contender: Contender | null;
}

export interface Against {
  /** Whom it has to beat. */
  readonly champion: Contender;
  readonly underWay: StepUnderWay;
  readonly standing: Pick<Standing, 'yardstick' | 'order'>;
}

/** Begins to read. `foreseen` is what is known of its readings beforehand. */
export function challengerOf(
  { foreseen, ...proposed }: Proposed & { readonly foreseen: Foresight },
  { champion, underWay, standing }: Against,
  { predictor }: LabelerDeps,
): Challenger {
  const { yardstick, order } = standing;
  const plan = planRace({
    rows: yardstick.rows,
    parent: proposed.parent.predictions,
    foreseen,
    order,
    examplesPerCall: underWay.labeler.hyperparameters.examplesPerCall,
  });
  const race = openRace({ rulebook: proposed.rulebook, ...plan, yardstick }, predictor);
  const keepsPromise = begin();
  // A step may be given up before it is waited for.
  keepsPromise.catch(() => undefined);
  return { ...proposed, race, keepsPromise };

  async function begin(): Promise<boolean> {
    const cause = underWay.rows.find(({ id }) => id === proposed.because.exampleId);
    if (cause === undefined)
      throw new Error(`Row ${proposed.because.row} was misread and is not among the training rows.`);
    const [prediction] = await Promise.all(predictor.predict(proposed.rulebook, [cause]));
    if (prediction?.label !== cause.label) return false;
    await race.readOn((best) => isHigher(best, champion.value), 1);
    return true;
  }
}

export interface Raced {
  readonly promising: readonly Promising[];
  /** Those that misread the very row that they were made for, and were not let in. */
  readonly failed: readonly Challenger[];
}

/** Lets challengers race against the champion, and answers those that may be better. */
export async function* tellRaces(
  challengers: readonly Challenger[],
  { champion, underWay, standing: { yardstick } }: Against,
): Telling<Raced> {
  if (challengers.length === 0) return { promising: [], failed: [] };
  yield activityOf(underWay, 'racing', challengers.length);
  const kept = await Promise.all(challengers.map(({ keepsPromise }) => keepsPromise));
  const racing = challengers.filter((_, index) => kept[index]);
  await runField(racing, champion.value);
  const promising: Promising[] = [];
  for (const challenger of racing) {
    const { race } = challenger;
    yield scoredAs(challenger, { underWay, yardstick });
    const contender = race.isSettled ? contenderAs(challenger, yardstick) : null;
    if (isHigher(race.bestPossible, champion.value)) promising.push({ challenger, contender });
  }
  return { promising, failed: challengers.filter((_, index) => !kept[index]) };
}

/** As it reads by all that is known. */
export function contenderAs({ checkpointId, rulebook, parent, race }: Challenger, yardstick: Yardstick): Contender {
  return contenderOf({ checkpointId, rulebook, predictions: race.readings, read: race.read, parent }, yardstick);
}

interface Scoring {
  readonly underWay: StepUnderWay;
  readonly yardstick: Yardstick;
}

/** The score on the rows that were read, which are all only of those that were read to the end. */
export function scoredAs(
  { checkpointId, parent, race }: Pick<Challenger, 'checkpointId' | 'parent' | 'race'>,
  { underWay, yardstick }: Scoring,
): TrainingEvent {
  const score = checkpointScore(race.read, { ancestor: readToTheEnd(parent), dropped: !race.isFinished, yardstick });
  return { type: 'scored', labeler: underWay.labeler.key, checkpointId, score };
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
