import type { Verdict } from '../constitution/principle';
import { broken } from './checks';
import { isWhollyRead, read } from './rules';

export interface Judgement {
  readonly verdict: Verdict;
  /** What was seen, as the rest of a sentence about the response ("has 3 points and not exactly 5"); empty where nothing is to say. */
  readonly why: string;
}

/** One judgement for each response, and what they come to. */
export interface Tally {
  readonly verdict: Verdict;
  /** How many responses have that verdict, and of how many to which the principle applies. */
  readonly count: number;
  readonly of: number;
  /** The first response (from 1) with that verdict and something to say about it; null when there is none. */
  readonly seen: { readonly n: number; readonly why: string } | null;
}

/**
 * Judges by the rules of English that we have, and by the text alone: what is not read is not judged. A principle is followed only
 * where all of it was read; it is not followed as soon as a part of it is broken.
 */
export function judgeByRules(principle: string, response: string): Judgement {
  const [why] = broken(read(principle), response);
  if (why !== undefined) return { verdict: 'not-followed', why };
  return { verdict: isWhollyRead(principle) ? 'followed' : 'unsure', why: '' };
}

/** In the order of the responses; null for none. One response that breaks a principle weighs more than two that follow it. */
export function tallyOf(judgements: readonly Judgement[]): Tally | null {
  if (judgements.length === 0) return null;
  const has = (verdict: Verdict): boolean => judgements.some((judgement) => judgement.verdict === verdict);
  const verdict = (['not-followed', 'unsure', 'followed'] as const).find(has) ?? 'does-not-apply';
  const applies = judgements.filter((judgement) => judgement.verdict !== 'does-not-apply');
  const n = judgements.findIndex((judgement) => judgement.verdict === verdict && judgement.why !== '') + 1;
  return {
    verdict,
    count: judgements.filter((judgement) => judgement.verdict === verdict).length,
    of: verdict === 'does-not-apply' ? judgements.length : applies.length,
    seen: n === 0 ? null : { n, why: judgements[n - 1]?.why ?? '' },
  };
}
