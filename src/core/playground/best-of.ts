import type { Completion } from './playground-work';

/**
 * Those of a run's streams that are not among the `n` best: by the highest mean log-probability per token, and of equal ones the earlier.
 * Streams that failed or were stopped are neither.
 */
export function passedOver(completions: readonly Completion[], n: number): ReadonlySet<number> {
  const ranked = completions
    .flatMap(({ n: number, outcome }) =>
      outcome.status === 'done' ? [{ number, mean: outcome.meanLogprob ?? Number.NEGATIVE_INFINITY }] : [],
    )
    .sort((a, b) => (a.mean === b.mean ? a.number - b.number : b.mean - a.mean));
  return new Set(ranked.slice(n).map(({ number }) => number));
}

/** Null where there is none. */
export function meanLogprob(tokens: readonly { readonly logprob: number }[] | undefined): number | null {
  if (tokens === undefined || tokens.length === 0) return null;
  return tokens.reduce((sum, { logprob }) => sum + logprob, 0) / tokens.length;
}
