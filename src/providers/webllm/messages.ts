import { ModelError } from '../../core/model/model-error';
import type { ModelPrompt, Part, PromptTurn } from '../../core/model/model-prompt';
import type { ReplyFormat } from '../../core/model/model-request';
import { schemaInWords } from '../../core/model/schema-in-words';
import { type ChatTemplate, knowsSystemTurns } from './chat-template';
import type { ChatMessage } from './engine-port';

/** Throws ModelError `bad-request` for what no local model takes: an image, or a prompt whose last turn is not the user's. */
export function toMessages(
  { system, turns }: ModelPrompt,
  { template, reply }: { readonly template: ChatTemplate; readonly reply: ReplyFormat },
): readonly ChatMessage[] {
  const spoken = turns.map(
    (turn): ChatMessage => ({ role: turn.role === 'user' ? 'user' : 'assistant', content: textOf(turn) }),
  );
  if (spoken.at(-1)?.role !== 'user') throw badPrompt('LAST_TURN', 'The last turn of a prompt is to be the user’s.');
  const asked = reply.type === 'json' ? withLastText(spoken, schemaInWords(reply.schema)) : spoken;
  if (system === undefined || system === '') return asked;
  if (knowsSystemTurns(template)) return [{ role: 'system', content: system }, ...asked];
  return foldedIn(asked, system);
}

function textOf({ parts }: PromptTurn): string {
  return parts.map(partText).join('\n\n');
}

function partText(part: Part): string {
  switch (part.type) {
    case 'text':
      return part.text;
    case 'image':
      throw badPrompt(
        'IMAGE',
        'Local models read images in Complete of the Playground alone. Take the image out of the prompt, or choose a Gemini model.',
      );
  }
}

function withLastText(messages: readonly ChatMessage[], text: string): readonly ChatMessage[] {
  return messages.map((message, at) =>
    at === messages.length - 1 ? { ...message, content: `${message.content}\n\n${text}` } : message,
  );
}

/** The system text in front of the first user turn, as the makers of Gemma advise (ai.google.dev/gemma/docs/core/prompt-structure). */
function foldedIn(messages: readonly ChatMessage[], system: string): readonly ChatMessage[] {
  const first = messages.findIndex(({ role }) => role === 'user');
  return messages.map((message, at) =>
    at === first ? { ...message, content: `${system}\n\n${message.content}` } : message,
  );
}

function badPrompt(code: string, message: string): ModelError {
  return new ModelError({ kind: 'bad-request', code, message });
}
