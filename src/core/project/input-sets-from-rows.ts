import type { NewId } from '../effects';
import { variableValue } from '../prompt/template';
import { ownValue, type Values } from './input-values';
import type { InputSet } from './project';

/** Where a table's columns go. */
export interface ColumnMatch {
  /** One per column, in order: its variable, or null. */
  readonly targets: readonly (string | null)[];
  /** Names of columns without a variable. */
  readonly unmatched: readonly string[];
  /** Variables without a column. */
  readonly lacking: readonly string[];
}

/** By name: case, and what stands between words, do not matter. A variable takes the first column that fits. */
export function matchColumns(columns: readonly string[], variables: readonly string[]): ColumnMatch {
  const free = new Map(variables.toReversed().map((name) => [plainName(name), name] as const));
  const targets = columns.map((column) => {
    const exact = variables.find((name) => name === column && free.get(plainName(name)) === name);
    const name = exact ?? free.get(plainName(column)) ?? null;
    if (name !== null) free.delete(plainName(name));
    return name;
  });
  return matchOf(columns, variables, targets);
}

/** Without names: the columns go to the variables in order, the first one to the variable at `first`. */
export function placeColumns(columns: readonly string[], variables: readonly string[], first: number): ColumnMatch {
  return matchOf(
    columns,
    variables,
    columns.map((_, at) => variables[first + at] ?? null),
  );
}

function matchOf(
  columns: readonly string[],
  variables: readonly string[],
  targets: readonly (string | null)[],
): ColumnMatch {
  return {
    targets,
    unmatched: columns.filter((_, at) => targets[at] === null),
    lacking: variables.filter((name) => !targets.includes(name)),
  };
}

function plainName(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_-]+/gu, ' ')
    .trim();
}

/** A variable's name for each of these columns: `Reader age` → `Reader_age`. No two are the same, and none is taken. */
export function variableNames(columns: readonly string[], taken: readonly string[]): readonly string[] {
  const names: string[] = [];
  for (const column of columns) {
    const letters = column
      .normalize('NFC')
      .replace(/[^\p{L}\p{M}\p{N}_-]+/gu, '_')
      .slice(0, 48);
    const start = /^[\p{L}_]/u.test(letters) ? letters : `_${letters}`;
    let name = start;
    for (let n = 2; taken.includes(name) || names.includes(name); n++) name = `${start}_${n}`;
    names.push(name);
  }
  return names;
}

/** A prompt that asks for these variables, too: a line for each at its end. */
export function withVariables(preamble: string, names: readonly string[]): string {
  const lines = names.map((name) => `${name}: {${name}}`).join('\n');
  const before = preamble.trimEnd();
  return before === '' ? lines : `${before}\n\n${lines}`;
}

interface Rows {
  readonly rows: readonly (readonly string[])[];
  /** One per column: the name that its cells are kept under, or null. */
  readonly targets: readonly (string | null)[];
  /** What stands in the fields: a variable without a column keeps it. */
  readonly values: Values;
  readonly lacking: readonly string[];
  readonly newId: NewId;
}

/** A set per row that has a value. */
export function inputSetsFromRows({ rows, targets, values, lacking, newId }: Rows): readonly InputSet[] {
  const kept = lacking.filter((name) => variableValue(values, name) !== null);
  return rows.flatMap((row, index): InputSet[] => {
    const cells = targets.flatMap((name, column) => (name === null ? [] : [[name, row[column] ?? ''] as const]));
    const first = cells.find(([, cell]) => cell.trim() !== '');
    if (first === undefined) return [];
    const own = Object.fromEntries([...kept.map((name) => [name, ownValue(values, name)] as const), ...cells]);
    return [{ id: newId(), name: setName(first[1]) || `Row ${index + 1}`, values: own }];
  });
}

const longestName = 40;

function setName(cell: string): string {
  const letters = [...cell.replace(/\s+/g, ' ').trim()];
  return letters.length <= longestName
    ? letters.join('')
    : `${letters
        .slice(0, longestName - 1)
        .join('')
        .trimEnd()}…`;
}
