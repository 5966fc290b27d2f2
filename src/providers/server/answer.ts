import { estimateTokens } from '../../core/calls/estimate-tokens';
import { type ModelPrompt, promptText } from '../../core/model/model-prompt';
import type { Citation, Finish, Reply, TokenLogprob, Usage } from '../../core/model/reply';
import type { BesideText, ChatChunk, Counts } from './chunk';
import { eachOnce } from './citations';
import { isFilter, isLength, isStop } from './finish-reasons';
import { answerBlocked, emptyAnswer, streamCut, tokenLimit } from './outcome-errors';
import { jsonReplyText } from './reply-schema';
import { withoutThoughts } from './thoughts';

/** What has come of an answer so far. */
export interface Answer extends BesideText {
  /** With the thoughts that the server left in it. */
  readonly raw: string;
  /** Thoughts that came beside the text. */
  readonly thoughts: string;
  readonly refusal: string;
  /** Whether anything came that belongs to an answer, and whether that was all of it in one piece. */
  readonly form: 'nothing' | 'pieces' | 'whole';
}

export interface AnswerCollector {
  /** Returns what the chunk adds to the text. */
  add(chunk: ChatChunk): string;
  soFar(): Answer;
}

/** Puts an answer together from its chunks, each looked at once. */
export function collectAnswer(): AnswerCollector {
  let raw = '';
  let thoughts = '';
  let refusal = '';
  let finishReason: string | undefined;
  let counts: Counts = {};
  let modelVersion: string | undefined;
  let form: Answer['form'] = 'nothing';
  const tokens: TokenLogprob[] = [];
  const citations: Citation[] = [];

  return {
    add(chunk) {
      // Some end a stream with the whole answer once more.
      const isRepeated = chunk.isWhole && raw !== '' && chunk.text.startsWith(raw);
      const text = isRepeated ? chunk.text.slice(raw.length) : chunk.text;
      raw += text;
      if (!isRepeated) thoughts += chunk.thoughts;
      refusal += chunk.refusal;
      finishReason = chunk.finishReason ?? finishReason;
      // Counts are totals so far, so the last ones stand.
      counts = { ...counts, ...chunk.counts };
      modelVersion = chunk.modelVersion ?? modelVersion;
      form = chunk.isWhole ? 'whole' : form === 'nothing' ? 'pieces' : form;
      if (!isRepeated) for (const token of chunk.tokens) tokens.push(token);
      for (const citation of chunk.citations) citations.push(citation);
      return text;
    },
    soFar: () => ({
      raw,
      thoughts,
      refusal,
      counts,
      tokens,
      citations,
      form,
      ...(finishReason === undefined ? {} : { finishReason }),
      ...(modelVersion === undefined ? {} : { modelVersion }),
    }),
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
  if (isFilter(finishReason) || refusal !== '') throw answerBlocked(part, finishReason, refusal);
  if (part.text.trim() === '') {
    throw isLength(finishReason) ? tokenLimit(part) : emptyAnswer(part, finishReason);
  }
  const tokens = readableTokens(answer);
  const citations = eachOnce(answer.citations);
  return {
    text: json ? jsonReplyText(part.text) : part.text,
    finish: finishOf(finishReason),
    usage: part.usage,
    ...(answer.modelVersion === undefined ? {} : { modelVersion: answer.modelVersion }),
    ...(tokens.length === 0 ? {} : { tokens }),
    ...(citations.length === 0 ? {} : { citations }),
  };
}

function finishOf(code: string): Finish {
  if (isStop(code)) return { kind: 'stop', code };
  return { kind: isLength(code) ? 'length' : 'other', code };
}

/** Those of thoughts are left out with the thoughts. */
function readableTokens({ raw, tokens }: Answer): readonly TokenLogprob[] {
  if (tokens.length === 0) return [];
  const { from, to } = withoutThoughts(raw);
  let at = 0;
  return tokens.filter(({ token }) => {
    const begins = at;
    at += token.length;
    return begins >= from && begins < to;
  });
}

function usageOf({ raw, thoughts, counts }: Answer, prompt: ModelPrompt): Usage {
  const { text } = withoutThoughts(raw);
  const thoughtLength = thoughts.length + raw.length - text.length;
  const guess = {
    inputTokens: estimateTokens(promptText(prompt)),
    outputTokens: estimateTokens(text),
    thoughtTokens: Math.ceil(thoughtLength / 4),
  };
  // A server that counts nothing may say 0, and nothing cannot have been read or written.
  const inputTokens = counts.prompt || undefined;
  const written = counts.completion === 0 && raw + thoughts !== '' ? undefined : counts.completion;
  // Few servers count thoughts apart; their share of what was written is close to their share of its length.
  const share = thoughtLength === 0 ? 0 : thoughtLength / (thoughtLength + text.length);
  const thoughtTokens =
    written === undefined ? guess.thoughtTokens : Math.min(counts.reasoning ?? Math.round(written * share), written);
  return {
    inputTokens: inputTokens ?? guess.inputTokens,
    outputTokens: written === undefined ? guess.outputTokens : written - thoughtTokens,
    thoughtTokens,
    estimated: inputTokens === undefined || written === undefined,
  };
}
