import type { ServerProgram } from '../../../core/model/completion-capabilities';
import type { CompletionOptions } from '../../../core/model/completion-options';
import { ModelError } from '../../../core/model/model-error';
import type { SamplingSettings } from '../../../core/model/sampling-settings';

interface Asked {
  readonly settings: SamplingSettings;
  readonly completion: CompletionOptions;
  readonly program: ServerProgram;
}

/**
 * How to sample, in the names that all programs share or that each has of its own. Sources: vLLM's `SamplingParams`, the README of
 * llama.cpp's server, LM Studio's "OpenAI compatibility".
 */
export function samplingBody({ settings, completion, program }: Asked): object {
  const { temperature, topP, topK, stopSequences = [], seed } = settings;
  return {
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { top_p: topP }),
    ...(topK === undefined ? {} : { top_k: topK }),
    ...(stopSequences.length === 0 ? {} : { stop: stopSequences }),
    ...(seed === undefined ? {} : { seed }),
    ...penaltiesBody({ settings, completion, program }),
    ...biasBody(completion, program),
    ...(completion.minTokens !== undefined && program === 'vllm' ? { min_tokens: completion.minTokens } : {}),
    // llama.cpp takes the temperature last unless it is told the order; its other samplers stay as they are.
    ...(topP !== undefined && program === 'llama.cpp' ? { samplers: temperatureFirst } : {}),
  };
}

const temperatureFirst = ['penalties', 'dry', 'top_n_sigma', 'temperature', 'top_k', 'typ_p', 'top_p', 'min_p', 'xtc'];

function penaltiesBody({ settings, completion, program }: Asked): object {
  const { presencePenalty: presence = 0, frequencyPenalty: frequency = 0 } = settings;
  const multiplies = completion.multiplicativePresencePenalty === true && presence !== 0;
  if (multiplies && presence <= -1) throw notPositive();
  const repetition = program === 'vllm' ? 'repetition_penalty' : 'repeat_penalty';
  return {
    ...(presence === 0 || multiplies ? {} : { presence_penalty: presence }),
    ...(frequency === 0 ? {} : { frequency_penalty: frequency }),
    ...(multiplies ? { [repetition]: 1 + presence } : {}),
    // It looks at 64 tokens back unless told to look at all.
    ...(program === 'llama.cpp' && (presence !== 0 || frequency !== 0) ? { repeat_last_n: -1 } : {}),
  };
}

function biasBody({ logitBias = [] }: CompletionOptions, program: ServerProgram): object {
  if (logitBias.length === 0) return {};
  const pairs = logitBias.map(({ token, bias }) => [token, bias] as const);
  return { logit_bias: program === 'llama.cpp' ? pairs : Object.fromEntries(pairs) };
}

function notPositive(): ModelError {
  const message =
    'A multiplicative presence penalty divides by 1 + p, so p has to be greater than -1. Raise "Presence penalty". Nothing was sent.';
  return new ModelError({ kind: 'bad-request', code: 'UNSUPPORTED', message });
}
