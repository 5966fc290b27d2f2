import { err, ok, type Result } from '../../result';
import { comparisonExampleKeys, olderExampleKeys, olderPairKeys, pairKeys, revisionExampleKeys } from './file-keys';
import { inWords, type JsonValue, kindOf, membersOf, textOf } from './json-values';
import type { ComparisonExample, FileKey, FileLayout, RequestPair, RevisionExample } from './tuning-constitution';

/** What reading the entries of a list needs, and where it says what it met. */
export interface Reading {
  readonly text: string;
  /** From 1. */
  readonly lineAt: (at: number) => number;
  readonly newId: () => string;
  /** Older name → present one, of those that were met. */
  readonly renamed: Map<string, string>;
  /** Keys that came twice in one object. */
  readonly repeated: Set<string>;
}

export type ReadEntry<T> = (value: JsonValue, reading: Reading) => Result<T, string>;

export const readPair: ReadEntry<RequestPair> = (value, reading) => {
  const fields = readFields(value, reading, { keys: pairKeys, older: olderPairKeys });
  if (!fields.ok) return fields;
  const { texts, layout } = fields.value;
  return ok({ id: reading.newId(), critique: texts('critique'), revision: texts('revision'), layout });
};

export const readRevisionExample: ReadEntry<RevisionExample> = (value, reading) => {
  const fields = readFields(value, reading, {
    keys: revisionExampleKeys,
    older: olderExampleKeys,
    optional: 'critique',
  });
  if (!fields.ok) return fields;
  const { texts, has, layout } = fields.value;
  return ok({
    id: reading.newId(),
    input: texts('input'),
    initialAnswer: texts('initial_answer'),
    critiquePrinciple: texts('critique_principle'),
    ...(has('critique') ? { critique: texts('critique') } : {}),
    revisionPrinciple: texts('revision_principle'),
    revision: texts('revision'),
    layout,
  });
};

export const readComparisonExample: ReadEntry<ComparisonExample> = (value, reading) => {
  const fields = readFields(value, reading, { keys: comparisonExampleKeys, older: new Map() });
  if (!fields.ok) return fields;
  const { texts, layout } = fields.value;
  return ok({
    id: reading.newId(),
    task: texts('task'),
    chainOfThought: texts('chain_of_thought'),
    selectedAnswer: texts('selected_answer'),
    layout,
  });
};

/** Six turns of a conversation: prompt and answer, request and critique, request and revision. */
export function readChatExample(turns: readonly JsonValue[], reading: Reading): Result<RevisionExample, string> {
  const said: string[] = [];
  for (const [index, turn] of turns.entries()) {
    const fields = readFields(turn, reading, { keys: ['role', 'content'], older: new Map() });
    if (!fields.ok) return fields;
    const { texts } = fields.value;
    const role = index % 2 === 0 ? 'user' : 'assistant';
    if (texts('role') !== role)
      return err(`line ${reading.lineAt(turn.at)}, "role": expected "${role}", got "${texts('role')}"`);
    said.push(texts('content'));
  }
  const [input, initialAnswer, critiquePrinciple, critique, revisionPrinciple, revision] = said;
  if (input === undefined || initialAnswer === undefined || critiquePrinciple === undefined || critique === undefined)
    return err('it has fewer than six turns');
  if (revisionPrinciple === undefined || revision === undefined) return err('it has fewer than six turns');
  return ok({
    id: reading.newId(),
    input,
    initialAnswer,
    critiquePrinciple,
    critique,
    revisionPrinciple,
    revision,
  });
}

/** The members of an object, each key once: of one that comes twice the last, as everybody reads it. */
export function membersOnce(value: JsonValue, { text, repeated }: Pick<Reading, 'text' | 'repeated'>) {
  const members = membersOf(text, value);
  const last = new Map(members.map((member) => [member.key, member]));
  if (last.size < members.length)
    for (const { key } of members.filter((member) => last.get(member.key) !== member)) repeated.add(key);
  return [...last.values()];
}

interface Form {
  readonly keys: readonly string[];
  readonly older: ReadonlyMap<string, string>;
  /** May be missing. */
  readonly optional?: string;
}

interface Fields {
  texts(key: string): string;
  has(key: string): boolean;
  readonly layout: FileLayout;
}

/** The error says where, what was expected and what came; it goes on a sentence. */
function readFields(value: JsonValue, reading: Reading, { keys, older, optional }: Form): Result<Fields, string> {
  const { renamed, lineAt } = reading;
  const line = (at: number): string => `line ${lineAt(at)}`;
  if (kindOf(value) !== 'object') return err(`${line(value.at)}: expected an object, got ${inWords(value)}`);
  const members = membersOnce(value, reading);
  const present = new Set(members.map(({ key }) => key));
  const found = new Map<string, string>();
  const layout: FileKey[] = [];
  for (const { key, value: field } of members) {
    const name = older.get(key);
    const known = name !== undefined && !present.has(name) ? name : key;
    if (!keys.includes(known)) {
      layout.push({ key, unknown: field.raw });
      continue;
    }
    if (known !== key) renamed.set(key, known);
    if (kindOf(field) !== 'text') return err(`${line(field.at)}, "${key}": expected text, got ${inWords(field)}`);
    found.set(known, textOf(field));
    layout.push({ key: known });
  }
  const missing = keys.find((key) => key !== optional && !found.has(key));
  if (missing !== undefined) return err(`${line(value.at)}: "${missing}" is missing, and text was expected`);
  return ok({ texts: (key) => found.get(key) ?? '', has: (key) => found.has(key), layout });
}
