import { ModelError } from '../../core/model/model-error';
import type { ModelPrompt } from '../../core/model/model-prompt';
import { hasThinkingSwitch, type PreparedChat, renderedTurns } from './chat-template';
import type { Lease } from './engine-slot';
import { toMessages } from './messages';

/** What WebLLM puts behind the reply header of a model that is told not to think. */
const emptyThoughts = '<think>\n\n</think>\n\n';

/** The texts of the chat template, each of which the engine cuts into tokens by itself; the last is the header of the reply. */
export function templateTexts(
  lease: Lease<PreparedChat>,
  prompt: ModelPrompt,
): { readonly turns: readonly string[]; readonly header: string } {
  const { template } = lease.prepared;
  const texts = renderedTurns(template, toMessages(prompt, { template, reply: { type: 'text' } }));
  const header = texts.at(-1) ?? '';
  return {
    turns: texts.slice(0, -1),
    header: hasThinkingSwitch(template, lease.stored.model.id) ? header + emptyThoughts : header,
  };
}

/** As the engine would read it: the tokens in front of everything, then the template's texts. Throws ModelError. */
export function chatTokens(lease: Lease<PreparedChat>, prompt: ModelPrompt): readonly number[] {
  const { turns, header } = templateTexts(lease, prompt);
  return [...lease.prepared.template.prefixTokens, ...[...turns, header].flatMap((text) => encode(lease, text))];
}

/** The one user text to the byte, which may be empty. Throws ModelError for what has no place in it. */
export function rawText({ system = '', turns }: ModelPrompt): string {
  const [turn, ...others] = turns;
  if (system !== '' || others.length > 0 || turn?.role === 'model') {
    throw badRequest('RAW_TURNS', 'A raw prompt is one text: it has no system text and no earlier turns.');
  }
  return (turn?.parts ?? []).map((part) => (part.type === 'text' ? part.text : noImage())).join('');
}

export function encode({ engine, stored }: Lease<PreparedChat>, text: string): readonly number[] {
  return text === '' ? [] : engine.tokens(stored.model.id, text);
}

/** A token's text behind another one: many tokenizers drop the blank of a first word. */
export function textAfter(
  { engine, stored: { model } }: Lease<PreparedChat>,
  before: number | undefined,
  id: number,
): string {
  if (before === undefined) return engine.text(model.id, [id]);
  const text = engine.text(model.id, [before, id]);
  const head = engine.text(model.id, [before]);
  return text.startsWith(head) ? text.slice(head.length) : engine.text(model.id, [id]);
}

/** Throws ModelError for a token that is none of the vocabulary. */
export function checkTokens({ engine, stored: { model } }: Lease<PreparedChat>, tokens: readonly number[]): void {
  const size = engine.vocabularySize(model.id);
  const wrong = tokens.find((token) => !Number.isInteger(token) || token < 0 || token >= size);
  if (wrong === undefined) return;
  throw badRequest('NO_TOKEN', `The vocabulary of ${model.id} has ${size} tokens, from 0; ${wrong} is none of them.`);
}

export function badRequest(code: string, message: string): ModelError {
  return new ModelError({ kind: 'bad-request', code, message });
}

function noImage(): never {
  throw badRequest('IMAGE', 'A raw prompt is one text: take the image out.');
}
