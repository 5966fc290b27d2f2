import type { Made } from './made-row';

/** The principles that a row met, as its column names them: `pair 3`, `judge 2`. Each once, in the order that it met them. */
export function principleNames(made: Made | null): readonly string[] {
  if (made === null) return [];
  return [...new Set(made.kind === 'compared' ? made.judgements.map(judgeName) : made.rounds.map(pairName))];
}

/** The third pair of the run's constitution is `pair 3`. */
function pairName({ pair }: { readonly pair: number }): string {
  return `pair ${pair}`;
}

function judgeName({ principle }: { readonly principle: number }): string {
  return `judge ${principle}`;
}
