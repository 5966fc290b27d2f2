import { ModelError } from '../../../core/model/model-error';
import type { Reply } from '../../../core/model/reply';
import { cutMessages, cutText } from '../cut-text';
import { plainMessages } from '../request';
import { promptLogprobs } from '../scoring/prompt-logprobs';
import { singleText } from '../scoring/single-text';
import { askedOf, type Completing, hasImages } from './ways';

/**
 * The prompt's own tokens with their log-probabilities, in a request before the completion: vLLM tells them as a list, each with its id,
 * where it does not stream alone.
 */
export async function echoedPrompt({ call, options }: Completing): Promise<NonNullable<Reply['promptTokens']>> {
  const { prompt, settings } = call.request;
  const asked = askedOf(call);
  const count = settings.logprobs ?? 0;
  if (hasImages(prompt)) throw noImages();
  const { tokens } =
    options.rawPrompt === true
      ? await cutText({ text: singleText(prompt), begins: true }, 'vllm', asked)
      : await cutMessages(plainMessages(prompt), asked);
  if (tokens.length === 0) return [];
  const ids = tokens.map(({ id }) => id);
  const { steps } = await promptLogprobs(ids, { ...asked, count, from: 1 });
  return tokens.map(({ id, text }, at) => {
    const { own, likeliest = [] } = steps[at] ?? {};
    return {
      token: own?.token ?? text,
      id,
      logprob: own?.logprob ?? null,
      ...(own?.rank === undefined ? {} : { rank: own.rank }),
      alternatives: likeliest.slice(0, count).map((one) => ({ token: one.token, id: one.id, logprob: one.logprob })),
    };
  });
}

function noImages(): ModelError {
  const message = 'A prompt with images cannot be echoed: images are no tokens of the vocabulary. Clear "Echo prompt".';
  return new ModelError({ kind: 'bad-request', code: 'UNSUPPORTED', message });
}
