import { findSyntaxProblem } from '../../json-syntax';
import { err, ok, type Result } from '../../result';
import { type ConstitutionKey, constitutionKeys, olderKeys } from './file-keys';
import {
  inWords,
  itemsOf,
  type JsonKind,
  type JsonMember,
  type JsonValue,
  kindOf,
  linesOf,
  membersOf,
  textOf,
  valueIn,
} from './json-values';
import {
  membersOnce,
  type ReadEntry,
  type Reading,
  readChatExample,
  readComparisonExample,
  readPair,
  readRevisionExample,
} from './read-entries';
import { notesOf, type ReadNote } from './read-notes';
import type { ComparisonPrinciple, FileKey, RevisionExample, TuningConstitution } from './tuning-constitution';

export interface ReadConstitution {
  readonly constitution: TuningConstitution;
  readonly notes: readonly ReadNote[];
}

/**
 * Reads a constitution in the form of `ConstitutionalAiTuning`, of any age, or of Hugging Face's recipe. The error says what was expected and
 * what came, with the line. What `writeConstitution` makes of the result is equal to the file as data, where it has the present names.
 */
export function readConstitution(file: string, newId: () => string): Result<ReadConstitution, string> {
  const text = file.replace(/^\uFEFF/, '');
  if (text.length > longestFile) {
    const millions = (text.length / 1_000_000).toFixed(1);
    return err(`The file has ${millions} million characters, and a constitution of up to 5 million can be read.`);
  }
  const value = parsed(text);
  if (!value.ok) return value;
  const reading: Reading = { text, lineAt: linesOf(text), newId, renamed: new Map(), repeated: new Set() };
  const keys = keysOf(membersOnce(value.value, reading), reading);
  if (keys.layout.length > 0 && keys.values.size === 0)
    return err(`Expected an object with a key such as "${constitutionKeys[4]}", and none of them came.`);
  const wrong = wrongTypeIn(keys, reading);
  if (wrong !== undefined) return err(wrong);
  const leftOut: string[] = [];
  const lists: ListReading = { keys, reading, leftOut };
  const constitution: TuningConstitution = {
    systemMessages: {
      answer: textUnder(keys, 'system_message_user_prompt'),
      critique: textUnder(keys, 'system_message_critique'),
      revision: textUnder(keys, 'system_message_revision'),
    },
    pairs: entriesUnder('critique_revision_principles', readPair, lists),
    revisionExamples:
      keys.names.get('critique_revision_few_shots') === 'system_chat'
        ? chatExamples(lists)
        : entriesUnder('critique_revision_few_shots', readRevisionExample, lists),
    comparisonPrinciples: entriesUnder('comparison_principles', readPrinciple, lists),
    comparisonExamples: entriesUnder('comparison_few_shots', readComparisonExample, lists),
    layout: keys.layout,
  };
  return ok({ constitution, notes: notesOf(constitution, { ...reading, leftOut }) });
}

/** In characters. It is read on the page, which waits for it. */
const longestFile = 5_000_000;

/** Whether a text is a constitution in one of the forms that are read, and no other file of JSON. */
export function isConstitutionFile(file: string): boolean {
  const text = file.replace(/^\uFEFF/, '');
  const value = parsed(text);
  return value.ok && membersOf(text, value.value).some(({ key }) => presentName(key) !== undefined);
}

/** Of what the file has under present names. */
interface Keys {
  readonly values: ReadonlyMap<ConstitutionKey, JsonValue>;
  /** What they are called in the file. */
  readonly names: ReadonlyMap<ConstitutionKey, string>;
  readonly layout: readonly FileKey[];
}

