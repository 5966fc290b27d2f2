import type { ValidationExample } from '../../dataset/example';
import type { Predictor } from '../prediction/predict';
import type { Prediction } from '../prediction/prediction';
import type { Rulebook } from '../rules/rulebook';
import { compareBulk } from '../rules/rulebook-content';
import { scoreOf } from '../score/scorecard';
import { isHigher, type Yardstick } from './contender';
import type { Foresight, Known } from './foresight';

export interface RacePlan {
  /** Places of the rows in `yardstick.rows` that only reading will tell: what is read side by side, a round after the other. */
  readonly rounds: readonly (readonly number[])[];
  readonly foreseen: Foresight;
}

export interface RaceEntry extends RacePlan {
  readonly rulebook: Rulebook;
  readonly yardstick: Yardstick;
}

/** A challenger on its way through the validation rows. */
export interface Race extends Known {
  /** Whether it has read all that only reading tells. The best possible score is then the one that it will have. */
  readonly isSettled: boolean;
  readonly isFinished: boolean;
  /**
   * The score if every row is read rightly that only reading tells and that is unread, and every other unread one as foreseen. A row that
   * is read rightly never lowers accuracy, a label's F1 or macro F1, against the same row read wrongly or not at all: with a true
   * positive more for its label, and no more false positives of any other. So no way in which a reader who goes by the rules could read
   * the rest gives a higher score. Read to the end, it is the score.
   */
  readonly bestPossible: number;
  /** Of a settled one: each row as it was read, or else as foreseen. */
  readonly readings: readonly Prediction[];
  /** Reads the next rounds, `most` of them or to the last, as long as the best possible score is enough. */
  readOn(isEnough: (best: number) => boolean, most?: number): Promise<void>;
  /** Reads all rows that are left, the foreseen ones too. */
  finish(): Promise<void>;
}

export function openRace(
  { rulebook, rounds, foreseen, yardstick }: RaceEntry,
  predictor: Pick<Predictor, 'predict'>,
): Race {
  const { rows } = yardstick;
  const read: (Prediction | null)[] = rows.map(() => null);
  let next = 0;
  const known = (): readonly (Prediction | null)[] => rows.map((_, place) => read[place] ?? foreseen[place] ?? null);

  return {
    read,
    foreseen,
    get isSettled() {
      return next === rounds.length;
    },
    get isFinished() {
      return !read.includes(null);
    },
    get bestPossible() {
      return scoreAtBest(known(), yardstick);
    },
    get readings() {
      return known().filter((each) => each !== null);
    },
    async readOn(isEnough, most = rounds.length) {
      const end = Math.min(rounds.length, next + most);
      while (next < end && isEnough(scoreAtBest(known(), yardstick))) {
        await readPlaces(rounds[next] ?? []);
        next += 1;
      }
    },
    async finish() {
      await readPlaces([...rows.keys()].filter((place) => read[place] === null));
      next = rounds.length;
    },
  };

  async function readPlaces(chosen: readonly number[]): Promise<void> {
    const places = chosen.flatMap((place) => {
      const row = rows[place];
      return row === undefined ? [] : [{ place, row }];
    });
    const asked = predictor.predict(
      rulebook,
      places.map(({ row }) => row),
    );
    const answers = await Promise.all(asked);
    places.forEach(({ place }, index) => {
      read[place] = answers[index] ?? null;
    });
  }
}

/** A challenger in the field, with how it fares against others of the same score. */
export interface Runner {
  readonly race: Race;
  readonly rulebook: Rulebook;
}

/**
 * Runs a field of challengers as far as it takes to know the winner: whoever could still become the best reads a round more, until
 * the one in front has read all that only reading tells. For a reader who goes by the rules it is the one that reading every row by every
 * challenger would have found, and with no order of reading could fewer rounds prove it. Nobody reads on who cannot beat the champion,
 * which wins ties.
 */
export async function runField(field: readonly Runner[], champion: number): Promise<void> {
  for (;;) {
    const inFront = field
      .filter(({ race }) => isHigher(race.bestPossible, champion))
      .reduce<Runner | null>((best, runner) => (best === null || isAhead(runner, best) ? runner : best), null);
    if (inFront === null || inFront.race.isSettled) return;
    await inFront.race.readOn(() => true, 1);
  }
}

function isAhead(a: Runner, b: Runner): boolean {
  if (isHigher(a.race.bestPossible, b.race.bestPossible)) return true;
  if (isHigher(b.race.bestPossible, a.race.bestPossible)) return false;
  return compareBulk(a.rulebook, b.rulebook) < 0;
}

/** The score if every row is read rightly of which it is not known how it is read. */
export function scoreAtBest(known: readonly (Prediction | null)[], { rows, score, labels }: Yardstick): number {
  const pairs = rows.map(({ label }, place) => {
    const prediction = known[place] ?? null;
    return { golden: label, predicted: prediction === null ? label : prediction.label };
  });
  return scoreOf(pairs, score, labels);
}

interface Field {
  readonly rows: readonly ValidationExample[];
  /** Readings of the rulebook that was changed, as far as they are known. */
  readonly parent: readonly Prediction[];
  readonly foreseen: Foresight;
  /** All places, in the order of the run's seed. */
  readonly order: readonly number[];
  readonly examplesPerCall: number;
}

/**
 * In which order a challenger reads what only reading tells. First the rows that its change can mend: one that mends none is dropped after
 * them. Then the rows that it can spoil, in rounds that double, so that a harmful change shows early and a good one needs few rounds.
 */
export function planRace({ rows, parent, foreseen, order, examplesPerCall }: Field): RacePlan {
  const isMisread = (place: number): boolean => parent[place]?.label !== rows[place]?.label;
  const open = order.filter((place) => foreseen[place] === null);
  const mendable = open.filter(isMisread);
  const endangered = open.filter((place) => !isMisread(place));
  const size = Math.ceil(Math.max(firstRound, rows.length / 12) / examplesPerCall) * examplesPerCall;
  return { rounds: [mendable, ...doubling(endangered, size)].filter((round) => round.length > 0), foreseen };
}

const firstRound = 6;

function doubling(places: readonly number[], first: number): readonly (readonly number[])[] {
  const rounds: (readonly number[])[] = [];
  for (let from = 0, size = first; from < places.length; size *= 2) {
    rounds.push(places.slice(from, from + size));
    from += size;
  }
  return rounds;
}
