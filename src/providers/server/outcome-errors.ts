import { ModelError } from '../../core/model/model-error';
import type { Usage } from '../../core/model/reply';
import { quoted, redact } from '../wire/redact';

/** How far an answer came before it turned out to be none. */
interface Part {
  readonly text: string;
  readonly usage: Usage;
  /** To be kept out of what is quoted. */
  readonly key: string;
}

/** `refusal`: the model's own words; empty when a filter took the answer. */
export function answerBlocked(part: Part, reason: string, refusal: string): ModelError {
  const how =
    refusal === ''
      ? `The server held the answer back: its filter flagged it (${reason}).`
      : 'The model refused to answer.';
  return new ModelError({
    kind: 'answer-blocked',
    code: refusal === '' ? reason : 'refusal',
    message: `${how}${quoted('The server', refusal, part.key)} Run again, or change the prompt.`,
    ...kept(part),
  });
}

export function tokenLimit(part: Part): ModelError {
  const { thoughtTokens, outputTokens } = part.usage;
  return new ModelError({
    kind: 'token-limit',
    code: 'length',
    message:
      thoughtTokens > 0
        ? `The limit of output tokens was used up while the model was still thinking: about ${thoughtTokens + outputTokens} tokens. Thoughts count too, so raise "Max output tokens" well above that, or clear it; if it is clear, give the model a longer context in the server.`
        : 'The limit of output tokens was used up before any text came. Raise "Max output tokens", or clear it; if it is clear, give the model a longer context in the server.',
    ...kept(part),
  });
}

/** Some servers say nothing at all, instead of a refusal, when a prompt is too long for them. */
export function emptyAnswer(part: Part, reason: string): ModelError {
  return new ModelError({
    kind: 'empty',
    code: reason,
    message: `The model finished without writing anything (${reason}). Run again; if it happens again, ask in other words or choose another model. If the prompt is long, it may not fit the context that the server gives this model: make that longer.`,
    ...kept(part),
  });
}

export function streamCut(part: Part): ModelError {
  return new ModelError({
    kind: 'unavailable',
    code: 'STREAM_CUT',
    message:
      part.text === ''
        ? 'The connection to the server ended before any answer came. Look whether the server is still running, then run again.'
        : 'The connection to the server ended in the middle of the answer. The part that came is kept. Look whether the server is still running, then run again.',
    ...kept(part),
  });
}

/** `came`: the beginning of what came, to be quoted; empty when there is nothing to show. */
export function unknownFormat(
  { at, key }: { readonly at: string; readonly key: string },
  { came, partialText }: { readonly came: string; readonly partialText: string },
): ModelError {
  const begins = redact(came.slice(0, 1000), key).slice(0, 120);
  return new ModelError({
    kind: 'unknown-format',
    code: 'UNKNOWN_FORMAT',
    message: `What came from ${at} is not an answer as OpenAI-compatible servers write it.${begins === '' ? '' : ` It begins: "${begins}".`} Check the address of the server in Settings.`,
    partialText,
  });
}

function kept({ text, usage }: Part): { readonly partialText: string; readonly usage: Usage } {
  return { partialText: text, usage };
}
