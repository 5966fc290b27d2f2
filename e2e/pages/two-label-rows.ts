import type { SetUpFile } from './label-page';

/** A training file that any model tells apart: half of its rows want their money back, the others report a fault. */
export function twoLabelRows(count = 20): SetUpFile {
  const rows = Array.from({ length: count }, (_, n) =>
    n % 2 === 0 ? `I want my money back ${n},refund` : `The page does not load ${n},bug`,
  );
  return { name: 'rows.csv', text: ['text,label', ...rows].join('\n') };
}
