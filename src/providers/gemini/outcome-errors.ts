import { ModelError } from '../../core/model/model-error';
import type { Usage } from '../../core/model/reply';
import { redact } from '../wire/redact';

/** How far an answer came before it turned out to be none. */
interface Partial {
  readonly text: string;
  readonly usage?: Usage;
  readonly finishMessage?: string;
  readonly blockMessage?: string;
}

export function promptBlocked(answer: Partial, reason: string): ModelError {
  return new ModelError({
    kind: 'prompt-blocked',
    code: reason,
    message: `Gemini refused the prompt before answering: ${promptReasons.get(reason) ?? 'it gave a reason we do not know'} (${reason}).${quote(answer.blockMessage)} Change the prompt or the inputs${reason === 'SAFETY' ? ', or the safety settings in Settings,' : ''} and run again.`,
    ...kept(answer),
  });
}

export function answerBlocked(answer: Partial, reason: string): ModelError {
  return new ModelError({
    kind: 'answer-blocked',
    code: reason,
    message: `Gemini held its answer back: ${answerReasons.get(reason) ?? 'its content was filtered'} (${reason}).${quote(answer.finishMessage)} Run again, or change the prompt${reason === 'SAFETY' ? ' or the safety settings in Settings' : ''}.`,
    ...kept(answer),
  });
}

export function tokenLimit(answer: Partial): ModelError {
  const { thoughtTokens = 0, outputTokens = 0 } = answer.usage ?? {};
  return new ModelError({
    kind: 'token-limit',
    code: 'MAX_TOKENS',
    message:
      thoughtTokens > 0
        ? `The limit of output tokens was used up while the model was still thinking: ${thoughtTokens} tokens of thoughts, ${outputTokens} of text. Thoughts count too, so raise "Max output tokens" well above ${thoughtTokens}, or clear it.`
        : 'The limit of output tokens was used up before any text came. Raise "Max output tokens", or clear it.',
    ...kept(answer),
  });
}

export function emptyAnswer(answer: Partial, reason: string): ModelError {
  const how =
    reason === 'STOP'
      ? 'Gemini finished without writing anything (STOP).'
      : `Gemini stopped without any text (${reason}).`;
  return new ModelError({
    kind: 'empty',
    code: reason,
    message: `${how}${quote(answer.finishMessage)} Run again; if it happens again, ask in other words or choose another model.`,
    ...kept(answer),
  });
}

export function streamCut(answer: Partial): ModelError {
  return new ModelError({
    kind: 'unavailable',
    code: 'STREAM_CUT',
    message:
      answer.text === ''
        ? 'The connection to Gemini ended before any answer came. Run again.'
        : 'The connection to Gemini ended in the middle of the answer. The part that came is kept. Run again.',
    ...kept(answer),
  });
}

const promptReasons: ReadonlyMap<string, string> = new Map([
  ['SAFETY', 'its safety filters flagged it'],
  ['BLOCKLIST', 'it contains a term that the service forbids'],
  ['PROHIBITED_CONTENT', 'it contains content that the service prohibits'],
  ['IMAGE_SAFETY', 'its safety filters flagged an image'],
  ['MODEL_ARMOR', 'a filter of your organisation flagged it'],
  ['OTHER', 'it does not say why'],
]);

const answerReasons: ReadonlyMap<string, string> = new Map([
  ['SAFETY', 'its safety filters flagged it'],
  ['RECITATION', 'it came too close to a published text'],
  ['LANGUAGE', 'it is in a language that the model does not support'],
  ['BLOCKLIST', 'it contains a term that the service forbids'],
  ['PROHIBITED_CONTENT', 'it may contain content that the service prohibits'],
  ['SPII', 'it may contain sensitive personal data'],
  ['MODEL_ARMOR', 'a filter of your organisation flagged it'],
]);

function quote(words: string | undefined): string {
  return words === undefined || words.trim() === '' ? '' : ` Gemini says: "${redact(words, '')}"`;
}

function kept({ text, usage }: Partial): { readonly partialText: string; readonly usage?: Usage } {
  return usage === undefined ? { partialText: text } : { partialText: text, usage };
}
