import { estimateTokens } from '../../core/calls/estimate-tokens';
import { type ModelPrompt, promptText } from '../../core/model/model-prompt';
import type { Citation, Finish, Reply, TokenLogprob, Usage } from '../../core/model/reply';
import type { BesideText, ChatChunk, Counts } from './chunk';
import { eachOnce } from './citations';
import { isFilter, isLength, isStop } from './finish-reasons';
import { answerBlocked, emptyAnswer, streamCut, tokenLimit } from './outcome-errors';
import { jsonReplyText } from './reply-schema';
import { type Readable, withoutThoughts } from './thoughts';

/** What has come of an answer so far. */
export interface Answer extends BesideText {
  /** With the thoughts that the server left in it. */
  readonly raw: string;
  /** Thoughts that came beside the text. */
  readonly thoughts: string;
  readonly refusal: string;
  /** Of raw prompts, where no thoughts are looked for: the text is as the model wrote it. */
  readonly isPlain: boolean;
  /** Of the tokens that were written, where they are told. */
  readonly ids: readonly number[];
  /** Whether anything came that belongs to an answer, and whether that was all of it in one piece. */
  readonly form: 'nothing' | 'pieces' | 'whole';
}

export interface AnswerCollector {
  /** Returns what the chunk adds to the text. */
  add(chunk: ChatChunk): string;
  soFar(): Answer;
}

/** Puts an answer together from its chunks, each looked at once. */
export function collectAnswer({ isPlain = false }: { readonly isPlain?: boolean } = {}): AnswerCollector {
  let raw = '';
  let thoughts = '';
  let refusal = '';
  let finishReason: string | undefined;
  let counts: Counts = {};
  let modelVersion: string | undefined;
  let form: Answer['form'] = 'nothing';
  const tokens: TokenLogprob[] = [];
  const citations: Citation[] = [];
  const ids: number[] = [];

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
      if (!isRepeated) for (const id of chunk.ids) ids.push(id);
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
      isPlain,
      ids,
      form,
      ...(finishReason === undefined ? {} : { finishReason }),
      ...(modelVersion === undefined ? {} : { modelVersion }),
    }),
  };
}

/** The text that came before a failure, as far as it can be read. */
export function partOf(answer: Answer, prompt: ModelPrompt) {
  return { text: readable(answer).text, usage: usageOf(answer, prompt) };
}

/** The answer of a stream that has ended. Throws a ModelError when there is none that can be read. */
export function toReply(
  answer: Answer,
  {
    prompt,
    json,
    key,
    keepsBlanks = false,
  }: {
    readonly prompt: ModelPrompt;
    readonly json: boolean;
    readonly key: string;
    /** White space is an answer, too. */
    readonly keepsBlanks?: boolean;
  },
): Reply {
  const { finishReason, refusal } = answer;
  const part = { ...partOf(answer, prompt), key };
  if (finishReason === undefined) throw streamCut(part);
  if (isFilter(finishReason) || refusal !== '') throw answerBlocked(part, finishReason, refusal);
  if (part.text === '' || (part.text.trim() === '' && !keepsBlanks)) {
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
function readableTokens(answer: Answer): readonly TokenLogprob[] {
  const { raw, tokens } = answer;
  if (tokens.length === 0) return [];
  const { from, to } = readable(answer);
  // Parts of characters are told as a mark each, so that nothing can be said of places.
  if (from === 0 && to === raw.length && tokens.some(({ token }) => token.includes('\uFFFD'))) return tokens;
  let at = 0;
  return tokens.filter(({ token }) => {
    const begins = at;
    at += token.length;
    return begins >= from && begins < to;
  });
}

function readable({ raw, isPlain }: Answer): Readable {
  return isPlain ? { text: raw, from: 0, to: raw.length } : withoutThoughts(raw);
}

function usageOf(answer: Answer, prompt: ModelPrompt): Usage {
  const { raw, thoughts, counts } = answer;
  const { text } = readable(answer);
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
