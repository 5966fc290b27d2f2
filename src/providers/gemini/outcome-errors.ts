import { ModelError } from '../../core/model/model-error';
import type { Usage } from '../../core/model/reply';
import { quoted } from '../wire/redact';
import type { GeminiCall } from './call';

/** How far an answer came before it turned out to be none. */
interface Partial {
  readonly text: string;
  readonly usage?: Usage;
  readonly finishMessage?: string;
  readonly blockReason?: string;
  readonly blockMessage?: string;
}

export function promptBlocked(answer: Partial): ModelError {
  const { blockReason: reason = 'BLOCK_REASON_UNSPECIFIED' } = answer;
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
        ? `The limit of output tokens was used up while the model was still thinking: ${thoughtTokens} thinking tokens, ${outputTokens} of text. Thinking counts too, so raise "Max output tokens" well above ${thoughtTokens}, or clear it.`
        : 'The limit of output tokens was used up before any text came. Raise "Max output tokens", or clear it.',
    ...kept(answer),
  });
}

export function emptyAnswer(answer: Partial, reason: string): ModelError {
  const why = emptyReasons.get(reason);
  const how = why === undefined ? `Gemini stopped without any text (${reason}).` : `${why} (${reason}).`;
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

/** What came is whole, and no answer of Gemini. `words`: what it says, if anything. */
export function unknownFormat(
  answer: Partial,
  { call, words }: { readonly call: GeminiCall; readonly words: string },
): ModelError {
  return new ModelError({
    kind: 'unknown-format',
    code: 'UNKNOWN_FORMAT',
    message: `${new URL(call.endpoint).origin} answered, but not in the format of the Gemini API.${quoted('It', words, call.key)} Check the Gemini endpoint in Settings.`,
    ...kept(answer),
  });
}

const promptReasons: ReadonlyMap<string, string> = new Map([
  ['SAFETY', 'its safety filters flagged it'],
  ['BLOCKLIST', 'it contains a term that the service forbids'],
  ['PROHIBITED_CONTENT', 'it contains content that the service prohibits'],
  ['IMAGE_SAFETY', 'its safety filters flagged an image'],
  ['MODEL_ARMOR', 'a filter of your organisation flagged it'],
  ['JAILBREAK', 'it looks like an attempt to get round the model’s rules'],
  ['BLOCK_REASON_UNSPECIFIED', 'it names no reason'],
  ['BLOCKED_REASON_UNSPECIFIED', 'it names no reason'],
  ['OTHER', 'it does not say why'],
]);

const answerReasons: ReadonlyMap<string, string> = new Map([
  ['SAFETY', 'its safety filters flagged it'],
  ['RECITATION', 'it came too close to a published text'],
  ['LANGUAGE', 'it is in a language that the model does not support'],
  ['BLOCKLIST', 'it contains a term that the service forbids'],
  ['PROHIBITED_CONTENT', 'it may contain content that the service prohibits'],
  ['SPII', 'it may contain sensitive personal data'],
  ['IMAGE_SAFETY', 'its safety filters flagged an image in it'],
  ['IMAGE_PROHIBITED_CONTENT', 'an image in it may contain content that the service prohibits'],
  ['IMAGE_RECITATION', 'an image in it came too close to a published one'],
  ['MODEL_ARMOR', 'a filter of your organisation flagged it'],
  ['JAILBREAK', 'the prompt looks like an attempt to get round the model’s rules'],
]);

/** Ends without a word of text (FinishReason), and two of our own for what names none. */
const emptyReasons: ReadonlyMap<string, string> = new Map([
  ['STOP', 'Gemini finished without writing anything'],
  ['FINISH_REASON_UNSPECIFIED', 'Gemini sent an empty answer and named no reason'],
  ['NO_CANDIDATE', 'Gemini sent no answer and named no reason'],
  ['OTHER', 'Gemini stopped without any text and does not say why'],
  ['CONTINUATION', 'Gemini reached the most that one request may write, on thoughts alone'],
  ['MALFORMED_FUNCTION_CALL', 'Gemini tried to call a tool instead of answering, and failed'],
  ['UNEXPECTED_TOOL_CALL', 'Gemini tried to call a tool, and there is none'],
  ['TOO_MANY_TOOL_CALLS', 'Gemini went on calling tools instead of answering'],
  [
    'MISSING_THOUGHT_SIGNATURE',
    'Gemini expected the signature of an earlier thought, which the studio never sends back',
  ],
  ['MALFORMED_RESPONSE', 'Gemini wrote something that it could not read itself'],
  ['NO_IMAGE', 'This model answers with images, and it made none'],
  ['IMAGE_OTHER', 'This model answers with images, and it made none'],
]);

function quote(words: string | undefined): string {
  return quoted('Gemini', words ?? '', '');
}

function kept({ text, usage }: Partial): { readonly partialText: string; readonly usage?: Usage } {
  return usage === undefined ? { partialText: text } : { partialText: text, usage };
}
