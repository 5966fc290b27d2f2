import { type Interval, quantileOf } from '../../interval';
import { createRandom } from '../../random';
import type { Score } from '../run/hyperparameters';
import { type Pair, placesOf, scoreTally } from './tally';

const resamples = 1000;

export interface BootstrapOf {
  readonly score: Score;
  readonly labels: readonly string[];
  readonly seed: number;
  /** The score, or difference, of the rows as they are. */
  readonly value: number;
}

/**
 * The middle 95% of the scores of seeded resamples of the rows (percentile bootstrap; B. Efron, 1979), widened where needed to hold
 * the score itself. The order of the rows plays no part. As every bootstrap, it knows only the mistakes that were made: of rows that
 * were all read rightly it gives 1 to 1. Nothing is known of no rows: 0 to 1.
 */
export function bootstrapInterval(pairs: readonly Pair[], { score, labels, seed, value }: BootstrapOf): Interval {
  if (pairs.length === 0) return { low: 0, high: 1 };
  const rows = cellsOf(pairs, labels).sort(); // so that equal counts give equal resamples, whatever the order of the rows
  const counter = createCounter(labels.length, score);
  const random = createRandom(seed);
  const scores = Float64Array.from({ length: resamples }, () => {
    counter.clear();
    for (let drawn = 0; drawn < rows.length; drawn++) counter.add(rows[Math.floor(random.next() * rows.length)] ?? 0);
    return counter.score(labels);
  });
  return middle(scores, value);
}

/** The same for a difference of two scores on the same rows, first less second. Of no rows: -1 to 1. */
export function pairedBootstrap(
  pairsA: readonly Pair[],
  pairsB: readonly Pair[],
  { score, labels, seed, value }: BootstrapOf,
): Interval {
  if (pairsA.length === 0) return { low: -1, high: 1 };
  const cells = (labels.length + 1) ** 2;
  const cellsB = cellsOf(pairsB, labels);
  // Both cells of a row in one number, exact below 2^53.
  const rows = cellsOf(pairsA, labels)
    .map((cell, row) => cell * cells + (cellsB[row] ?? 0))
    .sort();
  const first = createCounter(labels.length, score);
  const second = createCounter(labels.length, score);
  const random = createRandom(seed);
  const differences = Float64Array.from({ length: resamples }, () => {
    first.clear();
    second.clear();
    for (let drawn = 0; drawn < rows.length; drawn++) {
      const row = rows[Math.floor(random.next() * rows.length)] ?? 0;
      first.add(Math.floor(row / cells));
      second.add(row % cells);
    }
    return first.score(labels) - second.score(labels);
  });
  return middle(differences, value);
}

function middle(values: Float64Array, value: number): Interval {
  const ordered = values.sort();
  return { low: Math.min(value, quantileOf(ordered, 0.025)), high: Math.max(value, quantileOf(ordered, 0.975)) };
}

/** For each row its place in a table of golden label by prediction, whose last row and column are for what is no label. */
function cellsOf(pairs: readonly Pair[], labels: readonly string[]): Float64Array {
  const places = placesOf(labels);
  return Float64Array.from(pairs, ({ golden, predicted }) => {
    const row = places.get(golden) ?? labels.length;
    const column = predicted === null ? labels.length : (places.get(predicted) ?? labels.length);
    return row * (labels.length + 1) + column;
  });
}

interface Counter {
  clear(): void;
  add(cell: number): void;
  score(labels: readonly string[]): number;
}

/** A `Tally` that is filled over and over without a new list for each resample. */
function createCounter(labels: number, score: Score): Counter {
  const width = labels + 1;
  const counts = new Uint32Array(width * width);
  const support = new Uint32Array(width);
  const predicted = new Uint32Array(width);
  const right = new Uint32Array(labels);
  // Views without the place for what is no label.
  const ofLabels = { support: support.subarray(0, labels), predicted: predicted.subarray(0, labels), right };

  return {
    clear: () => void counts.fill(0),
    add(cell) {
      counts[cell] = (counts[cell] ?? 0) + 1;
    },
    score(names) {
      support.fill(0);
      predicted.fill(0);
      let rows = 0;
      let correct = 0;
      counts.forEach((count, cell) => {
        const row = Math.floor(cell / width);
        const column = cell % width;
        support[row] = (support[row] ?? 0) + count;
        predicted[column] = (predicted[column] ?? 0) + count;
        rows += count;
        if (row !== column || row === labels) return;
        right[row] = count;
        correct += count;
      });
      return scoreTally({ rows, correct, ...ofLabels }, score, names);
    },
  };
}
