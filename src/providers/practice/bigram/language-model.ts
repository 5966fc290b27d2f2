import { checkRoom } from '../../../core/model/context-room';
import type { LanguageModel, ModelEvent } from '../../../core/model/language-model';
import { ModelError } from '../../../core/model/model-error';
import type { ModelRequest } from '../../../core/model/model-request';
import type { Finish, Reply, TokenAlternative, TokenLogprob, Usage } from '../../../core/model/reply';
import { createRandom } from '../../../core/random';
import { createDecoder, type DecodedToken } from '../../../core/sampling/decoder';
import { decodingRules } from '../../../core/sampling/decoding-rules';
import { type LikelyToken, measureToken } from '../../../core/sampling/likeliest';
import { softmaxOf } from '../../../core/sampling/softmax';
import { stopSequences } from '../../../core/sampling/stop-sequences';
import type { Bigram } from './bigram';
import { badRequest, contextTokens, promptIds, rawText } from './prompt';
import type { Vocabulary } from './vocabulary';

export interface BigramEffects {
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** From 0 up to, never reaching, 1: the seed of a request that has none. */
  readonly random: () => number;
}

/** As fast as can be read along. */
const msPerToken = 4;

const ownRules = { temperature: 1, topK: null, topP: 1, presencePenalty: 0, frequencyPenalty: 0 };

/** Streams completions, token by token, with the probabilities that they are drawn with. */
export function streamCompletion(bigram: Bigram, { sleep, random }: BigramEffects): LanguageModel['stream'] {
  return async function* stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelEvent> {
    signal.throwIfAborted();
    const prepared = prepare(bigram, request);
    const decoder = createDecoder({ ...prepared, random: createRandom(request.settings.seed ?? random() * 2 ** 32) });
    const written = writtenText(bigram.vocabulary, request);
    let last = prepared.last;
    let finish: Finish = { kind: 'length', code: 'MAX_TOKENS' };
    for (let count = 0; count < prepared.mostTokens; count += 1) {
      await sleep(msPerToken, signal);
      signal.throwIfAborted();
      const token = decoder.next(bigram.logitsAfter(last));
      if (token.id === bigram.vocabulary.end) {
        finish = { kind: 'stop', code: 'END_TOKEN' };
        break;
      }
      last = token.id;
      const text = written.add(token);
      if (text !== '') yield { type: 'text', text };
      if (!written.isStopped()) continue;
      finish = { kind: 'stop', code: 'STOP_SEQUENCE' };
      break;
    }
    const rest = written.end();
    if (rest !== '') yield { type: 'text', text: rest };
    const inputTokens = prepared.promptTokens.length + prepared.prefixTokens.length;
    yield { type: 'done', reply: written.reply({ finish, inputTokens, echo: echoOf(bigram, request) }), cached: false };
  };
}

/** Throws ModelError before anything is computed. */
function prepare(bigram: Bigram, { prompt, settings, completion = {}, reply }: ModelRequest) {
  if (reply.type !== 'text') throw badRequest('TEXT_ALONE', 'The practice token model writes text alone.');
  const { vocabulary } = bigram;
  const { rawPrompt, prefix, asSampled, logitBias = [] } = completion;
  const promptTokens =
    rawPrompt === true ? [vocabulary.begin, ...vocabulary.encode(rawText(prompt))] : promptIds(vocabulary, prompt);
  const prefixTokens = prefix === undefined ? [] : (prefix.ids ?? vocabulary.encode(prefix.text));
  for (const token of [...prefixTokens, ...logitBias.map((row) => row.token)]) vocabulary.token(token);
  const before = promptTokens.length + prefixTokens.length;
  checkRoom({
    promptTokens: before,
    wanted: settings.maxOutputTokens,
    contextTokens,
    model: 'the practice token model',
  });
  return {
    rules: decodingRules({ settings, completion }, ownRules),
    promptTokens,
    prefixTokens,
    // Nothing begins twice.
    endTokens: vocabulary.end === null ? [] : [vocabulary.end],
    report: settings.logprobs === undefined ? null : { alternatives: settings.logprobs, asSampled: asSampled === true },
    last: prefixTokens.at(-1) ?? promptTokens.at(-1) ?? vocabulary.begin,
    mostTokens: settings.maxOutputTokens ?? contextTokens - before,
  };
}

