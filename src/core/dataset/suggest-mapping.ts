import { columnWords } from './column-words';
import { type Mapping, mostLabels, type Threshold } from './mapping';
import { readNumber } from './read-number';
import type { ColumnSummary, TableSummary } from './table';

/** Which column is what, guessed from names and values. Only a start: the author sees it and changes it. */
export function suggestMapping({ columns }: Pick<TableSummary, 'columns'>): Mapping {
  const label = labelColumnOf(columns);
  const id = columns.find((column) => column !== label && isId(column)) ?? null;
  const inputs = inputColumnsOf(columns.filter((column) => column !== label && column !== id));
  const threshold = label === undefined ? null : thresholdFor(label);
  const labelColumn = label?.name ?? '';
  const inputColumns = inputs.map(({ name }) => name);
  return {
    labelColumn,
    inputColumns,
    idColumn: id?.name ?? null,
    groupColumn: null,
    taskDescription: suggestTask({ labelColumn, inputColumns, threshold }),
    threshold,
    merged: {},
  };
}

/** A sentence that says what the labeler is to do. */
export function suggestTask({
  labelColumn,
  inputColumns,
  threshold,
}: Pick<Mapping, 'labelColumn' | 'inputColumns' | 'threshold'>): string {
  const inputs = inputColumns
    .filter((name) => !/^Column \d+$/.test(name))
    .map((name) => columnWords(name).join(' ') || name);
  const from = inputs.length === 0 ? 'its text' : inWords(inputs);
  if (threshold !== null)
    return `Decide from ${from} whether this row is ${threshold.positive} or ${threshold.negative}.`;
  // A file without a header: the number of the column says nothing.
  if (/^Column \d+$/.test(labelColumn)) return `Decide the label of this row from ${from}.`;
  const words = columnWords(labelColumn);
  const [verb, ...rest] = words;
  if ((verb === 'is' || verb === 'has') && rest.length > 0) {
    return `Decide from ${from} whether this row ${verb} ${rest.join(' ')}.`;
  }
  return `Decide the ${words.join(' ') || 'label'} of this row from ${from}.`;
}

/**
 * For a column of numbers that are degrees rather than names: fractions, more than two numbers from 0 to 1, or more numbers than there
 * may be labels. Null for everything else, so that 0/1, true/false and one to five stars (also as 1.0 to 5.0) stay labels.
 */
export function thresholdFor(column: ColumnSummary): Threshold | null {
  const { numbers, values } = column;
  if (numbers === null) return null;
  const inUnit = numbers.min >= 0 && numbers.max <= 1;
  // Whole by value is whole: a column of classes is written 1.0, 2.0 as soon as one of its cells is empty.
  const hasFractions = values?.some(({ value }) => !Number.isInteger(readNumber(value))) ?? false;
  const different =
    values === null ? Number.POSITIVE_INFINITY : new Set(values.map(({ value }) => readNumber(value))).size;
  if (!hasFractions && !(inUnit && different > 2) && different <= mostLabels) return null;
  const positive = positiveName(column.name);
  return {
    above: inUnit ? 0.5 : middle(numbers),
    positive,
    negative: positive === 'positive' ? 'negative' : `not ${positive}`,
  };
}

const labelWords = new Set(
  'label labels class category target sentiment intent topic team tag verdict outcome gold answer decision priority emotion toxic toxicity spam hate y'.split(
    ' ',
  ),
);
const idWords = new Set(['id', 'ids', 'uuid', 'guid', 'key', 'index']);
/** Ids of these are no ids of a row: several rows have the same. */
const groupWords = new Set([
  'user',
  'author',
  'group',
  'parent',
  'thread',
  'session',
  'conversation',
  'customer',
  'account',
]);
const inputWords = new Set(
  'text body subject title message comment content question tweet review description sentence prompt post headline summary email query'.split(
    ' ',
  ),
);

function labelColumnOf(columns: readonly ColumnSummary[]): ColumnSummary | undefined {
  // Between equals the later one: answers mostly stand at the end of a row.
  return columns.toReversed().toSorted((a, b) => labelScore(b) - labelScore(a))[0];
}

function labelScore(column: ColumnSummary): number {
  const { values, meanWords, numbers } = column;
  const words = columnWords(column.name).map((word) => word.toLowerCase());
  const named = labelWords.has(words.at(-1) ?? '') || labelWords.has(words[0] ?? '');
  const asked = words.length > 1 && (words[0] === 'is' || words[0] === 'has');
  const filled = values?.reduce((sum, { count }) => sum + count, 0) ?? 0;
  const few = values !== null && values.length > 1 && values.length <= mostLabels && values.length * 2 <= filled;
  const single = values !== null && values.length < 2;
  const degree = numbers !== null && numbers.min >= 0 && numbers.max <= 1;
  return (
    (named ? 6 : 0) +
    (asked ? 5 : 0) +
    (few ? 3 : 0) +
    (few && values.length <= 10 ? 1 : 0) +
    (degree ? 1 : 0) -
    (meanWords > 5 ? 5 : 0) -
    (isId(column) ? 5 : 0) -
    (single ? 4 : 0)
  );
}

function isId({ name, values }: ColumnSummary): boolean {
  const words = columnWords(name).map((word) => word.toLowerCase());
  if (!idWords.has(words.at(-1) ?? '') || words.some((word) => groupWords.has(word))) return false;
  return values === null || values.every(({ count }) => count === 1);
}

/** Columns of sentences, or named like them; without any, the one with the most words; without that, all. */
function inputColumnsOf(columns: readonly ColumnSummary[]): readonly ColumnSummary[] {
  const worded = columns.filter(({ numbers, meanWords }) => numbers === null && meanWords > 0);
  const texts = worded.filter((column) => column.meanWords >= 3 || isNamedInput(column));
  if (texts.length > 0) return texts;
  const longest = worded.toSorted((a, b) => b.meanWords - a.meanWords)[0];
  return longest === undefined ? columns : [longest];
}

function isNamedInput({ name }: ColumnSummary): boolean {
  return columnWords(name).some((word) => inputWords.has(word.toLowerCase()));
}

const measures = new Set([
  'is',
  'has',
  'score',
  'probability',
  'prob',
  'label',
  'value',
  'rating',
  'target',
  'class',
  'mean',
  'avg',
]);

/** `isHate` → hate, `toxicity_score` → toxic; "positive" where the name says nothing. */
function positiveName(column: string): string {
  const words = columnWords(column).filter((word) => !measures.has(word.toLowerCase()));
  const name = words.join(' ');
  return name === '' ? 'positive' : name.replace(/(?<=\p{L}{2}ic)ity$/u, '');
}

function middle({ min, max }: { readonly min: number; readonly max: number }): number {
  return Number(((min + max) / 2).toPrecision(6));
}

function inWords(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
