import type { ValidationExample } from '../dataset/example';
import { isHigher, type Yardstick } from './contender';
import type { Predictor } from './predict';
import type { Prediction } from './prediction';
import { canMove } from './reach';
import type { Rulebook, RuleMutation } from './rulebook';
import { compareBulk } from './rulebook-content';
import { scoreOf } from './score/scorecard';

export interface RacePlan {
  /** Places of the rows in `yardstick.rows`, each once: what is read side by side, a round after the other. */
  readonly rounds: readonly (readonly number[])[];
  /** By place: what the row is read as at best, as long as it is not read. */
  readonly atBest: readonly (string | null)[];
}

export interface RaceEntry extends RacePlan {
  readonly rulebook: Rulebook;
  readonly yardstick: Yardstick;
}

/** A challenger on its way through the validation rows. */
export interface Race {
  /** In the order of the rows; null where it did not come to the row. */
  readonly predictions: readonly (Prediction | null)[];
  readonly isFinished: boolean;
  /**
   * The score if every unread row that the change can move is read rightly, and every other one as by the champion. A row that is read
   * rightly never lowers accuracy, a label's F1 or macro F1, against the same row read wrongly or not at all: with a true positive more
   * for its label, and no more false positives of any other. So no way in which a reader who goes by the rules could read the rest
   * gives a higher score. Read to the end, it is the score.
   */
  readonly bestPossible: number;
  /** Reads the next rounds, `most` of them or to the end, as long as the best possible score is enough. */
  read(isEnough: (best: number) => boolean, most?: number): Promise<void>;
}

export function openRace(
  { rulebook, rounds, atBest, yardstick }: RaceEntry,
  predictor: Pick<Predictor, 'predict'>,
): Race {
  const { rows } = yardstick;
  const predictions: (Prediction | null)[] = rows.map(() => null);
  let next = 0;

  return {
    predictions,
    get isFinished() {
      return next === rounds.length;
    },
    get bestPossible() {
      return bestPossible(predictions, atBest, yardstick);
    },
    async read(isEnough, most = rounds.length) {
      const end = Math.min(rounds.length, next + most);
      while (next < end && isEnough(bestPossible(predictions, atBest, yardstick))) {
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
 * Runs a field of challengers as far as it takes to know the winner: whoever could still become the best reads a round more, until
 * the one in front has read every row. For a reader who goes by the rules it is the one that reading every row by every challenger would
 * have found, and with no order of reading could fewer rounds prove it. Nobody reads on who cannot beat the champion, which wins ties.
 */
export async function runField(field: readonly Runner[], champion: number): Promise<void> {
  for (;;) {
    const inFront = field
      .filter(({ race }) => isHigher(race.bestPossible, champion))
      .reduce<Runner | null>((best, runner) => (best === null || isAhead(runner, best) ? runner : best), null);
    if (inFront === null || inFront.race.isFinished) return;
    await inFront.race.read(() => true, 1);
  }
}

function isAhead(a: Runner, b: Runner): boolean {
  if (isHigher(a.race.bestPossible, b.race.bestPossible)) return true;
  if (isHigher(b.race.bestPossible, a.race.bestPossible)) return false;
  return compareBulk(a.rulebook, b.rulebook) < 0;
}

function bestPossible(
  predictions: readonly (Prediction | null)[],
  atBest: RacePlan['atBest'],
  { rows, score, labels }: Yardstick,
): number {
  const pairs = rows.map(({ label }, place) => {
    const prediction = predictions[place] ?? null;
    return { golden: label, predicted: prediction === null ? (atBest[place] ?? null) : prediction.label };
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
 * In which order a challenger reads. First the rows that its change can mend: one that mends none is dropped after them. Then the rows
 * that it can spoil, in rounds that double, so that a harmful change shows early and a good one needs few rounds. At last those that it
 * leaves alone, for the score.
 */
export function planRace({ rows, champion, mutation, order, examplesPerCall }: Field): RacePlan {
  const isMisread = (place: number): boolean => champion[place]?.label !== rows[place]?.label;
  const moves = (place: number): boolean => {
    const golden = rows[place]?.label;
    const now = champion[place];
    return golden !== undefined && now !== undefined && canMove(mutation, golden, now);
  };
  const mendable = order.filter((place) => moves(place) && isMisread(place));
  const endangered = order.filter((place) => moves(place) && !isMisread(place));
  const others = order.filter((place) => !moves(place));
  const size = Math.ceil(Math.max(firstRound, rows.length / 12) / examplesPerCall) * examplesPerCall;
  return {
    rounds: [mendable, ...doubling(endangered, size), others].filter((round) => round.length > 0),
    atBest: rows.map(({ label }, place) => (moves(place) ? label : (champion[place]?.label ?? null))),
  };
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
