import type { TokenAlternative, TokenLogprob } from '../../core/model/reply';
import { isRecord } from './content-parts';

/**
 * The tokens of a piece with their log-probabilities: a list of records, as of chats, or OpenAI's older four lists, as of raw prompts.
 * `ids` are told beside by some. Of another format there are none: no log-probabilities are better than no answer.
 */
export function tokensIn(logprobs: unknown, ids: readonly number[]): readonly TokenLogprob[] {
  if (!isRecord(logprobs)) return [];
  const entries = Array.isArray(logprobs.content) ? logprobs.content : olderEntries(logprobs);
  const tokens = entries.map(tokenIn);
  if (!tokens.every((token) => token !== undefined)) return [];
  return ids.length === tokens.length ? tokens.map((token, at) => ({ ...token, ...idAt(ids, at) })) : tokens;
}

export function areIds(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((id) => Number.isInteger(id));
}

function idAt(ids: readonly number[], at: number): { readonly id?: number } {
  const id = ids[at];
  return id === undefined ? {} : { id };
}

function tokenIn(value: unknown): TokenLogprob | undefined {
  const own = alternativeIn(value);
  if (own === undefined || !isRecord(value)) return undefined;
  const top = Array.isArray(value.top_logprobs) ? value.top_logprobs.map(alternativeIn) : [];
  return {
    ...own,
    alternatives: top.filter((each) => each !== undefined).toSorted((one, other) => other.logprob - one.logprob),
  };
}

/** Alternatives are a record by text there, so that equal texts collide unless ids stand for them. */
function olderEntries({
  tokens,
  token_logprobs: logprobs,
  top_logprobs: tops,
}: Readonly<Record<string, unknown>>): readonly unknown[] {
  if (!Array.isArray(tokens) || !Array.isArray(logprobs)) return [];
  return tokens.map((token: unknown, at) => {
    const top: unknown = Array.isArray(tops) ? tops[at] : undefined;
    const others = isRecord(top) ? Object.entries(top).map(([name, logprob]) => ({ token: name, logprob })) : [];
    return { token, logprob: logprobs[at] as unknown, top_logprobs: others };
  });
}

function alternativeIn(value: unknown): TokenAlternative | undefined {
  if (!isRecord(value) || typeof value.token !== 'string') return undefined;
  const { token, logprob, id } = value;
  if (logprob !== null && typeof logprob !== 'number') return undefined;
  const own = typeof id === 'number' && Number.isInteger(id) ? { id } : idInName(token);
  return { token, ...own, logprob: Math.max(logprob ?? impossible, impossible) };
}

/** vLLM's way to tell tokens apart whose texts are equal. */
function idInName(token: string): { readonly id?: number } {
  const [, id] = /^token_id:(\d+)$/.exec(token) ?? [];
  return id === undefined ? {} : { id: Number(id) };
}

/** Minus infinity has no number in JSON, so servers write null, this as vLLM does, or the least number of a float. */
const impossible = -9999;
