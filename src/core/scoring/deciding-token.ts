import type { ScoredText } from '../model/scoring-model';

/** What makes one of two completions of the same prompt more probable than the other. */
export interface Decision {
  readonly winner: 'first' | 'second' | 'neither';
  /** Place of the first token that differs, from 0; null: they are the same. */
  readonly differsAt: number | null;
  /** Place of the token whose log-probability speaks most for the winner; null where neither wins. */
  readonly decidedAt: number | null;
  /** By how much it does, of `difference`. */
  readonly share: number;
  /** By how much the winner's log-probability is greater. */
  readonly difference: number;
  /** Without that place the other would have won, or neither. */
  readonly decidesAlone: boolean;
}

/** Token by token at the same places; those that the longer completion has on top count against it alone. */
export function decidingToken(first: ScoredText, second: ScoredText): Decision {
  const places = Math.max(first.tokens.length, second.tokens.length);
  const leads = Array.from(
    { length: places },
    (_, at) => (first.tokens[at]?.logprob ?? 0) - (second.tokens[at]?.logprob ?? 0),
  );
  const total = leads.reduce((sum, lead) => sum + lead, 0);
  const differs = leads.findIndex((_, at) => first.tokens[at]?.token !== second.tokens[at]?.token);
  const differsAt = differs === -1 ? null : differs;
  if (total === 0 || Number.isNaN(total))
    return { winner: 'neither', differsAt, decidedAt: null, share: 0, difference: 0, decidesAlone: false };
  const sign = Math.sign(total);
  const decidedAt = leads.reduce((best, lead, at) => (sign * lead > sign * (leads[best] ?? 0) ? at : best), 0);
  const share = sign * (leads[decidedAt] ?? 0);
  const difference = Math.abs(total);
  return {
    winner: total > 0 ? 'first' : 'second',
    differsAt,
    decidedAt,
    share,
    difference,
    decidesAlone: difference - share <= 0,
  };
}
