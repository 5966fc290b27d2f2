import type { ValidationExample } from '../../dataset/example';
import { deriveSeed } from '../../random';
import type { Prediction } from '../prediction/prediction';
import type { Rulebook } from '../rules/rulebook';
import { compareBulk } from '../rules/rulebook-content';
import type { Score } from '../run/hyperparameters';
import type { CheckpointScore } from '../run/labeler-run';
import { intervalOf, scoreOf } from '../score/scorecard';
import type { Pair } from '../score/tally';

/** A rulebook of which every validation row is known, by reading or by foresight. */
export interface Contender {
  readonly checkpointId: string;
  readonly rulebook: Rulebook;
  readonly predictions: readonly Prediction[];
  /** Of these the ones that were read; null where they are foreseen so far. */
  readonly read: readonly (Prediction | null)[];
  /** Whom it was made from; null for a first one. */
  readonly parent: Contender | null;
  readonly value: number;
}

/** What all contenders are measured by. */
export interface Yardstick {
  readonly rows: readonly ValidationExample[];
  readonly labels: readonly string[];
  readonly score: Score;
  readonly seed: number;
}

/** Scores that differ by less are equal: they come of additions in different orders. */
const sameScore = 1e-9;

export function isHigher(a: number, b: number): boolean {
  return a - b > sameScore;
}

/** `read` is absent for one that has read every row, `parent` for a first one. */
export function contenderOf(
  known: Omit<Contender, 'value' | 'read' | 'parent'> & Partial<Pick<Contender, 'read' | 'parent'>>,
  { rows, labels, score }: Omit<Yardstick, 'seed'>,
): Contender {
  return {
    read: known.predictions,
    parent: null,
    ...known,
    value: scoreOf(pairsOf(rows, known.predictions), score, labels),
  };
}

/**
 * Best first. The champion wins ties, so that nothing changes without a gain; then fewer rules, then shorter ones, then the one that
 * was made first.
 */
export function ranked(champion: Contender, others: readonly Contender[]): readonly Contender[] {
  return [champion, ...others].toSorted((a, b) => {
    if (isHigher(a.value, b.value)) return -1;
    if (isHigher(b.value, a.value)) return 1;
    if (a === champion) return -1;
    if (b === champion) return 1;
    return compareBulk(a.rulebook, b.rulebook);
  });
}

/** Of the nearest one that has read every row: what is only foreseen of a rulebook would be compared with itself. */
export function readToTheEnd({ read, parent }: Contender): readonly (Prediction | null)[] {
  return parent === null || !read.includes(null) ? read : readToTheEnd(parent);
}

/** For the screen: of the rows that were read, and against its ancestor on the rows that both read. */
export function checkpointScore(
  predictions: readonly (Prediction | null)[],
  { ancestor, dropped, yardstick }: ScoreContext,
): CheckpointScore {
  const { rows, score, labels, seed } = yardstick;
  const pairs = pairsOf(rows, predictions);
  const { low, high } = intervalOf(pairs, score, labels, deriveSeed(seed, 'interval'));
  const isRight = (each: Prediction | null | undefined, index: number): boolean => each?.label === rows[index]?.label;
  const both = predictions.flatMap((each, index) => {
    const before = ancestor?.[index];
    if (each === null || before === undefined || before === null) return [];
    return [{ before: isRight(before, index), now: isRight(each, index) }];
  });
  return {
    value: scoreOf(pairs, score, labels),
    low,
    high,
    read: pairs.length,
    correct: pairs.filter(({ golden, predicted }) => golden === predicted).length,
    fixed: both.filter(({ before, now }) => now && !before).length,
    broken: both.filter(({ before, now }) => before && !now).length,
    dropped,
  };
}

interface ScoreContext {
  /** Of the nearest ancestor that has read every row; null for a first one. */
  readonly ancestor: readonly (Prediction | null)[] | null;
  readonly dropped: boolean;
  readonly yardstick: Yardstick;
}

/** The rows that were read, in order. */
function pairsOf(
  rows: readonly { readonly label: string }[],
  predictions: readonly (Prediction | null)[],
): readonly Pair[] {
  return rows.flatMap(({ label }, index) => {
    const prediction = predictions[index];
    return prediction === undefined || prediction === null ? [] : [{ golden: label, predicted: prediction.label }];
  });
}
