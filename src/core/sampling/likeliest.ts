import type { Logits, Softmax } from './softmax';

/** A token and the natural logarithm of its probability; -Infinity where it cannot come. */
export interface LikelyToken {
  readonly id: number;
  readonly logprob: number;
}

export interface MeasuredToken extends LikelyToken {
  /** From 1; tokens of equal logits share the better one. */
  readonly rank: number;
  /** Likeliest first, none that cannot come; of equal ones the measured token comes first, then the lowest id. */
  readonly likeliest: readonly LikelyToken[];
}

/** How probable a token is among all, and what else was likely: so many tokens at most, 0 or more. */
export function measureToken(
  logits: Logits,
  { id, softmax, alternatives }: { readonly id: number; readonly softmax: Softmax; readonly alternatives: number },
): MeasuredToken {
  const own = logits[id];
  if (own === undefined) throw new RangeError(`The vocabulary has ${logits.length} tokens, and none of number ${id}.`);
  const found = greatestTokens(logits, alternatives);
  return {
    id,
    logprob: logprobIn(softmax, own),
    rank: rankOf(logits, { own, found }),
    likeliest: withFirstOfEquals(found, { id, own, logits }).map((token) => ({
      id: token,
      logprob: logprobIn(softmax, logits[token] as number), // found in it
    })),
  };
}

/** Never above 0, which rounding could make of the only token that can come. */
function logprobIn({ logSum }: Softmax, logit: number): number {
  return Math.min(0, logit - logSum);
}

function rankOf(logits: Logits, { own, found }: { readonly own: number; readonly found: readonly number[] }): number {
  // All that are greater are among the greatest, most often.
  const place = found.findIndex((token) => (logits[token] as number) <= own);
  if (place >= 0) return place + 1;
  let greater = 0;
  // A sum, since a branch that nobody can foretell takes five times as long.
  for (let token = 0; token < logits.length; token += 1) greater += Number((logits[token] as number) > own);
  return greater + 1;
}

/** Ids of the greatest, greatest first, of equals the lowest id first; without those that cannot come. */
export function greatestTokens(logits: Logits, count: number): readonly number[] {
  if (count < 1) return [];
  const greatestFirst = (a: number, b: number) => (logits[b] as number) - (logits[a] as number) || a - b; // ids of it
  let found: number[] = [];
  let least = Number.NEGATIVE_INFINITY;
  for (let token = 0; token < logits.length; token += 1) {
    if (!((logits[token] as number) > least)) continue; // within the array
    found.push(token);
    // Sorted now and then: what is not among the greatest by then is not looked at again.
    if (found.length < count + sortedAfter) continue;
    found = found.sort(greatestFirst).slice(0, count);
    least = logits[found[count - 1] as number] as number; // the last one
  }
  return found.sort(greatestFirst).slice(0, count);
}

const sortedAfter = 256;

function withFirstOfEquals(
  found: readonly number[],
  { id, own, logits }: { readonly id: number; readonly own: number; readonly logits: Logits },
): readonly number[] {
  const place = found.findIndex((token) => logits[token] === own);
  if (place < 0) return found;
  const others = found.filter((token) => token !== id);
  return [...others.slice(0, place), id, ...others.slice(place)].slice(0, found.length);
}
