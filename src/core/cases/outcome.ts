import type { FeedbackKind } from '../constitution/feedback';
import type { Case, CaseResult, CaseSample } from './case';

/** What the present prompt does to a case. */
export type CaseOutcome = 'fixed' | 'broken' | 'unchanged' | 'not run';

export interface CaseState {
  readonly outcome: CaseOutcome;
  /** The author decided it. */
  readonly isByHand: boolean;
  /** Why it counts as not run, where something is known of it; else empty. */
  readonly why: string;
  /** The answers that it was decided by; absent before the first. */
  readonly result?: CaseResult;
}

export interface Judging {
  /** How many answers decide. */
  readonly samples: number;
  /** `modelKey` of the judge whose word counts. */
  readonly judge: string;
}

/** Of a case under the prompt that this key stands for; a case that cannot be sent has none, and says why. */
export function caseState(
  { kind, results }: Pick<Case, 'kind' | 'results'>,
  key: string | { readonly why: string },
  judging: Judging,
): CaseState {
  if (typeof key !== 'string') return { outcome: 'not run', isByHand: false, why: key.why };
  const place = results.findIndex((result) => result.key === key);
  const result = results[place];
  if (result === undefined) return { outcome: 'not run', isByHand: false, why: '' };
  const decision = decide(result, judging);
  const isByHand = result.overruled !== undefined;
  if (decision.passes === null) return { outcome: 'not run', isByHand, why: decision.why, result };
  const hasPassed = results
    .slice(0, place)
    .some((earlier) => earlier.isTrial !== true && decide(earlier, judging).passes === true);
  return { outcome: outcomeOf(kind, { passes: decision.passes, hasPassed }), isByHand, why: '', result };
}

/**
 * A response that was praised started well, one that was objected to or rewritten started badly: that is what a case is compared with. One
 * that started badly and was right under an earlier prompt is broken when it is bad again.
 */
export function outcomeOf(
  kind: FeedbackKind,
  { passes, hasPassed }: { readonly passes: boolean; readonly hasPassed: boolean },
): CaseOutcome {
  const startedWell = kind === 'kudos';
  if (passes) return startedWell ? 'unchanged' : 'fixed';
  return startedWell || hasPassed ? 'broken' : 'unchanged';
}

/** `passes` is null while the answers do not decide it. */
export type Decision =
  | { readonly passes: boolean }
  /** Empty where nothing went wrong and there are answers to come. */
  | { readonly passes: null; readonly why: string };

/** The author's word, else more than half of the answers; as many for as against is a failure. */
export function decide({ samples, overruled }: CaseResult, { samples: wanted, judge }: Judging): Decision {
  if (overruled !== undefined) return { passes: overruled.passes };
  const counted = samples.filter(({ n }) => n < wanted);
  const count = (verdict: 'passes' | 'fails') =>
    counted.filter((sample) => verdictOf(sample, judge)?.verdict === verdict).length;
  if (count('passes') * 2 > wanted) return { passes: true };
  if (count('fails') * 2 >= wanted) return { passes: false };
  return { passes: null, why: counted.map((sample) => whyOpen(sample, judge)).find((why) => why !== '') ?? '' };
}

export function verdictOf({ verdicts }: Pick<CaseSample, 'verdicts'>, judge: string) {
  return verdicts.find((verdict) => verdict.judge === judge);
}

function whyOpen(sample: CaseSample, judge: string): string {
  if ('failure' in sample.answer) return sample.answer.failure;
  const verdict = verdictOf(sample, judge);
  if (verdict === undefined || verdict.verdict === 'passes' || verdict.verdict === 'fails') return '';
  return verdict.verdict === 'unsure' ? `The judge is unsure: ${verdict.reason}` : verdict.reason;
}
