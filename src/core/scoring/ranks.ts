/** Ranks from 1 for the greatest; equal values share the better rank, and what has no value has none. */
export function ranksOf(values: readonly (number | null)[]): readonly (number | null)[] {
  const sorted = values.filter((value) => value !== null).sort((one, other) => other - one);
  const ranks = new Map<number, number>();
  for (const [index, value] of sorted.entries()) if (!ranks.has(value)) ranks.set(value, index + 1);
  return values.map((value) => (value === null ? null : (ranks.get(value) ?? null)));
}

/** Places from 0 in the order of these ranks, those without one last; within a rank as they were. */
export function placesByRank(ranks: readonly (number | null)[]): readonly number[] {
  const worst = ranks.length + 1;
  return ranks.map((_, place) => place).sort((one, other) => (ranks[one] ?? worst) - (ranks[other] ?? worst));
}
