import type { ValidationExample } from '../dataset/example';
import { isHigher, type Yardstick } from './contender';
import type { Predictor } from './predict';
import type { Prediction } from './prediction';
import type { Rulebook, RuleMutation } from './rulebook';
import { compareBulk } from './rulebook-content';
import { scoreOf } from './score/scorecard';

export interface RaceEntry {
  readonly rulebook: Rulebook;
  /** Places of the rows in `yardstick.rows`, each once: what is read side by side, a round after the other. */
  readonly rounds: readonly (readonly number[])[];
  readonly yardstick: Yardstick;
}

/** A challenger on its way through the validation rows. */
export interface Race {
  /** In the order of the rows; null where it did not come to the row. */
  readonly predictions: readonly (Prediction | null)[];
  readonly isFinished: boolean;
  /**
   * The score if all unread rows are read rightly. It is exact as a bound: a row that is read rightly never lowers accuracy, a label's
   * F1 or macro F1, against the same row read wrongly or not at all: with a true positive more for its label, and no more false
   * positives of any other. So no way in which the unread rows could be read gives a higher score.
   */
  readonly bestPossible: number;
  /** Reads the next rounds, `most` of them or to the end, as long as the best possible score is enough. */
  read(isEnough: (best: number) => boolean, most?: number): Promise<void>;
}

export function openRace({ rulebook, rounds, yardstick }: RaceEntry, predictor: Pick<Predictor, 'predict'>): Race {
  const { rows } = yardstick;
  const predictions: (Prediction | null)[] = rows.map(() => null);
  let next = 0;

  return {
    predictions,
    get isFinished() {
      return next === rounds.length;
    },
    get bestPossible() {
      return bestPossible(predictions, yardstick);
    },
    async read(isEnough, most = rounds.length) {
      const end = Math.min(rounds.length, next + most);
      while (next < end && isEnough(bestPossible(predictions, yardstick))) {
        await readRound(rounds[next] ?? []);
        next += 1;
      }
    },
  };

  async function readRound(round: readonly number[]): Promise<void> {
    const places = round.flatMap((place) => {
      const row = rows[place];
      return row === undefined ? [] : [{ place, row }];
    });
    const asked = predictor.predict(
      rulebook,
      places.map(({ row }) => row),
    );
    const read = await Promise.all(asked);
    places.forEach(({ place }, index) => {
      predictions[place] = read[index] ?? null;
    });
  }
}

/** A challenger in the field, with how it fares against others of the same score. */
export interface Runner {
  readonly race: Race;
  readonly rulebook: Rulebook;
}

/**
 * Runs a field of challengers as far as it takes to know the winner: the one that reading every row by every challenger would have
 * found. Each has read its first round. Then the most promising one reads on alone, and the others, side by side, only while they
 * could still win against it. Nobody reads on who cannot beat the champion, which wins ties.
 */
export async function runField(field: readonly Runner[], champion: number): Promise<void> {
  const beatsChampion = (best: number): boolean => isHigher(best, champion);
  const leader = field.reduce<Runner | null>(
    (best, runner) => (best === null || isHigher(runner.race.bestPossible, best.race.bestPossible) ? runner : best),
    null,
  );
  if (leader === null) return;
  await leader.race.read(beatsChampion);
  const toBeat = leader.race.isFinished ? leader.race.bestPossible : champion;
  const isAhead = (runner: Runner): boolean =>
    compareBulk(runner.rulebook, leader.rulebook) < 0 ||
    (compareBulk(runner.rulebook, leader.rulebook) === 0 && field.indexOf(runner) < field.indexOf(leader));
  await Promise.all(
    field
      .filter((runner) => runner !== leader)
      .map((runner) =>
        runner.race.read(
          (best) => beatsChampion(best) && (isHigher(best, toBeat) || (!isHigher(toBeat, best) && isAhead(runner))),
        ),
      ),
  );
}

function bestPossible(predictions: readonly (Prediction | null)[], { rows, score, labels }: Yardstick): number {
  const pairs = rows.map(({ label }, place) => {
    const prediction = predictions[place];
    return { golden: label, predicted: prediction === undefined || prediction === null ? label : prediction.label };
  });
  return scoreOf(pairs, score, labels);
}

interface Field {
  readonly rows: readonly ValidationExample[];
  readonly champion: readonly Prediction[];
  readonly mutation: RuleMutation;
  /** All places, in the order of the run's seed. */
  readonly order: readonly number[];
  readonly examplesPerCall: number;
}

/**
 * In which order a challenger reads. First the rows that the champion misread: only here can it gain, and one that gains nothing is
 * dropped after them. Then the rows that its change endangers, then the others, in rounds that double: a harmful change shows early, a
 * good one needs few rounds.
 */
export function raceRounds({
  rows,
  champion,
  mutation,
  order,
  examplesPerCall,
}: Field): readonly (readonly number[])[] {
  const isMisread = (place: number): boolean => champion[place]?.label !== rows[place]?.label;
  const isEndangered = (place: number): boolean => endangers(mutation, rows[place]?.label, champion[place]);
  const misread = order.filter(isMisread);
  const rest = order.filter((place) => !isMisread(place));
  const safe = [...rest.filter(isEndangered), ...rest.filter((place) => !isEndangered(place))];

  const rounds: (readonly number[])[] = misread.length === 0 ? [] : [misread];
  let size = Math.ceil(Math.max(firstRound, rows.length / 12) / examplesPerCall) * examplesPerCall;
  for (let from = 0; from < safe.length; size *= 2) {
    rounds.push(safe.slice(from, from + size));
    from += size;
  }
  return rounds;
}

const firstRound = 6;

/** Whether a row that is read rightly may be read otherwise after the change: one that followed the rule, or one that a wider rule may draw. */
function endangers(mutation: RuleMutation, golden: string | undefined, { ruleId }: Prediction = unread): boolean {
  switch (mutation.kind) {
    case 'add':
      return golden !== mutation.label;
    case 'edit':
      return golden !== mutation.label || ruleId === mutation.ruleId;
    case 'delete':
      return ruleId === undefined ? golden === mutation.label : ruleId === mutation.ruleId;
  }
}

const unread: Prediction = { label: null, outcome: 'unread' };
