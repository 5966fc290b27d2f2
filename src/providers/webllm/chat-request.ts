import type { ModelRequest, ReplyFormat } from '../../core/model/model-request';
import type { SamplingSettings } from '../../core/model/sampling-settings';
import { type ChatTemplate, hasThinkingSwitch, keptFromReplace } from './chat-template';
import { alternativesSuffice, checkOptions, choiceGrammar, mostAlternatives } from './choice';
import type { ChatMessage, ChatRequest } from './engine-port';
import { schemaText } from './json-schema';

/** WebLLM refuses a `top_p` of 0, and works with no less than this. */
const leastTopP = 1e-5;

export function toChatRequest(
  { settings, reply }: Pick<ModelRequest, 'settings' | 'reply'>,
  how: {
    readonly id: string;
    readonly template: ChatTemplate;
    readonly messages: readonly ChatMessage[];
    /** What the context leaves for the reply. */
    readonly mostTokens: number;
  },
): ChatRequest {
  const { id, template, messages, mostTokens } = how;
  return {
    model: id,
    messages: messages.map((message) => keptFromReplace(template, message)),
    stream: true,
    stream_options: { include_usage: true },
    ...(reply.type === 'choice' ? choiceSampling(reply.options) : sampling(settings, mostTokens)),
    ...formatOf(reply),
    ...(hasThinkingSwitch(template, id) ? { extra_body: { enable_thinking: false } } : {}),
  };
}

/** Stop sequences are not sent: the engine has given away half of one before it notices it. See `stopSequences`. */
function sampling(settings: SamplingSettings, mostTokens: number): Partial<ChatRequest> {
  const { temperature, topP, maxOutputTokens, presencePenalty, frequencyPenalty, seed, logprobs } = settings;
  return {
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { top_p: Math.max(topP, leastTopP) }),
    max_tokens: Math.min(maxOutputTokens ?? mostTokens, mostTokens),
    ...(presencePenalty === undefined ? {} : { presence_penalty: presencePenalty }),
    ...(frequencyPenalty === undefined ? {} : { frequency_penalty: frequencyPenalty }),
    ...(seed === undefined ? {} : { seed }),
    ...(logprobs === undefined
      ? {}
      : { logprobs: true, top_logprobs: Math.min(Math.max(logprobs, 1), mostAlternatives) }),
  };
}

/** The model's own probabilities, of one token: everything that would bend them is switched off, whatever its defaults are. */
function choiceSampling(options: readonly string[]): Partial<ChatRequest> {
  return {
    temperature: 1,
    top_p: 1,
    presence_penalty: 0,
    frequency_penalty: 0,
    repetition_penalty: 1,
    max_tokens: 1,
    ...(alternativesSuffice(options) ? { logprobs: true, top_logprobs: mostAlternatives } : {}),
  };
}

function formatOf(reply: ReplyFormat): Pick<ChatRequest, 'response_format'> {
  switch (reply.type) {
    case 'text':
      return {};
    case 'choice':
      checkOptions(reply.options);
      return { response_format: { type: 'grammar', grammar: choiceGrammar(reply.options) } };
    case 'json':
      return { response_format: { type: 'json_object', schema: schemaText(reply.schema) } };
  }
}
