import type { Random } from '../random';
import type { DecodingRules } from './decoding-rules';
import { greatestTokens, type LikelyToken } from './likeliest';
import {
  bucketsPerNat,
  expOfMinus,
  greatestOf,
  type Logits,
  type Masses,
  massesSpace,
  NoDistributionError,
  negligible,
  type Softmax,
} from './softmax';

/** What is left of a vocabulary after temperature, top K and top P. Valid until the next one is made of the same space. */
export interface Sieved {
  draw(random: Random): number;
  /** ln P of a token among those left; -Infinity of any other. */
  logprob(id: number): number;
  /** Likeliest first, so many at most. */
  likeliest(count: number): readonly LikelyToken[];
}

type SievingRules = Pick<DecodingRules, 'temperature' | 'topK' | 'topP'>;

/** Memory for the steps of one completion, so that none of them leaves megabytes behind. */
export interface SieveSpace {
  /** One weight for each token: 0 of those that are not left. */
  readonly weights: Float64Array;
}

export function sieveSpace(vocabulary: number): SieveSpace {
  return { weights: new Float64Array(vocabulary) };
}

/** What one step before has found of the same logits at temperature 1. `max` may be above the greatest of them, not below. */
export interface KnownMasses {
  readonly max: number;
  readonly masses: Masses;
}

/**
 * Makes the masses of a distribution those of the bent one, where few tokens are bent. False: they would be inexact, or a token is
 * above all that they know; they are of no use then.
 */
export function moveMasses(
  masses: Masses,
  how: {
    readonly logits: Logits;
    readonly bent: Logits;
    readonly changed: ReadonlySet<number>;
    readonly softmax: Softmax;
  },
): boolean {
  const { logits, bent, changed, softmax } = how;
  if (bent === logits) return true;
  let gone = 0;
  for (const token of changed) {
    const [from, to] = [logits[token], bent[token]];
    if (from === undefined || to === undefined || from === to) continue;
    if (!(to <= softmax.max)) return false;
    gone += addMass(masses, softmax.max - from, -1);
    addMass(masses, softmax.max - to, 1);
  }
  // What rounding leaves of a mass that is gone is small beside what is left.
  return gone < Math.exp(softmax.logSum - softmax.max) / 2;
}

function addMass(masses: Masses, below: number, sign: 1 | -1): number {
  if (!(below < negligible)) return 0;
  const bucket = (below * bucketsPerNat) | 0;
  const weight = expOfMinus(below);
  masses[bucket] = Math.max(0, (masses[bucket] as number) + sign * weight); // of as many
  return weight;
}

/** `logits` after bias and penalties. Throws NoDistributionError. */
export function sieveTokens(
  logits: Logits,
  rules: SievingRules,
  { weights }: SieveSpace,
  known: KnownMasses | null = null,
): Sieved {
  weights.fill(0);
  if (rules.temperature < leastTemperature) {
    const [first] = greatestTokens(logits, 1);
    if (first === undefined || !Number.isFinite(logits[first])) throw new NoDistributionError();
    weights[first] = 1;
    return sieved(weights, 1);
  }
  const { topK, topP } = rules;
  if (topK === null || topK >= logits.length) return sieved(weights, weighAll(logits, { weights, known, ...rules }));
  const kept = greatestTokens(logits, topK);
  const max = logits[kept[0] ?? -1] ?? Number.NaN;
  if (!Number.isFinite(max)) throw new NoDistributionError();
  let mass = 0;
  for (const token of kept) {
    const weight = weightOf((max - (logits[token] as number)) / rules.temperature); // kept ones are of it
    weights[token] = weight;
    mass += weight;
  }
  return sieved(weights, topP < 1 ? keepNucleus(kept, { weights, mass: topP * mass }) : mass, kept);
}

/** Below it the likeliest is all that is left, and dividing by it runs out of numbers. */
const leastTemperature = 1e-6;

function weightOf(below: number): number {
  return below < negligible ? expOfMinus(below) : 0;
}