/** The text as it grows, and its tokens. */
function writtenText(vocabulary: Vocabulary, { settings, completion = {} }: ModelRequest) {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const stop = stopSequences(settings.stopSequences ?? []);
  const firstToStop = (completion.minTokens ?? 0) - (completion.prefix?.ids?.length ?? 0);
  const tokens: { readonly token: TokenLogprob | null; readonly end: number }[] = [];
  let decoded = 0;
  let shown = '';
  const show = (text: string): string => {
    shown += text;
    return text;
  };
  return {
    isStopped: stop.stopped,
    add(token: DecodedToken): string {
      const text = decoder.decode(vocabulary.bytesOf(token.id), { stream: true });
      decoded += text.length;
      tokens.push({
        token: token.own === undefined ? null : toTokenLogprob(vocabulary, token, token.own),
        end: decoded,
      });
      return show(tokens.length <= firstToStop ? text : stop.push(text));
    },
    end: () => show(stop.end() + (stop.stopped() ? '' : decoder.decode())),
    reply(of: { readonly finish: Finish; readonly inputTokens: number; readonly echo: Reply['promptTokens'] }): Reply {
      const { finish, inputTokens, echo } = of;
      const usage: Usage = { inputTokens, outputTokens: tokens.length, thoughtTokens: 0, estimated: false };
      if (shown === '') throw nothingWritten(finish, usage);
      // Those of a stop sequence are no part of the text.
      const ofText = tokens.filter(({ end }) => end <= shown.length).flatMap(({ token }) => token ?? []);
      return {
        text: shown,
        finish,
        usage,
        modelVersion: 'practice-bigram-1',
        ...(settings.logprobs === undefined ? {} : { tokens: ofText }),
        ...(echo === undefined ? {} : { promptTokens: echo }),
      };
    },
  };
}

function nothingWritten({ code }: Finish, usage: Usage): ModelError {
  const message =
    code === 'STOP_SEQUENCE'
      ? 'The completion began with a stop sequence, so nothing of it is left. Change the stop sequences, or set minimum tokens.'
      : 'The completion ended before its first token. Run it again, or set minimum tokens.';
  return new ModelError({ kind: 'empty', code, message, usage });
}

function toTokenLogprob(
  vocabulary: Vocabulary,
  { id, sampled }: DecodedToken,
  own: NonNullable<DecodedToken['own']>,
): TokenLogprob {
  return {
    token: vocabulary.decode([id]),
    id,
    logprob: own.logprob,
    alternatives: withTexts(vocabulary, own.likeliest),
    rank: own.rank,
    entropy: own.entropy,
    ...(sampled === undefined
      ? {}
      : { sampled: { logprob: sampled.logprob, alternatives: withTexts(vocabulary, sampled.likeliest) } }),
  };
}

export function withTexts(vocabulary: Vocabulary, likeliest: readonly LikelyToken[]): readonly TokenAlternative[] {
  return likeliest.map(({ id, logprob }) => ({ token: vocabulary.decode([id]), id, logprob }));
}

/** The prompt's own tokens, each behind the one before it; the begin token has nothing before it, and is none that was typed. */
function echoOf(bigram: Bigram, { prompt, settings, completion }: ModelRequest): Reply['promptTokens'] {
  if (completion?.echo !== true) return undefined;
  const { vocabulary } = bigram;
  const ids =
    completion.rawPrompt === true ? vocabulary.encode(rawText(prompt)) : promptIds(vocabulary, prompt).slice(1);
  return ids.map((id, place) => {
    const logits = bigram.logitsAfter(ids[place - 1] ?? vocabulary.begin);
    const softmax = softmaxOf(logits);
    const own = measureToken(logits, { id, softmax, alternatives: settings.logprobs ?? 0 });
    return toTokenLogprob(vocabulary, { id }, { ...own, entropy: softmax.entropy });
  });
}