function parsed(text: string): Result<JsonValue, string> {
  if (text.trim() === '') return err('The file is empty, and a constitution in JSON was expected.');
  try {
    JSON.parse(text);
  } catch (error) {
    const found = findSyntaxProblem(text);
    return err(
      found === null
        ? `The file is not JSON: ${String(error)}`
        : `The file is not JSON. Line ${found.line}, column ${found.column}: ${found.message}.`,
    );
  }
  const value = valueIn(text);
  if (kindOf(value) === 'object') return ok(value);
  return err(
    `Line ${linesOf(text)(value.at)}: expected an object with the keys of a constitution, got ${inWords(value)}.`,
  );
}

function presentName(key: string): ConstitutionKey | undefined {
  return constitutionKeys.find((each) => each === key) ?? olderKeys.get(key);
}

/** A key under an older name is an unknown one where the present name, or another older one before it, is there as well. */
function keysOf(members: readonly JsonMember[], { renamed }: Reading): Keys {
  const inFile = new Set(members.map(({ key }) => key));
  const values = new Map<ConstitutionKey, JsonValue>();
  const names = new Map<ConstitutionKey, string>();
  const layout = members.map(({ key, value }): FileKey => {
    const name = presentName(key);
    if (name === undefined || (name !== key && (inFile.has(name) || values.has(name))))
      return { key, unknown: value.raw };
    if (name !== key) renamed.set(key, name);
    values.set(name, value);
    names.set(name, key);
    return { key: name };
  });
  return { values, names, layout };
}

/** With a key of a wrong type nothing of the file can be used before it is mended. */
function wrongTypeIn({ values, names }: Keys, { lineAt }: Reading): string | undefined {
  const wrong = [...values].find(([key, value]) => kindOf(value) !== expectedKind(key));
  if (wrong === undefined) return undefined;
  const [key, value] = wrong;
  const expected = expectedKind(key) === 'text' ? 'text' : 'a list';
  return `Line ${lineAt(value.at)}, "${names.get(key) ?? key}": expected ${expected}, got ${inWords(value)}.`;
}

function expectedKind(key: ConstitutionKey): JsonKind {
  return key.startsWith('system_message') ? 'text' : 'list';
}

function textUnder({ values }: Keys, key: ConstitutionKey): string {
  const value = values.get(key);
  return value === undefined ? '' : textOf(value);
}

interface ListReading {
  readonly keys: Keys;
  readonly reading: Reading;
  /** Takes up why an entry cannot be used. */
  readonly leftOut: string[];
}

function entriesUnder<T>(
  key: ConstitutionKey,
  read: ReadEntry<T>,
  { keys, reading, leftOut }: ListReading,
): readonly T[] {
  return itemsUnder(keys, key, reading.text).flatMap((item, index) => {
    const entry = read(item, reading);
    if (entry.ok) return [entry.value];
    leftOut.push(`Entry ${index + 1} of "${keys.names.get(key) ?? key}" is left out: ${entry.error}.`);
    return [];
  });
}

function itemsUnder({ values }: Keys, key: ConstitutionKey, text: string): readonly JsonValue[] {
  const value = values.get(key);
  return value === undefined ? [] : itemsOf(text, value);
}

const readPrinciple: ReadEntry<ComparisonPrinciple> = (value, { lineAt, newId }) =>
  kindOf(value) === 'text'
    ? ok({ id: newId(), text: textOf(value) })
    : err(`line ${lineAt(value.at)}: expected text, got ${inWords(value)}`);

/** One list of turns, or a list of such lists: every six turns are an example. */
function chatExamples({ keys, reading, leftOut }: ListReading): readonly RevisionExample[] {
  const { text } = reading;
  const turns = itemsUnder(keys, 'critique_revision_few_shots', text).flatMap((item) =>
    kindOf(item) === 'list' ? itemsOf(text, item) : [item],
  );
  const examples: RevisionExample[] = [];
  for (let at = 0; at < turns.length; at += 6) {
    const example = readChatExample(turns.slice(at, at + 6), reading);
    if (example.ok) examples.push(example.value);
    else leftOut.push(`Example ${at / 6 + 1} of "system_chat" is left out: ${example.error}.`);
  }
  return examples;
}
