import type { Score } from '../run/hyperparameters';
import { alwaysPairs, type MajorityBaseline, majorityBaseline } from './majority-baseline';
import { type Difference, pairedDifference } from './paired';
import type { Pair } from './tally';
import { scoreTally, share, tallyOf } from './tally';

/** Whether a labeler is worth using, in figures: beside who always answers with the most frequent label. */
export interface Verdict {
  readonly split: 'test' | 'validation';
  readonly rows: number;
  /** Share of the rows that it reads rightly, 0 to 1. */
  readonly accuracy: number;
  readonly majority: MajorityBaseline;
  /** What the run was after, 0 to 1; `difference` is the labeler's score less the majority's, paired, with its 95% interval. */
  readonly score: Score;
  readonly own: number;
  readonly majorityScore: number;
  readonly difference: Difference;
  readonly advice: Advice;
  readonly reasons: readonly Reason[];
}

/** `unproven`: ahead, by no more than so few rows may show by chance. */
export type Advice = 'use' | 'unproven' | 'do-not-use';

/** What makes a labeler weak, or its figures uncertain. All shares are from 0 to 1. */
export type Reason =
  /** Rules of the practice model are lists of words. */
  | { readonly kind: 'practice' }
  /** `reach`: so far a share may be off on so many rows, either way. */
  | { readonly kind: 'few-rows'; readonly reach: number }
  | { readonly kind: 'skew'; readonly label: string; readonly share: number }
  /** The rules fit the rows that chose them better than new ones. */
  | { readonly kind: 'overfitting'; readonly validation: number; readonly test: number }
  /** Rows whose answer followed no rule. */
  | { readonly kind: 'no-rule'; readonly share: number }
  | { readonly kind: 'unread'; readonly share: number }
  | { readonly kind: 'rare-labels'; readonly labels: readonly string[] };

export interface VerdictRow extends Pair {
  /** Whether the answer names a rule. */
  readonly followedRule: boolean;
}

interface Asked {
  readonly split: Verdict['split'];
  readonly rows: readonly VerdictRow[];
  readonly labels: readonly string[];
  readonly score: Score;
  readonly seed: number;
  /** The same score on the validation rows, where `rows` are test rows; null where there is none. */
  readonly validation: number | null;
  readonly isPractice: boolean;
}

/** Fewer rows than that say little of a share. */
const enoughRows = 200;
/** From so large a share on, accuracy hides the other labels. */
export const skewedShare = 0.8;
const fewRowsOfLabel = 4;
const notableShare = 0.25;
const notableGap = 0.05;

/** Null where nothing was read. */
export function verdictOf({ split, rows, labels, score, seed, validation, isPractice }: Asked): Verdict | null {
  const majority = majorityBaseline(rows.map(({ golden }) => golden));
  if (majority === null) return null;
  const always = alwaysPairs(rows, majority);
  const scored = (pairs: readonly Pair[]) => scoreTally(tallyOf(pairs, labels), score, labels);
  const difference = pairedDifference(rows, always, { score, labels, seed });
  const own = scored(rows);
  return {
    split,
    rows: rows.length,
    accuracy: share(rows.filter(({ golden, predicted }) => golden === predicted).length, rows.length),
    majority,
    score,
    own,
    majorityScore: scored(always),
    difference,
    advice: difference.difference <= 0 ? 'do-not-use' : difference.low <= 0 ? 'unproven' : 'use',
    reasons: reasonsOf({ rows, labels, majority, isPractice, own, validation: split === 'test' ? validation : null }),
  };
}

function reasonsOf({
  rows,
  labels,
  majority,
  isPractice,
  own,
  validation,
}: Pick<Asked, 'rows' | 'labels' | 'validation' | 'isPractice'> & Pick<Verdict, 'majority' | 'own'>): Reason[] {
  const reasons: Reason[] = [];
  if (isPractice) reasons.push({ kind: 'practice' });
  if (majority.accuracy > skewedShare) reasons.push({ kind: 'skew', label: majority.label, share: majority.accuracy });
  if (validation !== null && validation - own > notableGap)
    reasons.push({ kind: 'overfitting', validation, test: own });
  const unread = share(rows.filter(({ predicted }) => predicted === null).length, rows.length);
  if (unread > notableShare) reasons.push({ kind: 'unread', share: unread });
  const noRule = share(rows.filter((row) => row.predicted !== null && !row.followedRule).length, rows.length);
  if (noRule > notableShare) reasons.push({ kind: 'no-rule', share: noRule });
  const rare = labels.filter((label) => {
    const support = rows.filter(({ golden }) => golden === label).length;
    return support > 0 && support < fewRowsOfLabel;
  });
  if (rare.length > 0) reasons.push({ kind: 'rare-labels', labels: rare });
  if (rows.length < enoughRows) reasons.push({ kind: 'few-rows', reach: reachOf(rows.length) });
  return reasons;
}

/** Half of a 95% interval about a share of one half, the widest there is. */
function reachOf(rows: number): number {
  return 0.98 / Math.sqrt(rows);
}