/** Every token's weight, and of top P the nucleus alone. Returns the mass that is left. */
function weighAll(
  logits: Logits,
  {
    weights,
    known,
    temperature,
    topP,
  }: { readonly weights: Float64Array; readonly known: KnownMasses | null } & SievingRules,
): number {
  const max = known?.max ?? greatestOf(logits);
  const perNat = 1 / temperature;
  // Becomes no number where one of them is none, without a comparison more in each step.
  let distance = 0;
  if (topP >= 1) {
    let mass = 0;
    for (let token = 0; token < logits.length; token += 1) {
      const below = (max - (logits[token] as number)) * perNat; // within the array
      distance += below;
      let weight = 0;
      if (below < negligible) weight = expOfMinus(below);
      weights[token] = weight;
      mass += weight;
    }
    if (Number.isNaN(distance)) throw new NoDistributionError();
    return mass;
  }
  // Only the bucket in which the nucleus ends has to be sorted.
  const masses = known?.masses ?? massesOf(logits, { max, perNat });
  const mass = masses.reduce((sum, part) => sum + part, 0);
  let before = 0;
  let last = 0;
  while (last < masses.length - 1 && before + (masses[last] as number) < topP * mass) {
    before += masses[last] as number; // one before the end
    last += 1;
  }
  const border: number[] = [];
  for (let token = 0; token < logits.length; token += 1) {
    const below = (max - (logits[token] as number)) * perNat; // within the array
    const bucket = below * bucketsPerNat;
    if (!(bucket < last + 1)) continue;
    weights[token] = expOfMinus(below);
    if (bucket >= last) border.push(token);
  }
  border.sort((a, b) => (logits[b] as number) - (logits[a] as number) || a - b); // places in it
  return before + keepNucleus(border, { weights, mass: topP * mass - before });
}

function massesOf(logits: Logits, { max, perNat }: { readonly max: number; readonly perNat: number }): Masses {
  const masses = massesSpace();
  // See above.
  let distance = 0;
  for (let token = 0; token < logits.length; token += 1) {
    const below = (max - (logits[token] as number)) * perNat; // within the array
    distance += below;
    if (below < negligible) {
      const bucket = (below * bucketsPerNat) | 0;
      masses[bucket] = (masses[bucket] as number) + expOfMinus(below); // of as many
    }
  }
  if (Number.isNaN(distance)) throw new NoDistributionError();
  return masses;
}

/** Leaves the fewest of these, likeliest first, that reach the mass together, and one at least; the others weigh 0. Returns their mass. */
function keepNucleus(
  ordered: readonly number[],
  { weights, mass }: { readonly weights: Float64Array; readonly mass: number },
): number {
  let kept = 0;
  let isFull = false;
  for (const token of ordered) {
    if (isFull) weights[token] = 0;
    else kept += weights[token] as number; // one of the vocabulary
    isFull ||= kept >= mass;
  }
  return kept;
}

/** `kept`: all that may weigh something, likeliest first; of equal ones the lowest id. */
function sieved(weights: Float64Array, mass: number, kept: readonly number[] | null = null): Sieved {
  const logprobOf = (id: number) => Math.min(0, Math.log((weights[id] ?? 0) / mass));
  return {
    logprob: logprobOf,
    likeliest: (count) =>
      (kept?.slice(0, count) ?? greatestTokens(weights, count)).flatMap((id) =>
        weights[id] === 0 ? [] : [{ id, logprob: logprobOf(id) }],
      ),
    draw(random) {
      // Two draws of 32 bits each: a vocabulary has tokens less likely than one in 2^32.
      let left = (random.next() + random.next() / 2 ** 32) * mass;
      let last = 0;
      for (let token = 0; token < weights.length; token += 1) {
        const weight = weights[token] as number; // within the array
        if (weight === 0) continue;
        left -= weight;
        last = token;
        if (left < 0) break;
      }
      return last;
    },
  };
}
