import type { Pooling } from './vector-model';

/** One vector of those of a text's tokens; at least one, all of the same length. Sums in float64. */
export function poolVectors(vectors: readonly Float32Array[], pooling: Pooling): Float32Array {
  const [first, ...others] = vectors;
  const last = vectors.at(-1);
  if (first === undefined || last === undefined) throw new RangeError('A text without tokens has no vector.');
  if (pooling === 'last') return last.slice();
  return first.map(
    (value, place) =>
      others.reduce((pooled, vector) => pool[pooling](pooled, vector[place] ?? Number.NaN), value) /
      (pooling === 'mean' ? vectors.length : 1),
  );
}

const pool: Readonly<Record<Exclude<Pooling, 'last'>, (a: number, b: number) => number>> = {
  mean: (a, b) => a + b,
  max: (a, b) => Math.max(a, b),
  /** The one farther from 0, with its sign; of two as far, the first. */
  'abs-max': (a, b) => (Math.abs(b) > Math.abs(a) || Number.isNaN(b) ? b : a),
};
