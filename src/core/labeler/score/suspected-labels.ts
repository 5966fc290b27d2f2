import { wilsonInterval } from '../../interval';
import type { Prediction } from '../prediction/prediction';
import type { EvaluatedRow, SuspectedLabel } from '../run/labeler-run';

/** A rulebook's predictions for the rows, in their order; null where it did not read the row. Different rulebooks, each once. */
export type Readings = readonly (Prediction | null)[];

/** So many different rulebooks have to say the same before a golden label is suspected. */
export const fewestDisputing = 2;
/** And so large a share of those that read the row. */
const leastAgreement = 2 / 3;

/**
 * Rows whose golden label several rulebooks dispute, and agree on another one: labels that a person should look at again, most
 * suspicious first. Many rulebooks that agree count for more than few: rows are ranked by the lower border of Wilson's interval of
 * the agreement, and then by their place in the file.
 */
export function suspectedLabels(
  rows: readonly EvaluatedRow[],
  readings: readonly Readings[],
): readonly SuspectedLabel[] {
  return rows
    .flatMap((row, index) => suspicionOf(row, labelsRead(readings, index)))
    .toSorted((a, b) => b.rank - a.rank || a.suspect.row - b.suspect.row || (a.suspect.id < b.suspect.id ? -1 : 1))
    .map(({ suspect }) => suspect);
}

function labelsRead(readings: readonly Readings[], index: number): readonly string[] {
  return readings.flatMap((reading) => reading[index]?.label ?? []);
}

function suspicionOf(
  { id, row, fields, golden }: EvaluatedRow,
  labels: readonly string[],
): readonly { readonly rank: number; readonly suspect: SuspectedLabel }[] {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  const [most] = [...counts].toSorted(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1));
  if (most === undefined) return [];
  const [suggested, count] = most;
  const agreement = count / labels.length;
  if (suggested === golden || count < fewestDisputing || agreement < leastAgreement) return [];
  const suspect = { id, row, fields, golden, suggested, agreement, readBy: labels.length };
  return [{ rank: wilsonInterval(count, labels.length).low, suspect }];
}
