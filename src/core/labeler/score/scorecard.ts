import { type Interval, wilsonInterval } from '../../interval';
import type { PredictionOutcome } from '../prediction/prediction';
import type { Score } from '../run/hyperparameters';
import { bootstrapInterval } from './bootstrap';
import { f1Of, macroF1, type Pair, placesOf, scoreTally, share, tallyOf } from './tally';

/** A row with what came of reading it; without `outcome`, a row without a label counts as unread. */
export interface ReadPair extends Pair {
  readonly outcome?: PredictionOutcome;
}

/** Zero where there is nothing to divide by. */
export interface Scorecard {
  /** In the order of the labels. */
  readonly labels: readonly LabelScore[];
  readonly accuracy: number;
  /** Mean over the labels with rows. */
  readonly macroF1: number;
  readonly total: number;
  readonly correct: number;
  /** Rows without a label, whatever the reason. They are misses of their golden label, and count against the precision of none. */
  readonly unread: number;
  /** Those of them that the service refused. */
  readonly blocked: number;
}

interface LabelScore {
  readonly label: string;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Rows with this golden label. */
  readonly support: number;
}

/** How often each golden label (row) was read as each label (column). */
export interface Confusion {
  readonly labels: readonly string[];
  readonly counts: readonly (readonly number[])[];
  /** By golden label: rows without a label. */
  readonly unread: readonly number[];
}

/** Rows whose golden label is not among `labels` are left out. */
export function confusion(pairs: readonly Pair[], labels: readonly string[]): Confusion {
  const places = placesOf(labels);
  const counts = labels.map(() => labels.map(() => 0));
  const unread = labels.map(() => 0);
  for (const { golden, predicted } of pairs) {
    const row = places.get(golden);
    if (row === undefined) continue;
    const column = predicted === null ? undefined : places.get(predicted);
    if (column === undefined) unread[row] = (unread[row] ?? 0) + 1;
    else increase(counts[row], column);
  }
  return { labels, counts, unread };
}

/** The largest count that is wrong; the first of equals, and null when everything is right. */
export interface ConfusedCell {
  readonly golden: string;
  /** Null: rows without a label. */
  readonly predicted: string | null;
  readonly count: number;
}

export function costliestConfusion({ labels, counts, unread }: Confusion): ConfusedCell | null {
  const wrong = labels.flatMap((golden, row): readonly ConfusedCell[] => [
    ...labels.flatMap((predicted, column) =>
      row === column ? [] : [{ golden, predicted, count: counts[row]?.[column] ?? 0 }],
    ),
    { golden, predicted: null, count: unread[row] ?? 0 },
  ]);
  return wrong.reduce<ConfusedCell | null>((most, cell) => (cell.count > (most?.count ?? 0) ? cell : most), null);
}

export function scorecardOf(pairs: readonly ReadPair[], labels: readonly string[]): Scorecard {
  const known = new Set(labels);
  const tally = tallyOf(pairs, labels);
  const unread = pairs.filter(({ predicted }) => predicted === null || !known.has(predicted));
  return {
    labels: labels.map((label, place) => ({
      label,
      precision: share(tally.right[place] ?? 0, tally.predicted[place] ?? 0),
      recall: share(tally.right[place] ?? 0, tally.support[place] ?? 0),
      f1: f1Of(tally, place),
      support: tally.support[place] ?? 0,
    })),
    accuracy: share(tally.correct, tally.rows),
    macroF1: macroF1(tally),
    total: tally.rows,
    correct: tally.correct,
    unread: unread.length,
    blocked: unread.filter(({ outcome }) => outcome === 'blocked').length,
  };
}

/** From 0 to 1. Reading one more row rightly never lowers it. */
export function scoreOf(pairs: readonly Pair[], score: Score, labels: readonly string[]): number {
  return scoreTally(tallyOf(pairs, labels), score, labels);
}

/** 95%: of accuracy by Wilson's method, of F1 scores by a seeded bootstrap. It holds the score, whatever the order of the rows. */
export function intervalOf(pairs: readonly Pair[], score: Score, labels: readonly string[], seed: number): Interval {
  const tally = tallyOf(pairs, labels);
  if (score.kind === 'accuracy') return wilsonInterval(tally.correct, tally.rows);
  return bootstrapInterval(pairs, { score, labels, seed, value: scoreTally(tally, score, labels) });
}

function increase(counts: number[] | undefined, place: number): void {
  if (counts !== undefined) counts[place] = (counts[place] ?? 0) + 1;
}
