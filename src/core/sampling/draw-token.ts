import type { Random } from '../random';
import type { DecodingRules } from './decoding-rules';
import { greatestTokens, type LikelyToken } from './likeliest';
import { expOfMinus, greatestOf, type Logits, NoDistributionError, negligible } from './softmax';

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

/** `logits` after bias and penalties. Throws NoDistributionError. */
export function sieveTokens(logits: Logits, rules: SievingRules, { weights }: SieveSpace): Sieved {
  weights.fill(0);
  if (rules.temperature === 0) {
    const [first] = greatestTokens(logits, 1);
    if (first === undefined || !Number.isFinite(logits[first])) throw new NoDistributionError();
    weights[first] = 1;
    return sieved(weights, 1);
  }
  const { topK, topP } = rules;
  if (topK === null || topK >= logits.length) return sieved(weights, weighAll(logits, { weights, ...rules }));
  const kept = greatestTokens(logits, topK);
  const max = greatestOf(logits);
  let mass = 0;
  for (const token of kept) {
    const weight = weightOf((max - (logits[token] as number)) / rules.temperature); // kept ones are of it
    weights[token] = weight;
    mass += weight;
  }
  return sieved(weights, topP < 1 ? keepNucleus(kept, { weights, mass: topP * mass }) : mass);
}

function weightOf(below: number): number {
  return below < negligible ? expOfMinus(below) : 0;
}

/** Nats that a bucket of the histogram spans. */
const bucketsPerNat = 64;

/** Every token's weight, and of top P the nucleus alone. Returns the mass that is left. */
function weighAll(
  logits: Logits,
  { weights, temperature, topP }: { readonly weights: Float64Array } & SievingRules,
): number {
  const max = greatestOf(logits);
  // Only the bucket in which the nucleus ends has to be sorted.
  const masses = new Float64Array(negligible * bucketsPerNat);
  let mass = 0;
  for (let token = 0; token < logits.length; token += 1) {
    const below = (max - (logits[token] as number)) / temperature; // within the array
    if (below < negligible) {
      const weight = expOfMinus(below);
      weights[token] = weight;
      mass += weight;
      masses[(below * bucketsPerNat) | 0] = (masses[(below * bucketsPerNat) | 0] as number) + weight; // of as many
    } else if (Number.isNaN(below)) throw new NoDistributionError();
  }
  if (topP >= 1) return mass;
  let before = 0;
  let last = 0;
  while (last < masses.length - 1 && before + (masses[last] as number) < topP * mass) {
    before += masses[last] as number; // one before the end
    last += 1;
  }
  const border: number[] = [];
  for (let token = 0; token < logits.length; token += 1) {
    const bucket = ((max - (logits[token] as number)) / temperature) * bucketsPerNat; // within the array
    if (bucket < last) continue;
    if (bucket < last + 1) border.push(token);
    else weights[token] = 0;
  }
  border.sort((a, b) => (logits[b] as number) - (logits[a] as number) || a - b); // places in it
  return before + keepNucleus(border, { weights, mass: topP * mass - before });
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

function sieved(weights: Float64Array, mass: number): Sieved {
  const logprobOf = (id: number) => Math.min(0, Math.log((weights[id] ?? 0) / mass));
  return {
    logprob: logprobOf,
    likeliest: (count) =>
      greatestTokens(weights, count).flatMap((id) => (weights[id] === 0 ? [] : [{ id, logprob: logprobOf(id) }])),
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
