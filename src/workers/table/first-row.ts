import { columnWords } from '../../core/dataset/column-words';
import { readNumber } from '../../core/dataset/read-number';

type Rows = readonly (readonly string[])[];

/** What the beginning of a table looks like. */
export interface TableHead {
  /** Rows above the table: a title, a comment. */
  readonly above: number;
  /** What the first row of the table is guessed to be. */
  readonly firstRow: 'header' | 'data';
}

/** From the first rows of a file, blank ones left out: where its table begins, and whether it has a header. */
export function readHead(rows: Rows): TableHead {
  const above = rowsAbove(rows);
  return { above, firstRow: isData(rows.slice(above)) ? 'data' : 'header' };
}

/** How many cells a row has, blank ones at its end aside; at least one. */
export function filledWidth(row: readonly string[]): number {
  let width = row.length;
  while (width > 1 && row[width - 1]?.trim() === '') width--;
  return width;
}

/** The width that most rows have; of two, the greater one. */
export function commonWidth(rows: Rows): number {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(filledWidth(row), (counts.get(filledWidth(row)) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 1;
}

const mostRowsAbove = 20;

/** Rows before the first one that is as wide as the table, when all of them are titles or comments. */
function rowsAbove(rows: Rows): number {
  let above = 0;
  while (above < mostRowsAbove && isComment(rows[above], rows[above + 1])) above++;
  const rest = rows.slice(above);
  const width = commonWidth(rest.slice(1));
  if (width < 2) return above;
  const start = rest.findIndex((row) => filledWidth(row) === width);
  if (start < 1 || start > mostRowsAbove) return above;
  const table = rest.slice(start);
  const areTitles = rest.slice(0, start).every((row) => isTitle(row, width));
  const full = table.filter((row) => filledWidth(row) === width).length;
  const isEven = table.length > 1 && full * 2 > table.length;
  return areTitles && isEven && looksLikeHeader(table, rest[0] ?? []) ? above + start : above;
}

/** `# made by a tool`, but not `#,text,label`, whose first column is a number. */
function isComment(row: readonly string[] | undefined, next: readonly string[] | undefined): boolean {
  const first = row?.[0]?.trimStart() ?? '';
  if (row === undefined || next === undefined || !first.startsWith('#')) return false;
  return filledWidth(row) !== filledWidth(next) || /^#+\s+\S/.test(first);
}

/** One cell; or several, but never as many as the table has. */
function isTitle(row: readonly string[], width: number): boolean {
  return filledWidth(row) !== width;
}

/** A title of one word could be the header of a single column: then the row after it has to be one, or it is none. */
function looksLikeHeader(table: Rows, title: readonly string[]): boolean {
  const [first = [], ...others] = table;
  if (isData(table)) return false;
  const isSentence = filledWidth(title) === 1 && /\S\s+\S/.test(title[0]?.trim() ?? '');
  return isSentence || first.some(isUsualHeader) || repeatingColumns(others).size > 0;
}

/** A first row with a value of its own column, or with nothing but numbers over numbers, is no header. */
function isData(rows: Rows): boolean {
  const [first = [], ...others] = rows;
  // A header that comes again in the middle is still one: files are often put together of several.
  const rest = others.filter((row) => row.some((cell, at) => cell.trim() !== (first[at]?.trim() ?? '')));
  if (rest.length === 0) return false;
  const values = first.map((cell, at) => cell.trim() !== '' && rest.some((row) => row[at]?.trim() === cell.trim()));
  if (first.some((cell, at) => isUsualHeader(cell) && values[at] !== true)) return false;
  return values.includes(true) || isNumberedLikeTheRest(first, rest);
}

/** Numbers over columns of numbers, and sentences beside them if anything: years as headers stand beside short words. */
function isNumberedLikeTheRest(first: readonly string[], rest: Rows): boolean {
  const isNumber = (cell: string) => readNumber(cell) !== null;
  const numbers = first.map((cell, at) => isNumber(cell) && rest.every((row) => isNumber(row[at] ?? '')));
  if (!numbers.includes(true)) return false;
  return first.every((cell, at) => numbers[at] || cell.trim().split(/\s+/).length >= 4);
}

/** By column, values that several rows have: labels, as a rule. */
export function repeatingColumns(rows: Rows): ReadonlyMap<number, ReadonlySet<string>> {
  const counts = new Map<number, Map<string, number>>();
  for (const row of rows) {
    for (const [at, cell] of row.entries()) {
      const value = cell.trim();
      if (value === '' || value.length > longestLabel) continue;
      const column = counts.get(at) ?? new Map<string, number>();
      counts.set(at, column.set(value, (column.get(value) ?? 0) + 1));
    }
  }
  const repeating = new Map<number, ReadonlySet<string>>();
  for (const [at, column] of counts) {
    const values = new Set([...column].filter(([, count]) => count > 1).map(([value]) => value));
    if (values.size > 0) repeating.set(at, values);
  }
  return repeating;
}

const longestLabel = 60;

const usualHeaders = new Set(
  'text texts label labels id ids uuid class category categories target sentiment title subject body message comment content question answer tweet review reviews description sentence prompt response input output summary date name rating score'.split(
    ' ',
  ),
);

/** Words that stand above columns: `text`, `tweet_text`, `Label`. */
function isUsualHeader(cell: string): boolean {
  const words = columnWords(cell.trim());
  return words.length > 0 && words.length <= 3 && words.every((word) => usualHeaders.has(word.toLowerCase()));
}
