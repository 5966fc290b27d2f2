import type { DecodingRules } from './decoding-rules';

/** What has been written so far, and what must not come. */
export interface Written {
  /** How often each token occurred; only those that did. */
  readonly counts: ReadonlyMap<number, number>;
  /** End tokens, while they are forbidden. */
  readonly forbidden: readonly number[];
}

type BendingRules = Pick<DecodingRules, 'bias' | 'presencePenalty' | 'frequencyPenalty' | 'multiplicative'>;

/** Whether these rules leave the logits as they are. */
export function bendsNothing(rules: BendingRules, { counts, forbidden }: Written): boolean {
  const hasPenalty = rules.presencePenalty !== 0 || rules.frequencyPenalty !== 0;
  return forbidden.length === 0 && rules.bias.length === 0 && (!hasPenalty || counts.size === 0);
}

/** In place. Bias, then the presence penalty, then the frequency penalty, in float64; what is forbidden cannot come whatever its bias. */
export function bendLogits(logits: Float64Array, rules: BendingRules, { counts, forbidden }: Written): void {
  for (const { token, bias } of rules.bias) change(logits, token, (logit) => logit + bias);
  for (const [token, count] of counts) change(logits, token, (logit) => penalised(logit, count, rules));
  for (const token of forbidden) change(logits, token, () => Number.NEGATIVE_INFINITY);
}

/** All that may have been bent, each once. */
export function bentTokens(rules: Pick<BendingRules, 'bias'>, { counts, forbidden }: Written): ReadonlySet<number> {
  return new Set([...rules.bias.map(({ token }) => token), ...counts.keys(), ...forbidden]);
}

function penalised(logit: number, count: number, rules: BendingRules): number {
  const { presencePenalty: p, frequencyPenalty, multiplicative } = rules;
  const scaled = logit > 0 ? logit / (1 + p) : logit * (1 + p);
  return (multiplicative ? scaled : logit - p) - frequencyPenalty * count;
}

function change(logits: Float64Array, token: number, to: (logit: number) => number): void {
  const logit = logits[token];
  if (logit !== undefined) logits[token] = to(logit);
}
