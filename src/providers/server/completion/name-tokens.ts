import type { TokenLogprob } from '../../../core/model/reply';
import type { AskedModel } from '../cut-text';
import { promptLogprobs } from '../scoring/prompt-logprobs';

/**
 * The texts of tokens that vLLM told by id: as the tokens of a prompt it tells them one by one, all in one request for so many. Told as
 * texts in the first place, those that are equal would have hidden each other.
 */
export async function nameTokens(tokens: readonly TokenLogprob[], asked: AskedModel): Promise<readonly TokenLogprob[]> {
  const all = tokens.flatMap(({ id, alternatives }) => [id, ...alternatives.map((one) => one.id)]);
  const ids = [...new Set(all.filter((id) => id !== undefined))];
  const names = new Map<number, string>();
  for (let at = 0; at < ids.length; at += atOnce) {
    const part = ids.slice(at, at + atOnce);
    // Nothing is told of the first of a prompt, so it stands there twice.
    const prompt = part.slice(0, 1).concat(part);
    const { steps } = await promptLogprobs(prompt, { ...asked, count: 0, from: 1 });
    for (const [place, id] of part.entries()) names.set(id, steps[place + 1]?.own?.token ?? '');
  }
  const named = <Token extends { readonly token: string; readonly id?: number }>(token: Token): Token =>
    token.id === undefined ? token : { ...token, token: names.get(token.id) ?? token.token };
  return tokens.map((token) => ({ ...named(token), alternatives: token.alternatives.map(named) }));
}

/** Fits every context that a model is served with. */
const atOnce = 256;
