import { constitutionKeys } from './file-keys';
import type { Reading } from './read-entries';
import { choiceIn } from './stage-prompts';
import { swallowedParts } from './swallowed';
import type { TuningConstitution } from './tuning-constitution';

/** What the author has to know of how a file was read; a sentence each. */
export interface ReadNote {
  readonly kind: 'filled' | 'renamed' | 'repeated' | 'left-out' | 'without-critique' | 'not-shown' | 'swallowed';
  readonly message: string;
}

/** What was met while a file was read, in words. */
export function notesOf(
  constitution: TuningConstitution,
  { renamed, repeated, leftOut }: Pick<Reading, 'renamed' | 'repeated'> & { readonly leftOut: readonly string[] },
): readonly ReadNote[] {
  const { pairs, revisionExamples, comparisonExamples, layout } = constitution;
  const inFile = new Set(layout.flatMap(({ key, unknown }) => (unknown === undefined ? key : [])));
  const filled = constitutionKeys.filter((key) => !inFile.has(key));
  const older = [...renamed].map(([old, name]) => `"${old}" is "${name}"`);
  const notes: readonly (ReadNote | null)[] = [
    note('filled', filled, (keys) => `Not in the file, and left empty: ${keys.map((key) => `"${key}"`).join(', ')}.`),
    note(
      'renamed',
      older,
      (names) => `Older names were read, and are written as the present ones: ${names.join(', ')}.`,
    ),
    note(
      'repeated',
      [...repeated],
      (keys) => `Twice in the file, of which the last counts: ${keys.map((key) => `"${key}"`).join(', ')}.`,
    ),
    ...leftOut.slice(0, mostShown).map((message): ReadNote => ({ kind: 'left-out', message })),
    note('left-out', leftOut.slice(mostShown), ({ length }) => `And ${length} more are left out.`),
    note(
      'without-critique',
      placesOf(revisionExamples, ({ critique }) => critique === undefined),
      (places) => `${named('Example', places)} without a critique: for revisions only.`,
    ),
    note(
      'not-shown',
      placesOf(comparisonExamples, ({ selectedAnswer }) => choiceIn(selectedAnswer) === null),
      (places) => `${named('Comparison example', places)} without one choice of "(A)" or "(B)": no judge is shown it.`,
    ),
    note(
      'swallowed',
      placesOf(pairs, (pair) => swallowedParts(pair) !== null),
      (places) => `${named('Pair', places)}: the request for a critique has swallowed the request for a revision.`,
    ),
  ];
  return notes.flatMap((each) => each ?? []);
}

const mostShown = 20;

function note<T>(kind: ReadNote['kind'], met: readonly T[], message: (met: readonly T[]) => string): ReadNote | null {
  return met.length === 0 ? null : { kind, message: message(met) };
}

/** From 1. */
function placesOf<T>(entries: readonly T[], holds: (entry: T) => boolean): readonly number[] {
  return entries.flatMap((entry, index) => (holds(entry) ? index + 1 : []));
}

function named(noun: string, places: readonly number[]): string {
  return `${noun}${places.length === 1 ? '' : 's'} ${places.join(', ')}`;
}
