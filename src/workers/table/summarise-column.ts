import { readNumber } from '../../core/dataset/read-number';
import { type ColumnSummary, countedValues } from '../../core/dataset/table';
import type { ColumnName } from './column-names';

export interface ColumnCounter {
  add(cell: string): void;
  addBlank(count: number): void;
  summary(column: ColumnName): ColumnSummary;
}

/** Looks at every cell of a column once. */
export function createColumnCounter(): ColumnCounter {
  let blank = 0;
  let filled = 0;
  let words = 0;
  let values: Map<string, number> | null = new Map();
  let numeric = true;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;

  return {
    add(cell) {
      const text = cell.trim();
      if (text === '') {
        blank++;
        return;
      }
      filled++;
      words += wordsIn(text);
      countValue(text);
      if (numeric) widen(readNumber(text));
    },
    addBlank(count) {
      blank += count;
    },
    summary: (column) => ({
      ...column,
      blank,
      values:
        values === null
          ? null
          : [...values].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count),
      numbers: numeric && filled > 0 ? { min, max } : null,
      meanWords: filled === 0 ? 0 : words / filled,
    }),
  };

  function countValue(text: string): void {
    if (values === null) return;
    values.set(text, (values.get(text) ?? 0) + 1);
    if (values.size > countedValues) values = null;
  }

  function widen(number: number | null): void {
    numeric = number !== null;
    if (number === null) return;
    min = Math.min(min, number);
    max = Math.max(max, number);
  }
}

function wordsIn(text: string): number {
  let words = 1;
  for (let at = 1; at < text.length; at++) {
    if (text.charCodeAt(at) <= 0x20 && text.charCodeAt(at - 1) > 0x20) words++;
  }
  return words;
}
