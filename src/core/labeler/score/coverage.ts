import { type Interval, wilsonInterval } from '../../interval';
import { isHeldBack } from '../prediction/abstain';
import type { SurePair } from './calibration';

/** What comes of holding back labels below a confidence. A row that is held back is unlabeled, and not wrong. */
export interface Coverage {
  readonly abstainBelow: number;
  /** Rows that keep a label, and those of them that are right. */
  readonly labeled: number;
  readonly right: number;
  /** Rows that are held back; rows without a label are neither labeled nor held back. */
  readonly heldBack: number;
  readonly unread: number;
  /** Labeled rows among all rows, 0 to 1. */
  readonly share: number;
  /** Of the labeled rows; null where there are none. */
  readonly accuracy: number | null;
  /** 95%. */
  readonly interval: Interval;
}

export function coverageAt(pairs: readonly SurePair[], abstainBelow: number): Coverage {
  const unread = pairs.filter(({ predicted }) => predicted === null).length;
  const kept = pairs.filter((pair) => pair.predicted !== null && !isHeldBack(labelOf(pair), abstainBelow));
  const right = kept.filter(({ golden, predicted }) => golden === predicted).length;
  return coverage({ abstainBelow, labeled: kept.length, right, unread, rows: pairs.length });
}

/**
 * The same for every threshold that makes a difference, the highest first: so the share of labeled rows grows. Rows of the same confidence
 * are kept or held back together. The last one holds back nothing. Empty when no label has a confidence.
 */
export function coverageCurve(pairs: readonly SurePair[]): readonly Coverage[] {
  const labeled = pairs.filter(({ predicted }) => predicted !== null);
  const unread = pairs.length - labeled.length;
  const always = labeled.filter(({ confidence }) => confidence === undefined);
  const byConfidence = labeled
    .flatMap(({ confidence, golden, predicted }) =>
      confidence === undefined ? [] : [{ confidence, right: golden === predicted }],
    )
    .toSorted((a, b) => b.confidence - a.confidence);
  const curve: Coverage[] = [];
  let kept = always.length;
  let right = always.filter(({ golden, predicted }) => golden === predicted).length;
  byConfidence.forEach((row, place) => {
    kept += 1;
    right += Number(row.right);
    if (byConfidence[place + 1]?.confidence === row.confidence) return;
    curve.push(coverage({ abstainBelow: row.confidence, labeled: kept, right, unread, rows: pairs.length }));
  });
  return curve;
}

/**
 * Mean share of wrong labels while ever more rows are labeled, the surest first; null without a curve. 0 is best. When confidence tells
 * nothing, it is about the share of wrong labels among all.
 */
export function areaUnderRisk(curve: readonly Coverage[]): number | null {
  const last = curve.at(-1);
  if (last === undefined) return null;
  let area = 0;
  let before = 0;
  for (const { labeled, right } of curve) {
    area += (labeled - before) * (1 - right / labeled);
    before = labeled;
  }
  return area / last.labeled;
}

/**
 * The threshold that keeps most rows with at least this accuracy among them; null when none does. It is as round as it can be between
 * the least confidence that is kept and the greatest that is not. On new rows it does not promise the same: it was chosen on these.
 */
export function thresholdFor(curve: readonly Coverage[], accuracy: number): Coverage | null {
  const place = curve.findLastIndex((each) => each.accuracy !== null && each.accuracy >= accuracy);
  const found = curve[place];
  if (found === undefined) return null;
  const below = curve[place + 1]?.abstainBelow;
  return { ...found, abstainBelow: below === undefined ? 0 : roundest(below, found.abstainBelow) };
}

/** The number with the fewest decimals that is above one and at most the other. */
function roundest(above: number, most: number): number {
  for (let decimals = 1; decimals <= 12; decimals++) {
    const scale = 10 ** decimals;
    const rounded = Math.floor(most * scale) / scale;
    if (rounded > above && rounded <= most) return rounded;
  }
  return most;
}

function labelOf({ predicted, confidence }: SurePair): { readonly label: string | null; readonly confidence?: number } {
  return confidence === undefined ? { label: predicted } : { label: predicted, confidence };
}

function coverage({
  rows,
  ...counts
}: Pick<Coverage, 'abstainBelow' | 'labeled' | 'right' | 'unread'> & { readonly rows: number }): Coverage {
  const { labeled, right, unread } = counts;
  return {
    ...counts,
    heldBack: rows - unread - labeled,
    share: rows === 0 ? 0 : labeled / rows,
    accuracy: labeled === 0 ? null : right / labeled,
    interval: wilsonInterval(right, labeled),
  };
}
