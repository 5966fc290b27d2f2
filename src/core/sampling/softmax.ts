/** One number per token of the vocabulary, before the softmax; -Infinity: the token cannot come. */
export type Logits = Float32Array | Float64Array;

/** A distribution over the vocabulary, as far as all its tokens have part in it. ln P(token) = logit − `logSum`. */
export interface Softmax {
  /** Greatest logit. */
  readonly max: number;
  /** max + ln Σ exp(logit − max). */
  readonly logSum: number;
  /** In bits. */
  readonly entropy: number;
}

/** Sums of exp(logit − max), in buckets by how far below the greatest the logits lie. */
export type Masses = Float64Array;

/** Buckets of a nat. */
export const bucketsPerNat = 64;

/** The model computed no distribution: a logit is no number or without end, or no token can come at all. */
export class NoDistributionError extends Error {
  override readonly name = 'NoDistributionError';

  constructor() {
    super('The logits of this step are no distribution: one of them is no number, or none is finite.');
  }
}

/** Throws NoDistributionError. */
export function softmaxOf(logits: Logits): Softmax {
  const max = greatestOf(logits);
  let sum = 0;
  let weighted = 0;
  // Becomes no number where one of them is none, without a comparison more in each step.
  let distance = 0;
  for (let token = 0; token < logits.length; token += 1) {
    const below = max - (logits[token] as number); // within the array
    distance += below;
    if (below < negligible) {
      const weight = expOfMinus(below);
      sum += weight;
      weighted += weight * below;
    }
  }
  return softmaxFrom({ max, sum, weighted, distance });
}

/** The same, with the masses filled on the way. A loop of its own, since one that can do both is slower at either. */
export function softmaxWithMasses(logits: Logits, masses: Masses): Softmax {
  const max = greatestOf(logits);
  masses.fill(0);
  let sum = 0;
  let weighted = 0;
  let distance = 0;
  for (let token = 0; token < logits.length; token += 1) {
    const below = max - (logits[token] as number); // within the array
    distance += below;
    if (below < negligible) {
      const weight = expOfMinus(below);
      const bucket = (below * bucketsPerNat) | 0;
      sum += weight;
      weighted += weight * below;
      masses[bucket] = (masses[bucket] as number) + weight; // of as many
    }
  }
  return softmaxFrom({ max, sum, weighted, distance });
}

function softmaxFrom({
  max,
  sum,
  weighted,
  distance,
}: {
  readonly max: number;
  readonly sum: number;
  readonly weighted: number;
  readonly distance: number;
}): Softmax {
  if (Number.isNaN(distance)) throw new NoDistributionError();
  const logOfSum = Math.log(sum);
  return { max, logSum: max + logOfSum, entropy: Math.max(0, logOfSum + weighted / sum) / Math.LN2 };
}

/** Throws NoDistributionError where no token can come, or one is certain beyond number. */
export function greatestOf(logits: Logits): number {
  let max = Number.NEGATIVE_INFINITY;
  for (let token = 0; token < logits.length; token += 1) {
    const logit = logits[token] as number; // within the array
    if (logit > max) max = logit;
  }
  if (!Number.isFinite(max)) throw new NoDistributionError();
  return max;
}

/** Tokens that lie so far below the greatest, in nats, are less than float64 tells apart even if all of a vocabulary are. */
export const negligible = 64;

export function massesSpace(): Masses {
  return new Float64Array(negligible * bucketsPerNat);
}

const tableBits = 11;
const tableSize = 1 << tableBits;
const step = Math.LN2 / tableSize;
const stepsPerNat = tableSize / Math.LN2;
const fractions = Float64Array.from({ length: tableSize }, (_, index) => 2 ** (-index / tableSize));
const powers = Float64Array.from({ length: 128 }, (_, index) => 2 ** -index);

/**
 * exp(−x) for x from 0 to `negligible`, to a relative error below 1e-14; a third of the time of `Math.exp`, which a vocabulary of
 * 262,144 tokens takes most of a step for. Table of powers of two, and the cubic of Taylor for what remains (Tang 1989, "Table-driven
 * implementation of the exponential function").
 */
export function expOfMinus(x: number): number {
  const steps = (x * stepsPerNat) | 0;
  const rest = steps * step - x;
  const power = (fractions[steps & (tableSize - 1)] as number) * (powers[steps >> tableBits] as number); // within both tables
  return power * (1 + rest * (1 + rest * (0.5 + rest * (1 / 6))));
}
