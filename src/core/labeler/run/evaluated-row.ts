import type { Example } from '../../dataset/example';
import type { EvaluatedRow } from './labeler-run';

/** A row as the screen shows it. */
export function evaluatedRow({ id, row, fields, label }: Example): EvaluatedRow {
  return { id, row, fields, golden: label };
}
