import type { Pair } from './tally';

export interface MajorityBaseline {
  readonly label: string;
  readonly count: number;
  /** What a labeler reaches that gives every row this label. */
  readonly accuracy: number;
}

/** The most frequent golden label; of equals the first by its characters. Null when there are no rows. */
export function majorityBaseline(goldens: readonly string[]): MajorityBaseline | null {
  const counts = new Map<string, number>();
  for (const golden of goldens) counts.set(golden, (counts.get(golden) ?? 0) + 1);
  const [most] = [...counts].toSorted(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1));
  if (most === undefined) return null;
  const [label, count] = most;
  return { label, count, accuracy: count / goldens.length };
}

/** How who always answers with its label reads these rows. */
export function alwaysPairs(
  rows: readonly { readonly golden: string }[],
  { label }: MajorityBaseline,
): readonly Pair[] {
  return rows.map(({ golden }) => ({ golden, predicted: label }));
}
