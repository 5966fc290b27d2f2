import { type Interval, wilsonInterval } from '../../interval';
import type { Score } from '../run/hyperparameters';
import type { RuleEffect } from '../trainer';
import { pairedBootstrap } from './bootstrap';
import { type Pair, scoreTally, tallyOf } from './tally';

/** Both lists hold the same rows in the same order. */
export interface McNemar {
  /** Rows that only the first, or only the second, read rightly. */
  readonly onlyA: number;
  readonly onlyB: number;
  /** Two-sided: how likely so uneven a division is, or a more uneven one, if both were equally good. */
  readonly p: number;
}

/** McNemar's exact test: whether one of two labelers reads more of the same rows rightly (Q. McNemar, 1947; the binomial form). */
export function mcnemar(pairsA: readonly Pair[], pairsB: readonly Pair[]): McNemar {
  const { onlyA, onlyB } = pairedCounts(pairsA, pairsB);
  const fewer = Math.min(onlyA, onlyB);
  const p = onlyA === onlyB ? 1 : Math.min(1, 2 * coinTail(fewer, onlyA + onlyB));
  return { onlyA, onlyB, p };
}

/**
 * 95% interval of the difference of two accuracies on the same rows, first less second: R. G. Newcombe's method 10 (Statistics in
 * Medicine 17, 1998): Wilson's intervals of both, put together by the correlation between them. Of no rows: -1 to 1.
 */
export function pairedInterval(pairsA: readonly Pair[], pairsB: readonly Pair[]): Interval {
  const { both, onlyA, onlyB, neither } = pairedCounts(pairsA, pairsB);
  const rows = both + onlyA + onlyB + neither;
  if (rows === 0) return { low: -1, high: 1 };
  const first = reachOf(both + onlyA, rows);
  const second = reachOf(both + onlyB, rows);
  const phi = correlation({ both, onlyA, onlyB, neither });
  const difference = (onlyA - onlyB) / rows;
  return {
    low: Math.max(-1, difference - together(first.down, second.up, phi)),
    high: Math.min(1, difference + together(first.up, second.down, phi)),
  };
}

export interface Difference extends Interval {
  /** First less second. */
  readonly difference: number;
}

/** Of any score: accuracies by Newcombe's method, F1 scores by a bootstrap that draws the same rows for both. */
export function pairedDifference(
  pairsA: readonly Pair[],
  pairsB: readonly Pair[],
  { score, labels, seed }: { readonly score: Score; readonly labels: readonly string[]; readonly seed: number },
): Difference {
  const value = (pairs: readonly Pair[]): number => scoreTally(tallyOf(pairs, labels), score, labels);
  const difference = value(pairsA) - value(pairsB);
  if (score.kind === 'accuracy') return { difference, ...pairedInterval(pairsA, pairsB) };
  sameRows(pairsA, pairsB);
  return { difference, ...pairedBootstrap(pairsA, pairsB, { score, labels, seed, value: difference }) };
}

/** What leaving out a rule does, from the readings of the same rows with and without it. */
export function ruleEffect({
  ruleId,
  withRule,
  without,
  score,
  labels,
  seed,
}: {
  readonly ruleId: string;
  readonly withRule: readonly Pair[];
  readonly without: readonly Pair[];
  readonly score: Score;
  readonly labels: readonly string[];
  readonly seed: number;
}): RuleEffect {
  const effect = pairedDifference(withRule, without, { score, labels, seed });
  const changed = withRule.filter(({ predicted }, row) => predicted !== without[row]?.predicted).length;
  return { ruleId, ...effect, changed };
}

interface PairedCounts {
  readonly both: number;
  readonly onlyA: number;
  readonly onlyB: number;
  readonly neither: number;
}

function pairedCounts(pairsA: readonly Pair[], pairsB: readonly Pair[]): PairedCounts {
  sameRows(pairsA, pairsB);
  const counts = { both: 0, onlyA: 0, onlyB: 0, neither: 0 };
  pairsA.forEach(({ golden, predicted }, row) => {
    const a = predicted === golden;
    const b = pairsB[row]?.predicted === golden;
    if (a) counts[b ? 'both' : 'onlyA'] += 1;
    else counts[b ? 'onlyB' : 'neither'] += 1;
  });
  return counts;
}

function sameRows(pairsA: readonly Pair[], pairsB: readonly Pair[]): void {
  if (pairsA.length === pairsB.length && pairsA.every(({ golden }, row) => golden === pairsB[row]?.golden)) return;
  throw new RangeError(
    `Paired figures need the same rows in the same order; got ${pairsA.length} and ${pairsB.length} rows, or other golden labels.`,
  );
}

/** Chance of at most `heads` heads in `throws` throws of a fair coin; exact to rounding for any number of throws. */
function coinTail(heads: number, throws: number): number {
  // Coefficient times 2^-throws, kept in range by halving as it grows.
  let term = 1;
  let halvings = throws;
  for (let n = 1; n <= heads; n++) {
    term *= (throws - heads + n) / n;
    while (term > 1 && halvings > 0) {
      term /= 2;
      halvings -= 1;
    }
  }
  let sum = 1;
  let ratio = 1;
  for (let n = heads; n >= 1 && ratio > 0; n--) {
    ratio *= n / (throws - n + 1);
    sum += ratio;
  }
  return sum * term * 2 ** -halvings;
}

/** How far Wilson's interval reaches below and above a share. */
function reachOf(correct: number, rows: number): { readonly down: number; readonly up: number } {
  const { low, high } = wilsonInterval(correct, rows);
  const share = correct / rows;
  return { down: share - low, up: high - share };
}

/** Between both readings being right, with Newcombe's correction towards 0; 0 where one of them never varies. */
function correlation({ both, onlyA, onlyB, neither }: PairedCounts): number {
  const margins = (both + onlyA) * (onlyB + neither) * (both + onlyB) * (onlyA + neither);
  if (margins === 0) return 0;
  const cross = both * neither - onlyA * onlyB;
  const rows = both + onlyA + onlyB + neither;
  const corrected = cross > 0 ? Math.max(0, cross - rows / 2) : cross;
  return corrected / Math.sqrt(margins);
}

function together(one: number, other: number, phi: number): number {
  return Math.sqrt(Math.max(0, one * one - 2 * phi * one * other + other * other));
}
