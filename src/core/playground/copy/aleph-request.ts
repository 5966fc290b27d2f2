import { sentPrompt } from '../sent-prompt';
import type { AskedRequest } from './asked-request';
import type { Json } from './http-request';

/**
 * The same as a request of `aleph-alpha-client`. It knows no chat: the system text and earlier turns stand before the prompt.
 * `disable_optimizations` keeps that service from changing the prompt.
 */
export function toAleph(asked: AskedRequest): Json {
  const model = 'id' in asked.model ? asked.model.id : asked.model.provider;
  switch (asked.task) {
    case 'complete':
      return { model, prompt: promptItems(asked), ...parameters(asked), disable_optimizations: true };
    case 'evaluate':
      return {
        model,
        prompt: promptItems(asked),
        completion_expected: asked.expected,
        disable_optimizations: true,
      };
    case 'embed':
      return {
        model,
        prompt: [{ type: 'text', data: asked.embed.texts.split(/\r?\n/)[0] ?? '' }],
        layers: [-1],
        pooling: [
          asked.embed.pooling === null ? 'mean' : asked.embed.pooling.replace('-', '_').replace(/^last$/, 'last_token'),
        ],
        tokens: false,
      };
  }
}

function promptItems({ prompt, images }: AskedRequest): Json {
  const { system, turns } = sentPrompt(prompt, images);
  const before = [...(system === undefined ? [] : [system]), ...prompt.turns.map(({ text }) => text)];
  const parts = turns.at(-1)?.parts ?? [];
  return [
    ...before.map((text) => ({ type: 'text', data: `${text}\n\n` })),
    ...parts.map((part) =>
      part.type === 'text' ? { type: 'text', data: part.text } : { type: 'image', data: part.data },
    ),
  ];
}

function parameters({ complete }: AskedRequest): { readonly [key: string]: Json | undefined } {
  const { sampling, options, bias, completions, bestOf } = complete;
  const byId = bias.flatMap(({ token, bias: by }) => (token.kind === 'id' ? [[`${token.id}`, by] as const] : []));
  return {
    maximum_tokens: sampling.maxOutputTokens,
    ...(options.minTokens !== undefined && { minimum_tokens: options.minTokens }),
    temperature: sampling.temperature,
    top_k: sampling.topK,
    top_p: sampling.topP,
    presence_penalty: sampling.presencePenalty ?? 0,
    frequency_penalty: sampling.frequencyPenalty ?? 0,
    repetition_penalties_include_prompt: options.penaltiesCoverPrompt === true,
    use_multiplicative_presence_penalty: options.multiplicativePresencePenalty === true,
    best_of: bestOf,
    n: completions,
    ...(byId.length > 0 && { logit_bias: Object.fromEntries(byId) }),
    log_probs: sampling.logprobs ?? null,
    stop_sequences: sampling.stopSequences ?? [],
    tokens: sampling.logprobs !== undefined,
    ...(options.echo && { echo: true }),
  };
}
