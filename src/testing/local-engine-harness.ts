import type { LocalModel } from '../core/local/local-model';
import { userPrompt } from '../core/model/model-prompt';
import type { ModelRequest } from '../core/model/model-request';
import { fakeClock } from './fake-clock';
import { filesOnDevice, gemmaChatConfig, modelOnDevice, qwenChatConfig } from './models-on-device';
import { type OpenAiEngineOptions, openAiEngines } from './openai-engine';
import { aRequest } from './stepwise-model';

export const gemmaId = 'gemma3-1b-it-q4f16_1-MLC';
export const qwenId = 'Qwen3-0.6B-q4f16_1-MLC';
export const arcticId = 'snowflake-arctic-embed-s-q0f32-MLC-b4';
const contextTokens = 300;

/** Three models on this device, an engine of ours to run them, and a clock that stands still: everything that a local engine takes. */
export function localEngineHarness(
  options: Partial<OpenAiEngineOptions> = {},
  model: Partial<LocalModel> = {},
  /** Of Gemma's configuration, `conv` of its template. */
  { conv, ...config }: Readonly<Record<string, unknown>> = {},
) {
  const engines = openAiEngines({
    answer: () => 'The sea is wide, and it is salty.',
    selfTest: { text: 'Paris', logprob: -0.1 },
    contextTokens: model.contextTokens ?? contextTokens,
    ...options,
  });
  const files = filesOnDevice([
    modelOnDevice(
      { id: gemmaId, contextTokens, ...model },
      {
        ...weights,
        ...configOf({
          ...gemmaChatConfig,
          ...config,
          conv_template: { ...gemmaChatConfig.conv_template, ...Object(conv) },
        }),
      },
    ),
    modelOnDevice({ id: qwenId, contextTokens }, { ...weights, ...configOf(qwenChatConfig) }),
    modelOnDevice({ id: arcticId, kind: 'embedding', contextTokens: 32 }, { ...weights, ...configOf({}) }),
  ]);
  const clock = fakeClock();
  return {
    engines,
    files,
    clock,
    deps: { files, loadEngine: async () => engines.build, setTimer: clock.setTimer, now: clock.now, random: () => 0.5 },
  };
}

const weights = { 'tensor-cache.json': '{"records":[]}', 'params_shard_0.bin': 'bytes', 'library.wasm': 'wasm' };

function configOf(config: unknown): { readonly 'mlc-chat-config.json': string } {
  return { 'mlc-chat-config.json': JSON.stringify(config) };
}

export function textRequest(changes: Partial<ModelRequest> = {}): ModelRequest {
  return aRequest({ prompt: userPrompt('Tell me of the sea.'), ...changes });
}
