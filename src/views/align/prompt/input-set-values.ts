import { ownValue, sameValues, type Values } from '../../../core/project/input-values';
import type { InputSet } from '../../../core/project/project';
import { variableValue } from '../../../core/prompt/template';

/** Whether the fields hold other values than a set, for the names that either the prompt or the set has. */
export function differs({ fields, set, names }: { fields: Values; set: InputSet; names: readonly string[] }): boolean {
  const compared = new Set([...names, ...Object.keys(set.values)]);
  return !sameValues(fields, set.values, compared);
}

/** The variables that a set has no value for. */
export function missingIn(set: InputSet, names: readonly string[]): readonly string[] {
  return names.filter((name) => variableValue(set.values, name) === null);
}

/** A set's values in one line, those that the prompt asks for first. */
export function valuesLine(set: InputSet, names: readonly string[]): string {
  const ordered = [...new Set([...names, ...Object.keys(set.values)])];
  return ordered
    .map((name) => ownValue(set.values, name).replace(/\s+/g, ' ').trim())
    .filter((value) => value !== '')
    .join(' · ');
}

/** What to call a set when its author does not say: its first value, cut short. */
export function nameFor(values: Values, names: readonly string[]): string {
  const first = names.map((name) => variableValue(values, name)).find((value) => value !== null);
  const line = first?.replace(/\s+/g, ' ').trim() ?? '';
  const letters = [...line];
  return letters.length <= longestName
    ? line
    : `${letters
        .slice(0, longestName - 1)
        .join('')
        .trimEnd()}…`;
}

const longestName = 40;
