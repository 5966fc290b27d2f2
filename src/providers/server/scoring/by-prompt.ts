import { userPrompt } from '../../../core/model/model-prompt';
import type { ScoredText, ScoredToken, ScoreRequest } from '../../../core/model/scoring-model';
import type { EachRequest } from '../../each-request';
import type { AskedModel } from '../cut-text';
import { divideTokens, idsOf } from './divide';
import { type PromptStep, promptLogprobs } from './prompt-logprobs';
import { rankAmong } from './rank-among';
import { forcedTokenMissing, noLogprob, onlyOneToken } from './scoring-errors';

/** vLLM tells the log-probabilities of a whole prompt: prompt and completion are one, in one request. */
export async function scoreByPrompt(
  request: ScoreRequest,
  { each, ...asked }: AskedModel & { readonly each: EachRequest },
): Promise<ScoredText> {
  const { tokens, from, begins, countedOfPrompt } = await divideTokens(request, 'vllm', asked);
  if (from >= tokens.length) throw onlyOneToken();
  const ids = idsOf(tokens);
  const { steps, ...rest } = await each(
    {
      prompt: userPrompt(tokens.map(({ text }) => text).join('')),
      outputTokens: 1,
      async ask(signal) {
        const answer = await promptLogprobs(ids, { ...asked, signal, count: request.alternatives, from });
        return { answer, usage: answer.usage };
      },
    },
    asked.signal,
  );
  return {
    ...rest,
    tokens: ids.slice(from).map((id, at) => scoredOf(id, steps[from + at], request.alternatives)),
    countedOfPrompt,
    from: begins,
  };
}

function scoredOf(id: number, step: PromptStep | null | undefined, alternatives: number): ScoredToken {
  const { own, likeliest } = step ?? {};
  if (own === undefined || likeliest === undefined)
    throw forcedTokenMissing(id, likeliest?.[0] === undefined ? 'none' : `token ${likeliest[0].id}`);
  // What has no logarithm is written as this number.
  if (own.logprob <= -9999) throw noLogprob(own.token);
  const rank = rankAmong(own.logprob, likeliest.slice(0, alternatives)) ?? own.rank;
  return {
    token: own.token,
    id,
    logprob: Math.min(0, own.logprob),
    ...(rank === undefined ? {} : { rank }),
    likeliest: likeliest.slice(0, alternatives).map(({ token, id: other, logprob }) => ({ token, id: other, logprob })),
  };
}
