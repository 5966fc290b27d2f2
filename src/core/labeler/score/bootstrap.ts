import { createRandom } from '../../random';
import type { Score } from '../hyperparameters';
import { type Interval, quantileOf } from './interval';
import { type Pair, placesOf, scoreTally } from './tally';

export const resamples = 1000;

/**
 * The middle 95% of the scores of seeded resamples of the rows (percentile bootstrap; B. Efron, 1979), widened where needed to hold
 * the score itself. The order of the rows plays no part. As every bootstrap, it knows only the mistakes that were made: of rows that
 * were all read rightly it gives 1 to 1. Nothing is known of no rows: 0 to 1.
 */
export function bootstrapInterval(
  pairs: readonly Pair[],
  { score, labels, seed, value }: BootstrapOf & { readonly value: number },
): Interval {
  if (pairs.length === 0) return { low: 0, high: 1 };
  const scores = resampledScores(pairs, { score, labels, seed }).sort();
  return {
    low: Math.min(value, quantileOf(scores, 0.025)),
    high: Math.max(value, quantileOf(scores, 0.975)),
  };
}

interface BootstrapOf {
  readonly score: Score;
  readonly labels: readonly string[];
  readonly seed: number;
}

function resampledScores(pairs: readonly Pair[], { score, labels, seed }: BootstrapOf): Float64Array {
  const places = placesOf(labels);
  const width = labels.length + 1; // the last place is for what is no label
  const cells = Int32Array.from(pairs, ({ golden, predicted }) => {
    const row = places.get(golden) ?? labels.length;
    const column = predicted === null ? labels.length : (places.get(predicted) ?? labels.length);
    return row * width + column;
  }).sort(); // so that equal counts give equal resamples, whatever the order of the rows
  const random = createRandom(seed);
  const counts = new Uint32Array(width * width);
  const support = new Uint32Array(width);
  const predicted = new Uint32Array(width);
  const right = new Uint32Array(labels.length);
  return Float64Array.from({ length: resamples }, () => {
    counts.fill(0);
    for (let drawn = 0; drawn < cells.length; drawn++) {
      const cell = cells[Math.floor(random.next() * cells.length)] ?? 0;
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
    support.fill(0);
    predicted.fill(0);
    let correct = 0;
    for (let row = 0; row < width; row++) {
      for (let column = 0; column < width; column++) {
        const count = counts[row * width + column] ?? 0;
        support[row] = (support[row] ?? 0) + count;
        predicted[column] = (predicted[column] ?? 0) + count;
      }
      if (row === labels.length) continue;
      right[row] = counts[row * width + row] ?? 0;
      correct += right[row] ?? 0;
    }
    const known = { support: support.subarray(0, -1), predicted: predicted.subarray(0, -1), right };
    return scoreTally({ rows: cells.length, correct, ...known }, score, labels);
  });
}
