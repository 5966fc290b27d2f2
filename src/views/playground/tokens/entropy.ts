import type { TokenAlternative } from '../../../core/model/reply';

/**
 * Entropy of a step in bits, from the likeliest tokens alone: no less than this, since the rest counts as one token. `unseen` is the share
 * of the tokens that are not listed.
 */
export function leastEntropy(alternatives: readonly TokenAlternative[]): {
  readonly bits: number;
  readonly unseen: number;
} {
  const seen = alternatives.reduce((sum, { logprob }) => sum + Math.exp(logprob), 0);
  const unseen = Math.max(0, 1 - seen);
  const known = alternatives.reduce((sum, { logprob }) => sum - Math.exp(logprob) * logprob, 0);
  const rest = unseen > 0 ? -unseen * Math.log(unseen) : 0;
  return { bits: Math.max(0, (known + rest) / Math.LN2), unseen };
}
