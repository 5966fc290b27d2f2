/**
 * JSON of which there is one spelling only: two spaces, keys in a fixed order, a line break at the end. So equal data gives equal
 * bytes, whatever order its keys were set in, and a file under version control shows real changes only.
 */
export function canonicalJson(data: unknown): string {
  return `${write(data, '\n')}\n`;
}

/** What a reader looks for first comes first; keys that are not named here follow in alphabetical order. */
const firstKeys = ['$schema', 'kind', 'version', 'by', 'status', 'provider', 'id', 'n', 'name', 'text'];
const rank = new Map(firstKeys.map((key, index) => [key, index]));

function write(value: unknown, newLine: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const inner = `${newLine}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    return `[${inner}${value.map((item) => write(item, inner)).join(`,${inner}`)}${newLine}]`;
  }
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .toSorted(([a], [b]) => compareKeys(a, b))
    .map(([key, field]) => `${JSON.stringify(key)}: ${write(field, inner)}`);
  return fields.length === 0 ? '{}' : `{${inner}${fields.join(`,${inner}`)}${newLine}}`;
}

function compareKeys(a: string, b: string): number {
  const byRank = (rank.get(a) ?? firstKeys.length) - (rank.get(b) ?? firstKeys.length);
  if (byRank !== 0) return byRank;
  return a < b ? -1 : 1;
}
