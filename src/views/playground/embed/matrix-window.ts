import type { RowWindow } from '../../../core/jobs/job-store';

/** Asked for by so many rows or columns, so that scrolling asks seldom. */
const chunk = 25;

/** What is computed round the first row, or column, in sight; the same while it moves within a chunk. */
export function cellWindow(first: number, total: number): RowWindow {
  const from = Math.max(0, Math.floor(first / chunk) * chunk - chunk);
  return { from, count: Math.max(0, Math.min(4 * chunk, total - from)) };
}

const moves = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  PageUp: [-10, 0],
  PageDown: [10, 0],
} as const;

/** Where a key leads from a cell of a square matrix; null for keys that lead nowhere. */
export function stepCell(
  [row, column]: readonly [number, number],
  key: string,
  total: number,
): readonly [number, number] | null {
  if (key === 'Home') return [row, 0];
  if (key === 'End') return [row, total - 1];
  if (!isMove(key)) return null;
  const [down, right] = moves[key];
  const within = (place: number) => Math.min(total - 1, Math.max(0, place));
  return [within(row + down), within(column + right)];
}

function isMove(key: string): key is keyof typeof moves {
  return Object.hasOwn(moves, key);
}
