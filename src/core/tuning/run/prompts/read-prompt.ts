import type { TextTurn } from '../made-row';

/** What a cell holds. */
export type ReadPrompt =
  | { readonly kind: 'prompt'; readonly turns: readonly TextTurn[] }
  | { readonly kind: 'empty' }
  /** `reason`: what was expected, and what came. */
  | { readonly kind: 'unusable'; readonly reason: string };

/**
 * A prompt as its cell has it, not trimmed or changed. `holds`: `text`; `turns`, a JSON list of messages, the user's last; or `either`, in a
 * file of JSON, whose values may be both.
 */
export function readPrompt(cell: string, holds: 'text' | 'turns' | 'either'): ReadPrompt {
  if (cell.trim() === '') return { kind: 'empty' };
  const messages = holds === 'text' ? null : messagesIn(cell);
  if (messages !== null) return readTurns(messages);
  if (holds === 'turns') {
    return unusable('Expected a JSON list of messages with “role” and “content”, and something else came.');
  }
  return { kind: 'prompt', turns: [{ role: 'user', text: cell }] };
}

interface Message {
  readonly role: string;
  readonly content: unknown;
}

/** Null: it is no list of messages. */
function messagesIn(cell: string): readonly Message[] | null {
  if (!cell.trimStart().startsWith('[')) return null;
  const list = jsonOrNull(cell);
  return Array.isArray(list) && list.every(isMessage) ? list : null;
}

function isMessage(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && 'role' in value && typeof value.role === 'string';
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const roles: ReadonlyMap<string, TextTurn['role']> = new Map([
  ['system', 'system'],
  ['developer', 'system'],
  ['user', 'user'],
  ['human', 'user'],
  ['assistant', 'model'],
  ['model', 'model'],
  ['gpt', 'model'],
]);

function readTurns(messages: readonly Message[]): ReadPrompt {
  if (messages.length === 0) return { kind: 'empty' };
  const turns: TextTurn[] = [];
  for (const [index, { role: name, content }] of messages.entries()) {
    const role = roles.get(name);
    const text = textIn(content);
    if (role === undefined)
      return unusable(
        `Expected the roles system, user and assistant; message ${index + 1} has “${name.slice(0, 40)}”.`,
      );
    if (text === null) return unusable(`Expected text as content; message ${index + 1} has something else.`);
    turns.push({ role, text });
  }
  const last = turns.at(-1);
  if (last?.role !== 'user')
    return unusable('Expected messages that end with the user’s turn; the last one is not the user’s.');
  return last.text.trim() === '' ? { kind: 'empty' } : { kind: 'prompt', turns };
}

/** Content is text, or a list of parts; null where one of them is no text. */
function textIn(content: unknown): string | null {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return null;
  const texts = content.map((part: unknown) =>
    typeof part === 'object' && part !== null && 'text' in part && typeof part.text === 'string' ? part.text : null,
  );
  return texts.some((text) => text === null) ? null : texts.join('\n');
}

function unusable(reason: string): ReadPrompt {
  return { kind: 'unusable', reason };
}
