import type { ValidationExample } from '../dataset/example';
import { isHigher, type Yardstick } from './contender';
import type { Predictor } from './predict';
import type { Prediction } from './prediction';
import type { Rulebook, RuleMutation } from './rulebook';
import { scoreOf } from './score/scorecard';

export interface Race {
  readonly rulebook: Rulebook;
  /** The champion's score, on all rows. */
  readonly toBeat: number;
  /** Places of the rows in `yardstick.rows`, each once: what is read side by side, a round after the other. */
  readonly rounds: readonly (readonly number[])[];
  readonly yardstick: Yardstick;
}

export interface RaceResult {
  /** In the order of the rows; null where it was dropped before it came to the row. */
  readonly predictions: readonly (Prediction | null)[];
  readonly dropped: boolean;
}

/**
 * Reads validation rows by a challenger until it cannot win any more.
 *
 * The bound is exact. A row that is read rightly never lowers accuracy, a label's F1 or macro F1, against the same row read wrongly or
 * not at all: with a true positive more for its label, and no more false positives of any other. So no way in which the unread rows
 * could be read gives a higher score than reading them all rightly. A challenger is dropped only when even that would not lift it above
 * the champion; since the champion wins ties, no dropped challenger could have won, and the winner is that of reading every row by
 * every challenger.
 */
export async function race({ rulebook, toBeat, rounds, yardstick }: Race, predictor: Predictor): Promise<RaceResult> {
  const { rows } = yardstick;
  const predictions: (Prediction | null)[] = rows.map(() => null);
  for (const round of rounds) {
    if (!isHigher(bestPossible(predictions, yardstick), toBeat)) return { predictions, dropped: true };
    const places = round.flatMap((place) => {
      const row = rows[place];
      return row === undefined ? [] : [{ place, row }];
    });
    const read = await Promise.all(
      predictor.predict(
        rulebook,
        places.map(({ row }) => row),
      ),
    );
    places.forEach(({ place }, index) => {
      predictions[place] = read[index] ?? null;
    });
  }
  return { predictions, dropped: false };
}

/** The score if all rows that were not read yet are read rightly. */
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
