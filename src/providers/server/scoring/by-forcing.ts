import { userPrompt } from '../../../core/model/model-prompt';
import type { TokenAlternative } from '../../../core/model/reply';
import type { ScoredText, ScoredToken, ScoreRequest } from '../../../core/model/scoring-model';
import type { TextToken } from '../../../core/model/tokenizer';
import type { EachRequest } from '../../each-request';
import { isRecord } from '../content-parts';
import { type AskedModel, strange } from '../cut-text';
import { contextOfLlama } from '../llama-context';
import { askJson } from '../send';
import { divideTokens, idsOf } from './divide';
import { rankAmong } from './rank-among';
import { forcedTokenMissing, noLogprob, onlyOneToken, tooLongToScore } from './scoring-errors';

/**
 * llama.cpp tells probabilities of what it writes alone, so that each expected token is forced by a bias, in a request of its own; what is
 * told is from before the bias. The prompt before it is in its cache.
 */
export async function scoreByForcing(request: ScoreRequest, asked: PacedModel): Promise<ScoredText> {
  const { tokens, from, begins, countedOfPrompt } = await divideTokens(request, 'llama.cpp', asked);
  if (from >= tokens.length) throw onlyOneToken();
  const context = await contextOfLlama(asked);
  if (context !== undefined && tokens.length > context) throw tooLongToScore(tokens.length, context);
  const ids = idsOf(tokens);
  const whole = tokens.find(({ text }) => text !== '')?.id;
  const scored: ScoredToken[] = [];
  let version: string | undefined;
  for (const [at, token] of tokens.entries()) {
    if (at < from) continue;
    asked.signal.throwIfAborted();
    const reads = tokens.slice(at === from ? 0 : at - 1, at).map(({ text }) => text);
    const before = ids.slice(0, at);
    const step = await forced(token, { before, whole, count: request.alternatives, asked, reads: reads.join('') });
    scored.push(step.scored);
    version = step.version ?? version;
  }
  return {
    tokens: scored,
    countedOfPrompt,
    from: begins,
    // With its cache, each token is read once.
    usage: { inputTokens: tokens.length - 1, outputTokens: scored.length, thoughtTokens: 0, estimated: false },
    ...(version === undefined ? {} : { modelVersion: version }),
  };
}

type PacedModel = AskedModel & { readonly each: EachRequest };

interface Step {
  readonly before: readonly number[];
  /** A token of whole characters, to be written in place of one that is not. */
  readonly whole: number | undefined;
  readonly count: number;
  readonly asked: PacedModel;
  /** Text that it reads for the first time. */
  readonly reads: string;
}

async function forced(token: TextToken, step: Step): Promise<{ scored: ScoredToken; version: string | undefined }> {
  const { count } = step;
  // A token that ends within a character is held back, and its probability with it.
  if (endsWithin(token)) return amongAll(token, step);
  const { body, told } = await write(token.id, count, step);
  if (told === undefined || told.own.id !== token.id)
    throw forcedTokenMissing(token.id, told === undefined ? 'none' : `token ${told.own.id}`);
  return { scored: scoredOf(told.own, told.likeliest, count), version: versionIn(body) };
}

/** What it is beside another token that is written: among the first thousand, or else among all. */
async function amongAll(token: TextToken, step: Step): Promise<{ scored: ScoredToken; version: string | undefined }> {
  for (const many of [1000, 1_000_000]) {
    step.asked.signal.throwIfAborted();
    const { body, told } = await write(step.whole ?? token.id, many, step);
    const own = told?.likeliest.find(({ id }) => id === token.id);
    if (own !== undefined && told !== undefined)
      return { scored: scoredOf(own, told.likeliest, step.count), version: versionIn(body) };
  }
  throw noLogprob('\uFFFD');
}

async function write(forcedId: number, n_probs: number, { before, asked, reads }: Step) {
  const { connection, model, each } = asked;
  const sent = { model, prompt: before, n_predict: 1, n_probs, temperature: 0, logit_bias: [[forcedId, 1000]] };
  const body = await each(
    {
      prompt: userPrompt(reads),
      outputTokens: 1,
      async ask(signal) {
        const how = {
          path: '/completion',
          at: 'beside',
          body: { ...sent, cache_prompt: true },
          model,
          signal,
        } as const;
        const usage = { inputTokens: 1, outputTokens: 1, thoughtTokens: 0, estimated: false };
        return { answer: await askJson(connection, how), usage };
      },
    },
    asked.signal,
  );
  if (!isRecord(body) || !Array.isArray(body.completion_probabilities)) throw strange(body, asked);
  const [first] = body.completion_probabilities as readonly unknown[];
  const own = alternativeIn(first);
  if (own === undefined || !isRecord(first) || !Array.isArray(first.top_logprobs)) return { body, told: undefined };
  const likeliest = first.top_logprobs.map(alternativeIn).filter((one) => one !== undefined);
  return { body, told: { own, likeliest: likeliest.toSorted((one, other) => other.logprob - one.logprob) } };
}

type Told = TokenAlternative & { readonly id: number };

function alternativeIn(value: unknown): Told | undefined {
  if (!isRecord(value) || typeof value.id !== 'number' || typeof value.logprob !== 'number') return undefined;
  return { token: typeof value.token === 'string' ? value.token : '', id: value.id, logprob: value.logprob };
}

function scoredOf(own: Told, likeliest: readonly Told[], count: number): ScoredToken {
  // The least number of a float stands for a probability of 0.
  if (own.logprob < -1e30) throw noLogprob(own.token);
  const rank = rankAmong(own.logprob, likeliest);
  return {
    token: own.token,
    id: own.id,
    logprob: Math.min(0, own.logprob),
    ...(rank === undefined ? {} : { rank }),
    likeliest: likeliest.slice(0, count),
  };
}

/** By the last bytes: the beginning of a character without its end. */
function endsWithin({ bytes = [] }: TextToken): boolean {
  const last = bytes.slice(-4).toReversed();
  const begins = last.findIndex((byte) => byte >= 0xc0);
  if (begins === -1) return false;
  const byte = last[begins] ?? 0;
  return begins + 1 < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2);
}

function versionIn(body: unknown): string | undefined {
  return isRecord(body) && typeof body.model === 'string' && body.model !== '' ? body.model : undefined;
}
