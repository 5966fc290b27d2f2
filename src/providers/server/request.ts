import { thinkingUse } from '../../core/instructions/task';
import type { ModelPrompt, Part, PromptTurn } from '../../core/model/model-prompt';
import type { ModelRequest, ReplySchema } from '../../core/model/model-request';
import type { SamplingSettings } from '../../core/model/sampling-settings';
import { schemaInWords } from '../../core/model/schema-in-words';
import { defaultThinking, type ThinkingLevel } from '../../core/model/thinking';
import { firstHabits, type Habits } from './habits';
import { schemaName, toStrictSchema } from './reply-schema';

/** The body of `POST /chat/completions` as far as we use it, in the names that OpenAI gave it and others took over. */
export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly ChatMessage[];
  readonly stream: true;
  readonly stream_options?: { readonly include_usage: true };
  readonly temperature?: number;
  readonly top_p?: number;
  /** Not OpenAI's own; Ollama, LM Studio, llama.cpp and vLLM take it. */
  readonly top_k?: number;
  readonly max_tokens?: number;
  readonly max_completion_tokens?: number;
  readonly stop?: readonly string[];
  readonly presence_penalty?: number;
  readonly frequency_penalty?: number;
  readonly seed?: number;
  readonly logprobs?: true;
  readonly top_logprobs?: number;
  /** OpenAI's name, which Ollama, vLLM, LM Studio, OpenRouter and Groq took over. */
  readonly reasoning_effort?: ThinkingLevel;
  readonly response_format?:
    | { readonly type: 'json_object' }
    | {
        readonly type: 'json_schema';
        readonly json_schema: { readonly name: string; readonly schema: unknown; readonly strict: true };
      };
}

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string | readonly ChatPart[];
}

type ChatPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image_url'; readonly image_url: { readonly url: string } };

export function toChatRequest(
  request: ModelRequest,
  how: { readonly model: string; readonly habits: Habits },
): ChatRequest {
  const { habits, model } = how;
  return {
    model,
    messages: messagesOf(request, habits),
    stream: true,
    ...(habits.usage === 'asked' ? { stream_options: { include_usage: true } } : {}),
    ...toSampling(request.settings, habits),
    ...(request.thinking !== undefined && namesThinking(request, habits) ? { reasoning_effort: request.thinking } : {}),
    ...replyFormat(request, habits),
  };
}

/** Our own default is for models that think; what the author chose instead of it is asked of every model until it is refused. */
function namesThinking({ thinking, purpose }: Pick<ModelRequest, 'thinking' | 'purpose'>, habits: Habits): boolean {
  if (habits.thinking === 'not-named') return false;
  return habits.thinking === 'named' || thinking !== defaultThinking[thinkingUse(purpose)];
}

function messagesOf({ prompt, reply }: Pick<ModelRequest, 'prompt' | 'reply'>, habits: Habits): readonly ChatMessage[] {
  const inWords = reply.type === 'json' && habits.json !== 'schema' ? schemaInWords(reply.schema) : undefined;
  const turns = inWords === undefined ? prompt.turns : withLastText(prompt.turns, inWords);
  const { system } = prompt;
  if (system === undefined) return turns.map(toMessage);
  if (habits.system === 'first-user-turn') return withFirstText(turns, system).map(toMessage);
  return [{ role: 'system', content: system }, ...turns.map(toMessage)];
}

/** As a model of unknown habits is asked. */
export function plainMessages(prompt: ModelPrompt): readonly ChatMessage[] {
  return messagesOf({ prompt, reply: { type: 'text' } }, firstHabits);
}

function toMessage({ role, parts }: PromptTurn): ChatMessage {
  return { role: role === 'model' ? 'assistant' : 'user', content: contentOf(parts) };
}

/** Text as plain as it can be: not every server takes a list of parts. */
function contentOf(parts: readonly Part[]): ChatMessage['content'] {
  const texts = parts.flatMap((part) => (part.type === 'text' ? [part.text] : []));
  return texts.length === parts.length ? texts.join('\n\n') : parts.map(toChatPart);
}

function toChatPart(part: Part): ChatPart {
  switch (part.type) {
    case 'text':
      return { type: 'text', text: part.text };
    case 'image':
      return { type: 'image_url', image_url: { url: `data:${part.mimeType};base64,${part.data}` } };
  }
}

function withLastText(turns: readonly PromptTurn[], text: string): readonly PromptTurn[] {
  const last = turns.at(-1);
  if (last?.role !== 'user') return [...turns, { role: 'user', parts: [{ type: 'text', text }] }];
  return [...turns.slice(0, -1), { ...last, parts: [...last.parts, { type: 'text', text }] }];
}

function withFirstText(turns: readonly PromptTurn[], text: string): readonly PromptTurn[] {
  const [first, ...others] = turns;
  if (first?.role !== 'user') return [{ role: 'user', parts: [{ type: 'text', text }] }, ...turns];
  return [{ ...first, parts: [{ type: 'text', text }, ...first.parts] }, ...others];
}

function toSampling(settings: SamplingSettings, habits: Habits): Partial<ChatRequest> {
  const { temperature, topP, topK, maxOutputTokens, stopSequences, presencePenalty, frequencyPenalty, seed, logprobs } =
    settings;
  return {
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { top_p: topP }),
    ...(topK === undefined ? {} : { top_k: topK }),
    ...(maxOutputTokens === undefined ? {} : { [habits.limit]: maxOutputTokens }),
    ...(stopSequences === undefined || stopSequences.length === 0 ? {} : { stop: stopSequences }),
    ...(presencePenalty === undefined ? {} : { presence_penalty: presencePenalty }),
    ...(frequencyPenalty === undefined ? {} : { frequency_penalty: frequencyPenalty }),
    ...(seed === undefined ? {} : { seed }),
    ...(logprobs === undefined ? {} : { logprobs: true, top_logprobs: logprobs }),
  };
}

function replyFormat({ reply }: ModelRequest, { json }: Habits): Pick<ChatRequest, 'response_format'> {
  if (reply.type !== 'json' || json === 'text') return {};
  // Both mean "any JSON object": a schema of another type goes into the text alone.
  if (json === 'object') return reply.schema.type === 'object' ? { response_format: { type: 'json_object' } } : {};
  return { response_format: { type: 'json_schema', json_schema: namedSchema(reply.name, reply.schema) } };
}

function namedSchema(name: string, schema: ReplySchema) {
  return { name: schemaName(name), schema: toStrictSchema(schema), strict: true } as const;
}
