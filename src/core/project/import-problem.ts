import type * as z from 'zod/mini';
import { findSyntaxProblem } from '../json-syntax';
import { err, ok, type Result } from '../result';
import { type AnyFile, migrate, type Steps } from './migrate';
import { describeIssues, describeValue } from './schema-problems';

export interface ImportProblem {
  /** `constitution`: no project, but a constitution for fine-tuning data. */
  readonly kind:
    | 'too-large'
    | 'unreadable'
    | 'empty'
    | 'encoding'
    | 'syntax'
    | 'wrong-kind'
    | 'constitution'
    | 'newer'
    | 'invalid';
  /** What is wrong, in one line. */
  readonly title: string;
  /** Where it is, what was expected, what to do: one line each, at most six. */
  readonly problems: readonly string[];
}

/** How a kind of file is spoken of where one is refused. */
export interface FileWords {
  /** It is to be exported again. */
  readonly noun: string;
  readonly expected: string;
  readonly ifTooLarge: string;
}

/** In bytes, and so in characters as well. */
export const largestFile = 50 * 1024 * 1024;

export function problem(kind: ImportProblem['kind'], title: string, problems: readonly string[]): ImportProblem {
  return { kind, title, problems };
}

export function tooLarge(size: number, { ifTooLarge }: FileWords): ImportProblem {
  const megabytes = (size / 1024 / 1024).toFixed(1);
  return problem('too-large', 'The file is too large', [
    `It has ${megabytes} MB; files up to ${largestFile / 1024 / 1024} MB can be imported. ${ifTooLarge}`,
  ]);
}

/** The device gave the file when it was chosen, and does not any more. */
export function unreadableFile(cause: unknown): ImportProblem {
  const said = cause instanceof Error ? cause.message : String(cause);
  return problem('unreadable', 'The file could not be read', [
    `The device said: ${said}`,
    'It may have been moved, changed or locked since it was chosen. Choose it again.',
  ]);
}

/** The JSON in a file, whatever it is of. */
export function readJsonFile(text: string, words: FileWords): Result<unknown, ImportProblem> {
  if (text.length > largestFile) return err(tooLarge(text.length, words));
  if (text.trim() === '') {
    const advice = `Expected ${words.expected} that was exported as JSON. Export it again and choose the new file.`;
    return err(problem('empty', 'The file is empty', [advice]));
  }
  try {
    return ok(JSON.parse(text));
  } catch (error) {
    const found = findSyntaxProblem(text);
    const where = found === null ? String(error) : `Line ${found.line}, column ${found.column}: ${found.message}.`;
    const advice = `Export the ${words.noun} again, or correct the file at that place.`;
    return err(problem('syntax', 'The file is not valid JSON', [where, advice]));
  }
}

/** The values of a file that has one in each line; null where it is no such file, and its one value is broken. */
export function readJsonLines(text: string, name: string): Result<readonly unknown[], ImportProblem> | null {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => line.trim() !== '');
  const isNamed = /\.(?:jsonl|ndjson)$/i.test(name);
  if (!isNamed && !isWhole(lines[first] ?? '')) return null;
  const values: unknown[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    try {
      values.push(JSON.parse(line));
    } catch {
      const why = findSyntaxProblem(line)?.message ?? 'it is not JSON';
      const where = `Line ${index + 1}: ${why}. Each line of such a file is JSON by itself.`;
      return err(problem('syntax', 'A line of the file is not valid JSON', [where]));
    }
  }
  return ok(values);
}

/** Whether it is an object by itself: the first line of a file in which an object takes many is none. */
function isWhole(line: string): boolean {
  return line.trimStart().startsWith('{') && findSyntaxProblem(line) === null;
}

/** Migrates and validates. What is used is what was validated, and nothing that lay beside it. */
export function readFile<T>(
  file: AnyFile,
  { schema, steps }: { readonly schema: z.ZodMiniType<T>; readonly steps: Steps },
): Result<T, ImportProblem> {
  const migrated = migrate(file, steps);
  if ('kind' in migrated) {
    if (migrated.kind === 'newer') return err(newer(migrated.version, steps.length + 1));
    return err(invalid([`version: expected a whole number from 1, got ${describeValue(file.version)}.`]));
  }
  const parsed = schema.safeParse(migrated.file);
  return parsed.success ? ok(parsed.data) : err(invalid(describeIssues(parsed.error.issues, migrated.file)));
}

function newer(version: number, known: number): ImportProblem {
  return problem('newer', 'The file was made by a newer version', [
    `It has version ${version}; this app reads up to ${known}. Update the app (reload the page), then import it again.`,
  ]);
}

export function invalid(problems: readonly string[]): ImportProblem {
  const shown = problems.slice(0, 5);
  const more = problems.length - shown.length;
  return problem('invalid', 'The file does not have the expected form', [
    ...shown,
    ...(more > 0 ? [`And ${more} more.`] : []),
  ]);
}
