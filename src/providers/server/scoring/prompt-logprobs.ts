import type { TokenAlternative, Usage } from '../../../core/model/reply';
import { isRecord } from '../content-parts';
import { type AskedModel, strange } from '../cut-text';
import { askJson } from '../send';

/** What vLLM tells of one token of a prompt, and of the likeliest at its place. */
export interface PromptStep {
  readonly own: RankedToken | undefined;
  /** Likeliest first. */
  readonly likeliest: readonly RankedToken[];
}

interface RankedToken extends TokenAlternative {
  readonly id: number;
  /** vLLM's, which counts a tie as the worse rank. */
  readonly rank: number | undefined;
}

export interface PromptLogprobs {
  /** A step for each token; the first has none. */
  readonly steps: readonly (PromptStep | null)[];
  readonly usage: Usage;
  readonly modelVersion?: string;
}

/**
 * The log-probabilities of given tokens, in one request that writes nothing; vLLM of old wants to write one token at least. Before 2026,
 * `echo` had to be there for `max_tokens` of 0. They are those of the model at temperature 1, before everything.
 */
export async function promptLogprobs(
  ids: readonly number[],
  { count, from, ...asked }: AskedModel & { readonly count: number; readonly from: number },
): Promise<PromptLogprobs> {
  const body = await askFor(ids, count, asked);
  const [choice] = isRecord(body) && Array.isArray(body.choices) ? body.choices : [];
  const told: unknown = isRecord(choice) ? choice.prompt_logprobs : undefined;
  if (!isRecord(body) || !Array.isArray(told) || told.length < ids.length) throw strange(body, asked);
  const usage = isRecord(body.usage) ? body.usage : {};
  return {
    // Of what is not asked for, nothing is kept.
    steps: ids.map((id, at) => (at < from ? null : stepOf(told[at], id))),
    usage: {
      inputTokens: countOf(usage.prompt_tokens) ?? ids.length,
      outputTokens: countOf(usage.completion_tokens) ?? 0,
      thoughtTokens: 0,
      estimated: false,
    },
    ...(typeof body.model === 'string' ? { modelVersion: body.model } : {}),
  };
}

async function askFor(prompt: readonly number[], count: number, asked: AskedModel): Promise<unknown> {
  const { connection, model, signal } = asked;
  const ask = (max_tokens: number) =>
    askJson(connection, {
      path: '/completions',
      body: { model, prompt, max_tokens, echo: true, prompt_logprobs: count },
      model,
      signal,
    });
  try {
    return await ask(0);
  } catch (error) {
    signal.throwIfAborted();
    if (!isAboutLimit(error)) throw error;
    return ask(1);
  }
}

function isAboutLimit(error: unknown): boolean {
  return error instanceof Error && /max_tokens/.test(error.message) && !/context/i.test(error.message);
}

function stepOf(told: unknown, id: number): PromptStep {
  const entries = isRecord(told) ? Object.entries(told).flatMap(tokenIn) : [];
  const ranked = entries.toSorted((one, other) => other.logprob - one.logprob);
  return { own: ranked.find((entry) => entry.id === id), likeliest: ranked };
}

function tokenIn([id, told]: readonly [string, unknown]): readonly RankedToken[] {
  if (!isRecord(told) || typeof told.logprob !== 'number' || !/^\d+$/.test(id)) return [];
  const token = typeof told.decoded_token === 'string' ? told.decoded_token : '';
  return [{ id: Number(id), token, logprob: told.logprob, rank: countOf(told.rank) }];
}

function countOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;
}
