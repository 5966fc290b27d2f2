import { err, ok, type Result } from '../result';
import { type ImportProblem, invalid, problem } from './import-problem';
import { describeValue } from './schema-problems';

/** A conversation as another tool has it. */
export interface Transcript {
  /** The system message, which describes the bot; empty where there is none. */
  readonly system: string;
  readonly said: readonly Said[];
}

export interface Said {
  readonly by: 'user' | 'bot';
  /** One text, or for a bot several that stand for choice. */
  readonly texts: readonly string[];
  readonly values?: Readonly<Record<string, string>>;
}

/** What was read, and how many of what could not be taken. */
export interface ReadTranscripts {
  readonly transcripts: readonly Transcript[];
  readonly counts: TranscriptCounts;
}

export interface TranscriptCounts {
  /** Calls of tools and what they gave back. */
  readonly tools: number;
  /** Turns of one speaker in a row, which became one. */
  readonly joined: number;
  /** System messages behind the first turn. */
  readonly lateSystem: number;
  /** Images and the like within a message. */
  readonly parts: number;
  /** Turns without text. */
  readonly empty: number;
  /** Conversations without turns. */
  readonly blank: number;
}

type Count = keyof TranscriptCounts;
/** While it is counted. */
export type Counts = { -readonly [K in Count]: number };

export const noCounts: TranscriptCounts = { tools: 0, joined: 0, lateSystem: 0, parts: 0, empty: 0, blank: 0 };

/**
 * The lines of a JSONL file, or the one value of a JSON file, as conversations: `messages: [{role, content}]`,
 * `conversations: [{from, value}]`, or the list of turns by itself; null where it is none of these. `text` is the file, to name a line of it.
 */
export function readTranscripts(
  values: readonly unknown[],
  text: string,
): Result<ReadTranscripts, ImportProblem> | null {
  const lists = listsIn(values);
  if (lists === null) return null;
  const counts: Counts = { ...noCounts };
  const transcripts: Transcript[] = [];
  for (const turns of lists) {
    const read = readTurns(turns, counts);
    if (!read.ok) return err(refused(read.error, text));
    if (read.value.said.length === 0) counts.blank += 1;
    else transcripts.push(read.value);
  }
  return transcripts.length === 0 ? err(noTurns) : ok({ transcripts, counts });
}

type Fields = Readonly<Record<string, unknown>>;

/** Each conversation as its list of turns; null where a value is no conversation. */
function listsIn(values: readonly unknown[]): readonly (readonly Fields[])[] | null {
  if (values.length > 1 && values.every(isTurn)) return [values];
  const lists: (readonly Fields[])[] = [];
  for (const value of values) {
    const inner = turnsIn(value) ?? (Array.isArray(value) && value.length > 0 ? value.map(turnsIn) : null);
    if (inner === null) return null;
    const found = isListOfLists(inner) ? inner : [inner];
    for (const list of found) {
      if (list === null) return null;
      lists.push(list);
    }
  }
  return lists.length === 0 ? null : lists;
}

type Lists = readonly (readonly Fields[] | null)[];

function isListOfLists(inner: readonly Fields[] | Lists): inner is Lists {
  return inner.length > 0 && inner.every((one) => one === null || Array.isArray(one));
}

/** The turns of one conversation, bare or under its name; null for anything else. */
function turnsIn(value: unknown): readonly Fields[] | null {
  const list = Array.isArray(value) ? value : (fieldOf(value, 'messages') ?? fieldOf(value, 'conversations'));
  if (!Array.isArray(list)) return null;
  const isNamed = list !== value;
  return (isNamed || list.length > 0) && list.every(isTurn) ? list : null;
}

