import { withoutCodeFence } from '../../core/model/code-fence';
import { type ModelPrompt, promptText } from '../../core/model/model-prompt';
import type { Finish, Reply, TokenLogprob, Usage } from '../../core/model/reply';
import { estimateTokens } from '../../core/prompt/estimate-tokens';
import type { ChatChunk, ChatLogprob } from './chunk';
import { answerBlocked, emptyAnswer, streamCut, tokenLimit } from './outcome-errors';
import { withoutThoughts } from './thoughts';

/** What has come of an answer so far. */
export interface Answer {
  /** With the thoughts that the server left in it. */
  readonly raw: string;
  /** Thoughts that came beside the text. */
  readonly thoughts: string;
  readonly refusal: string;
  readonly finishReason?: string;
  readonly counts?: NonNullable<ChatChunk['usage']>;
  readonly modelVersion?: string;
  readonly tokens: readonly TokenLogprob[];
}

export const noAnswer: Answer = { raw: '', thoughts: '', refusal: '', tokens: [] };

/** What a chunk adds to the text. */
export function chunkText(chunk: ChatChunk): string {
  const choice = chunk.choices?.[0];
  return (choice?.delta ?? choice?.message)?.content ?? '';
}

export function addChunk(answer: Answer, chunk: ChatChunk): Answer {
  const choice = chunk.choices?.[0];
  const delta = choice?.delta ?? choice?.message;
  const thought = delta?.reasoning_content ?? delta?.reasoning ?? '';
  // Of a whole answer the tokens are those of the text; of a piece of thoughts they are not.
  const tokens =
    thought === '' || choice?.message !== undefined ? (choice?.logprobs?.content ?? []).map(toLogprob) : [];
  return {
    ...answer,
    raw: answer.raw + (delta?.content ?? ''),
    thoughts: answer.thoughts + thought,
    refusal: answer.refusal + (delta?.refusal ?? ''),
    tokens: tokens.length === 0 ? answer.tokens : [...answer.tokens, ...tokens],
    ...(choice?.finish_reason ? { finishReason: choice.finish_reason } : {}),
    // Counts are totals so far, so the last ones stand.
    ...(chunk.usage ? { counts: chunk.usage } : {}),
    ...(chunk.model ? { modelVersion: chunk.model } : {}),
  };
}

/** The text that came before a failure, as far as it can be read. */
export function partOf(answer: Answer, prompt: ModelPrompt) {
  return { text: withoutThoughts(answer.raw).text, usage: usageOf(answer, prompt) };
}

/** The answer of a stream that has ended. Throws a ModelError when there is none that can be read. */
export function toReply(
  answer: Answer,
  { prompt, json, key }: { readonly prompt: ModelPrompt; readonly json: boolean; readonly key: string },
): Reply {
  const { finishReason, refusal } = answer;
  const part = { ...partOf(answer, prompt), key };
  if (finishReason === undefined) throw streamCut(part);
  if (finishReason === 'content_filter' || refusal !== '') throw answerBlocked(part, finishReason, refusal);
  if (part.text.trim() === '') {
    throw finishReason === 'length' ? tokenLimit(part) : emptyAnswer(part, finishReason);
  }
  const tokens = readableTokens(answer);
  return {
    text: json ? withoutCodeFence(part.text) : part.text,
    finish: finishOf(finishReason),
    usage: part.usage,
    ...(answer.modelVersion === undefined ? {} : { modelVersion: answer.modelVersion }),
    ...(tokens.length === 0 ? {} : { tokens }),
  };
}

function finishOf(code: string): Finish {
  if (code === 'stop') return { kind: 'stop', code };
  return { kind: code === 'length' ? 'length' : 'other', code };
}

/** Those of thoughts are left out with the thoughts. */
function readableTokens({ raw, tokens }: Answer): readonly TokenLogprob[] {
  const { from } = withoutThoughts(raw);
  let at = 0;
  return tokens.filter(({ token }) => {
    const begins = at;
    at += token.length;
    return begins >= from;
  });
}

function toLogprob({ token, logprob, top_logprobs: top }: ChatLogprob): TokenLogprob {
  return {
    token,
    logprob: logprob ?? impossible,
    alternatives: (top ?? [])
      .map((other) => ({ token: other.token, logprob: other.logprob ?? impossible }))
      .toSorted((one, other) => other.logprob - one.logprob),
  };
}

/** Minus infinity has no number in JSON, so servers write null, or this as vLLM does. */
const impossible = -9999;

function usageOf({ raw, thoughts, counts }: Answer, prompt: ModelPrompt): Usage {
  const { text } = withoutThoughts(raw);
  const thoughtLength = thoughts.length + raw.length - text.length;
  if (counts === undefined) {
    return {
      inputTokens: estimateTokens(promptText(prompt)),
      outputTokens: estimateTokens(text),
      thoughtTokens: Math.ceil(thoughtLength / 4),
      estimated: true,
    };
  }
  const written = Math.round(counts.completion_tokens ?? 0);
  // Few servers count thoughts apart; their share of what was written is close to their share of its length.
  const share = thoughtLength === 0 ? 0 : thoughtLength / (thoughtLength + text.length);
  const told = counts.completion_tokens_details?.reasoning_tokens ?? Math.round(written * share);
  const thoughtTokens = Math.min(Math.round(told), written);
  return {
    inputTokens: Math.round(counts.prompt_tokens ?? 0),
    outputTokens: written - thoughtTokens,
    thoughtTokens,
    estimated: false,
  };
}
