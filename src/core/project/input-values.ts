import { variableValue } from '../prompt/template';

export type Values = Readonly<Record<string, string>>;

/** What stands in a variable's field. A variable may be called `constructor`, so that only own keys count. */
export function ownValue(values: Values, name: string): string {
  return Object.hasOwn(values, name) ? (values[name] ?? '') : '';
}

/** Whether two rows of values are the same for these names. */
export function sameValues(one: Values, other: Values, names: Iterable<string>): boolean {
  return [...names].every((name) => ownValue(one, name) === ownValue(other, name));
}

interface Replacing {
  readonly values: Values;
  /** What is to stand there instead; a name that it does not hold keeps its value. */
  readonly by: Values;
  /** Saved rows of values. */
  readonly saved: readonly Values[];
  /** The variables of the prompt. */
  readonly names: readonly string[];
}

/** Whether values that stand nowhere else would be lost. */
export function losesValues({ values, by, saved, names }: Replacing): boolean {
  const lost = names.filter(
    (name) => variableValue(values, name) !== null && Object.hasOwn(by, name) && by[name] !== values[name],
  );
  return lost.length > 0 && !saved.some((row) => sameValues(row, values, names));
}
