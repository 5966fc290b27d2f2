/** Whether two pieces of plain data (no cycles, no class instances) are equal; the order of keys does not matter. */
export function sameData(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const entries = Object.entries(a);
  if (entries.length !== Object.keys(b).length) return false;
  const other = new Map<string, unknown>(Object.entries(b));
  return entries.every(([key, value]) => other.has(key) && sameData(value, other.get(key)));
}
