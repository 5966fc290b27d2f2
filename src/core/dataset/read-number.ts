/**
 * The number that a cell says, or null. A comma stands for a point only in a number from 0 to 1, where it cannot part thousands or
 * be a list.
 */
export function readNumber(cell: string): number | null {
  const text = cell.trim();
  if (/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) return finite(Number(text));
  return /^(?:0,\d+|1,0+)$/.test(text) ? Number(text.replace(',', '.')) : null;
}

function finite(number: number): number | null {
  return Number.isFinite(number) ? number : null;
}
