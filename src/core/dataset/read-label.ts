import type { Mapping } from './mapping';
import { readNumber } from './read-number';

/** The label that a cell of the label column stands for; null: none, or no number where the threshold needs one. */
export function readLabel(cell: string, { threshold, merged }: Pick<Mapping, 'threshold' | 'merged'>): string | null {
  const value = cell.trim();
  if (value === '') return null;
  if (threshold === null) return Object.hasOwn(merged, value) ? (merged[value] ?? value) : value;
  const number = readNumber(value);
  if (number === null) return null;
  return (number > threshold.above ? threshold.positive : threshold.negative).trim();
}
