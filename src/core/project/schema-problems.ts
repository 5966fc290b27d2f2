import type * as z from 'zod/mini';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** What a schema found wrong, a line each: the path in the data, what was expected, what came. */
export function describeIssues(issues: readonly Issue[], data: unknown): readonly string[] {
  return issues.flatMap((issue) => describeIssue(issue, data));
}

/** A path as JavaScript would write it: `prompt.principles[3].text`. */
function pathText(path: Path): string {
  const steps = path.map((step) => {
    if (typeof step === 'number') return `[${step}]`;
    const name = String(step);
    return /^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
  });
  const text = steps.join('');
  return text.startsWith('.') ? text.slice(1) : text;
}

/** A value in a few words: its kind, and the beginning of a text. Never a whole prompt. */
export function describeValue(value: unknown): string {
  if (value === null) return 'null';
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'string')
    return `the text ${JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)}`;
  if (typeof value === 'number') return `the number ${value}`;
  return String(value);
}

function describeIssue(issue: Issue, data: unknown): readonly string[] {
  const at = (path: Path): string => (path.length === 0 ? 'The file' : pathText(path));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `${pathText([...issue.path, key])}: not a field of this format.`);
  }
  if (issue.code === 'invalid_union') {
    // The variant whose outside fits is the one that was meant.
    const meant = issue.errors.find((variant) => variant.every((inner) => inner.path.length > 0));
    if (meant !== undefined) {
      return meant.flatMap((inner) => describeIssue({ ...inner, path: [...issue.path, ...inner.path] } as Issue, data)); // the same issue, seen from outside
    }
  }
  const expected = expectation(issue);
  const found = lookUp(data, issue.path);
  if (!found.present) return [`${at(issue.path)}: missing, expected ${expected}.`];
  return [`${at(issue.path)}: expected ${expected}, got ${describeValue(found.value)}.`];
}

function expectation(issue: Issue): string {
  if (issue.code === 'invalid_type') return kinds[issue.expected] ?? issue.expected;
  if (issue.code === 'invalid_value') return oneOf(issue.values);
  if (issue.code === 'invalid_format') return 'a time such as "2026-03-01T09:30:00.000Z"';
  if (issue.code === 'invalid_union') {
    if ('options' in issue && Array.isArray(issue.options)) return oneOf(issue.options);
    // An issue within an issue is typed without its code, but is one of the same kinds.
    const variants = issue.errors.flatMap((variant) => variant.slice(0, 1).map((inner) => expectation(inner as Issue)));
    return [...new Set(variants)].join(' or ');
  }
  return issue.message === '' ? 'another value' : issue.message;
}

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

function oneOf(values: readonly unknown[]): string {
  const names = values.map((value) => JSON.stringify(value));
  return names.length === 1 ? String(names[0]) : `one of ${names.join(', ')}`;
}

type Found = { readonly present: true; readonly value: unknown } | { readonly present: false };

function lookUp(data: unknown, path: Path): Found {
  let value = data;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return { present: false };
    value = (value as Readonly<Record<PropertyKey, unknown>>)[step]; // any object can be read by key
  }
  return { present: true, value };
}