function isTurn(value: unknown): value is Fields {
  return isFields(value) && ['role', 'from'].some((name) => Object.hasOwn(value, name));
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fieldOf(value: unknown, name: string): unknown {
  return isFields(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** What of a turn cannot be taken; `role` is as the file has it. */
type Refusal = { readonly role: unknown; readonly what: string | null };

function readTurns(turns: readonly Fields[], counts: Counts): Result<Transcript, Refusal> {
  const system: string[] = [];
  const said: { by: Said['by']; texts: string[] }[] = [];
  for (const turn of turns) {
    const role = turn.role ?? turn.from;
    const speaker = typeof role === 'string' ? speakers.get(role.toLowerCase()) : undefined;
    if (speaker === undefined) return err({ role, what: null });
    const content = Object.hasOwn(turn, 'content') ? turn.content : turn.value;
    const text = textOf(content, counts);
    const isCall = speaker === 'tool' || (!text && ['tool_calls', 'function_call'].some((name) => turn[name] != null));
    if (text === null && !isCall) return err({ role, what: describeValue(content) });
    if (isCall) counts.tools += 1;
    else if (text === null || text.trim() === '') counts.empty += 1;
    else if (speaker !== 'system') add(said, { by: speaker, text }, counts);
    else if (said.length === 0) system.push(text);
    else counts.lateSystem += 1;
  }
  return ok({ system: system.join('\n\n'), said });
}

const speakers: ReadonlyMap<string, Said['by'] | 'system' | 'tool'> = new Map([
  ...['user', 'human'].map((role) => [role, 'user'] as const),
  ...['assistant', 'gpt', 'model', 'bot', 'chatgpt', 'ai'].map((role) => [role, 'bot'] as const),
  ...['system', 'developer'].map((role) => [role, 'system'] as const),
  ...['tool', 'function', 'function_call', 'function_response', 'tool_call', 'tool_response', 'observation'].map(
    (role) => [role, 'tool'] as const,
  ),
]);

/** Models take turns: what one side says twice in a row is one turn of it. */
function add(
  said: { by: Said['by']; texts: string[] }[],
  { by, text }: { by: Said['by']; text: string },
  counts: Counts,
): void {
  const last = said.at(-1);
  if (last?.by !== by) {
    said.push({ by, texts: [text] });
    return;
  }
  last.texts = [[...last.texts, text].join('\n\n')];
  counts.joined += 1;
}

/** A text, or the texts among the parts of a message; null for anything else. */
function textOf(content: unknown, counts: Counts): string | null {
  if (typeof content === 'string') return content;
  if (content === null || content === undefined) return content === null ? '' : null;
  if (!Array.isArray(content)) return null;
  const texts = content.flatMap((part: unknown) => {
    const text = typeof part === 'string' ? part : fieldOf(part, 'text');
    return typeof text === 'string' ? [text] : [];
  });
  counts.parts += content.length - texts.length;
  return texts.join('\n\n');
}

function refused({ role, what }: Refusal, text: string): ImportProblem {
  const line = lineOfRole(text, role);
  const place = line === null ? 'A turn' : `Line ${line}`;
  if (what !== null) return invalid([`${place}: the turn of ${describeValue(role)} has no text, but ${what}.`]);
  return problem('invalid', 'A turn is said by nobody we know', [
    `${place}: the role is ${describeValue(role)}. Expected "user" or "human", "assistant", "gpt", "model" or "bot", "system", or "tool".`,
    'Correct the role, or leave the turn out, and import the file again.',
  ]);
}

/** Of the first turn with this role: where it is refused, that is the one. */
function lineOfRole(text: string, role: unknown): number | null {
  const wanted = JSON.stringify(role);
  if (wanted === undefined) return null;
  for (const { 0: name, index } of text.matchAll(/"(?:role|from)"\s*:\s*/g)) {
    if (text.startsWith(wanted, index + name.length)) return text.slice(0, index).split('\n').length;
  }
  return null;
}

const noTurns = problem('empty', 'The conversation has no turns', [
  'Nobody says anything in the file. Choose a file with messages of a user or a bot.',
]);
