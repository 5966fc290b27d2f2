import type { ServerProgram } from '../../../core/model/completion-capabilities';
import type { CompletionOptions } from '../../../core/model/completion-options';
import { ModelError } from '../../../core/model/model-error';
import type { ModelPrompt } from '../../../core/model/model-prompt';
import type { ModelRequest } from '../../../core/model/model-request';
import { settingRanges } from '../../../core/model/sampling-settings';
import { type AskedModel, cutText, templateText } from '../cut-text';
import type { Habits } from '../habits';
import type { Asking } from '../open-call';
import type { Call } from '../read-answer';
import { plainMessages, toChatRequest } from '../request';
import { singleText } from '../scoring/single-text';
import { samplingBody } from './sampling-body';

/** A request of the Playground to a server of a known program. */
export interface Completing {
  readonly call: Call;
  readonly program: ServerProgram;
  readonly options: CompletionOptions;
}

/**
 * By which of its calls a server completes. `native`: llama.cpp's own, which takes tokens and a text behind the chat template; every other
 * raw prompt is a text, and all else a chat.
 */
export function wayOf({ program, options }: Completing): 'chat' | 'text' | 'native' {
  const isRaw = options.rawPrompt === true;
  if (program !== 'llama.cpp') return isRaw ? 'text' : 'chat';
  return isRaw || options.prefix !== undefined || options.minTokens !== undefined ? 'native' : 'chat';
}

export function askChat({ call, program, options }: Completing): Asking {
  const { request, model } = call;
  const { presencePenalty, frequencyPenalty, ...settings } = request.settings;
  const plain = { ...request, settings } as ModelRequest; // the same task
  return {
    path: '/chat/completions',
    bodyFor(habits) {
      const body = toChatRequest(plain, { model, habits });
      const { prefix } = options;
      const goesOn = prefix !== undefined && prefix.text !== '';
      return {
        ...body,
        ...(goesOn ? { messages: [...body.messages, { role: 'assistant', content: prefix.text }] } : {}),
        ...(goesOn ? { continue_final_message: true, add_generation_prompt: false } : {}),
        ...samplingBody({ settings: request.settings, completion: options, program }),
        ...chatLogprobs(request.settings.logprobs, program),
      };
    },
  };
}

/**
 * vLLM counts the chosen token among the number that is asked for, so one more is, as far as it goes. llama.cpp tells nothing of none.
 */
function chatLogprobs(count: number | undefined, program: ServerProgram): object {
  if (count === undefined) return {};
  const { max } = settingRanges.logprobs;
  if (program === 'llama.cpp') return { logprobs: true, top_logprobs: Math.max(1, count) };
  if (program !== 'vllm') return { logprobs: true, top_logprobs: count };
  return { logprobs: true, top_logprobs: count === 0 ? 0 : Math.min(count + 1, max), return_token_ids: true };
}

/** What is written at most where nobody says how much: OpenAI's own call would end after 16 tokens. */
const usualTokens = 256;

/** A raw prompt, to the byte. */
export async function askText(completing: Completing): Promise<Asking> {
  const { call, program, options } = completing;
  const { request, model } = call;
  const { maxOutputTokens = usualTokens, logprobs } = request.settings;
  const prompt = await rawPrompt(completing);
  return {
    path: '/completions',
    bodyFor: ({ usage }: Habits) => ({
      model,
      prompt,
      stream: true,
      ...(usage === 'asked' ? { stream_options: { include_usage: true } } : {}),
      max_tokens: maxOutputTokens,
      ...samplingBody({ settings: request.settings, completion: options, program }),
      ...(logprobs === undefined ? {} : { logprobs }),
      // Its alternatives are a record by text, in which equal texts collide.
      ...(logprobs !== undefined && program === 'vllm' ? { return_tokens_as_token_ids: true } : {}),
    }),
  };
}

async function rawPrompt({ call, program, options: { prefix } }: Completing): Promise<string | readonly number[]> {
  const text = singleText(call.request.prompt);
  if (prefix?.ids === undefined || program !== 'vllm') return text + (prefix?.text ?? '');
  const { tokens } = await cutText({ text, begins: true }, 'vllm', askedOf(call));
  return [...tokens.map(({ id }) => id), ...prefix.ids];
}

/** llama.cpp's own call: a text, behind which tokens may follow; it puts a begin token in front. */
export async function nativePrompt({ call, options }: Completing): Promise<NativePrompt> {
  const { prompt } = call.request;
  if (hasImages(prompt)) throw noImages();
  const text =
    options.rawPrompt === true ? singleText(prompt) : await templateText(plainMessages(prompt), askedOf(call));
  const { prefix } = options;
  if (prefix?.ids !== undefined) return [text, ...prefix.ids];
  return [text + (prefix?.text ?? '')];
}

export type NativePrompt = readonly [string, ...number[]];

/** `phase`: the end is forbidden, and stop sequences are not looked for; so the least number of tokens is written. */
export function askNative(
  { call, program, options }: Completing,
  {
    prompt,
    most,
    phase,
  }: { readonly prompt: NativePrompt; readonly most: number | undefined; readonly phase: 'minimum' | 'rest' },
): Asking {
  const { stopSequences, ...others } = call.request.settings;
  const settings = phase === 'minimum' || stopSequences === undefined ? others : { ...others, stopSequences };
  const [text, ...ids] = prompt;
  const { logprobs } = settings;
  return {
    path: '/completion',
    at: 'beside',
    bodyFor: () => ({
      model: call.model,
      prompt: ids.length === 0 ? text : prompt,
      stream: true,
      cache_prompt: true,
      return_tokens: true,
      ...(most === undefined ? {} : { n_predict: most }),
      ...(phase === 'minimum' ? { ignore_eos: true } : {}),
      ...samplingBody({ settings, completion: options, program }),
      ...(logprobs === undefined ? {} : { n_probs: Math.max(1, logprobs) }),
    }),
  };
}

function noImages(): ModelError {
  const message =
    'llama.cpp goes on behind a text, or writes a least number of tokens, after a prompt of text alone. Take the images out, or clear "Minimum tokens". Nothing was written.';
  return new ModelError({ kind: 'bad-request', code: 'UNSUPPORTED', message });
}

export function hasImages({ turns }: ModelPrompt): boolean {
  return turns.some(({ parts }) => parts.some(({ type }) => type === 'image'));
}

export function askedOf({ connection, model, line }: Call): AskedModel {
  return { connection, model, signal: line };
}
