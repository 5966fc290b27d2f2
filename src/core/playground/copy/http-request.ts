import { completionCapabilitiesOf } from '../../model/completion-capabilities-of';
import type { ModelPrompt, Part } from '../../model/model-prompt';
import { type ModelRef, modelName } from '../../model/model-ref';
import type { SettingName } from '../../model/sampling-settings';
import { readServerUrl } from '../../model/server-url';
import { rawPrompt, sentPrompt, typedText } from '../sent-prompt';
import type { AskedRequest } from './asked-request';

/** A call over HTTP. The key stands in a variable of the environment, and nowhere else. */
export interface HttpRequest {
  readonly url: string;
  readonly header: { readonly name: string; readonly before: string; readonly variable: string };
  readonly body: Json;
  /** What a reader has to know of it. */
  readonly notes: readonly string[];
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

export function httpRequest(asked: AskedRequest): HttpRequest {
  return asked.model.provider === 'gemini' && asked.task !== 'evaluate' ? geminiRequest(asked) : serverRequest(asked);
}

const geminiAddress = 'https://generativelanguage.googleapis.com/v1beta/models';
/** Where no server is set up: vLLM's own. */
const usualAddress = 'http://localhost:8000/v1';

function geminiRequest(asked: AskedRequest): HttpRequest {
  const id = idOf(asked.model);
  const isEmbed = asked.task === 'embed';
  return {
    url: `${geminiAddress}/${id}:${isEmbed ? 'batchEmbedContents' : 'generateContent'}`,
    header: { name: 'x-goog-api-key', before: '', variable: 'GEMINI_API_KEY' },
    body: isEmbed ? geminiEmbedBody(asked, id) : geminiCompleteBody(asked),
    notes: isEmbed ? textNotes(asked) : [],
  };
}

function geminiCompleteBody({ prompt, images, model, complete }: AskedRequest): Json {
  const { system, turns } = sentPrompt(prompt, images);
  const { settings } = completionCapabilitiesOf(model);
  const { sampling, completions } = complete;
  const honoured = <Value>(name: SettingName, value: Value): Value | undefined =>
    settings[name] === true ? value : undefined;
  const logprobs = honoured('logprobs', sampling.logprobs);
  return {
    ...(system !== undefined && { systemInstruction: { parts: [{ text: system }] } }),
    contents: turns.map(({ role, parts }) => ({ role, parts: parts.map(geminiPart) })),
    generationConfig: {
      maxOutputTokens: honoured('maxOutputTokens', sampling.maxOutputTokens),
      temperature: honoured('temperature', sampling.temperature),
      topK: honoured('topK', sampling.topK),
      topP: honoured('topP', sampling.topP),
      presencePenalty: honoured('presencePenalty', sampling.presencePenalty),
      frequencyPenalty: honoured('frequencyPenalty', sampling.frequencyPenalty),
      stopSequences: honoured('stopSequences', sampling.stopSequences),
      seed: honoured('seed', sampling.seed),
      ...(completions > 1 && { candidateCount: completions }),
      ...(logprobs !== undefined && { responseLogprobs: true, ...(logprobs > 0 && { logprobs }) }),
    },
  };
}

function geminiPart(part: Part): Json {
  return part.type === 'text' ? { text: part.text } : { inlineData: { mimeType: part.mimeType, data: part.data } };
}

function geminiEmbedBody({ embed, images }: AskedRequest, id: string): Json {
  const pictures = embed.images.flatMap((sha256) => images[sha256] ?? []);
  const parts: readonly Json[] = [
    ...textsOf(embed).map((text) => ({ text })),
    ...pictures.map(({ mimeType, data }) => ({ inlineData: { mimeType, data } })),
  ];
  return {
    requests: parts.map((part) => ({
      model: `models/${id}`,
      content: { parts: [part] },
      ...(embed.taskType !== null && { taskType: embed.taskType }),
      ...(embed.dimensions !== null && { outputDimensionality: embed.dimensions }),
    })),
  };
}

function serverRequest(asked: AskedRequest): HttpRequest {
  const read = readServerUrl(asked.address);
  const isOwn = asked.model.provider === 'server' && read.ok;
  const { path, body, notes } = serverCall(asked);
  return {
    url: `${isOwn ? read.value : usualAddress}${path}`,
    header: { name: 'Authorization', before: 'Bearer ', variable: 'OPENAI_API_KEY' },
    body,
    notes: [
      ...(asked.model.provider === 'server'
        ? []
        : [`${modelName(asked.model)} is not asked over HTTP: this asks a server that speaks the OpenAI way.`]),
      ...notes,
    ],
  };
}

interface ServerCall {
  readonly path: string;
  readonly body: Json;
  readonly notes: readonly string[];
}

function serverCall(asked: AskedRequest): ServerCall {
  const model = idOf(asked.model);
  switch (asked.task) {
    case 'embed':
      return {
        path: '/embeddings',
        body: {
          model,
          input: textsOf(asked.embed),
          ...(asked.embed.dimensions !== null && { dimensions: asked.embed.dimensions }),
        },
        notes: textNotes(asked),
      };
    case 'evaluate':
      return {
        path: '/completions',
        body: {
          model,
          prompt: `${typedText(asked.prompt.parts)}${asked.expected}`,
          max_tokens: 1,
          echo: true,
          prompt_logprobs: 5,
          logprobs: 5,
        },
        notes: [
          'Add up the log-probabilities of the tokens of the expected completion alone.',
          ...(asked.as === 'reply' ? ['The chat template of the model is not in it: put it around the prompt.'] : []),
        ],
      };
    case 'complete': {
      const { options } = asked.complete;
      const isRaw = options.rawPrompt === true;
      const prompt = isRaw ? rawPrompt(asked.prompt) : sentPrompt(asked.prompt, asked.images);
      return {
        path: isRaw ? '/completions' : '/chat/completions',
        body: { model, ...(isRaw ? { prompt: typedText(asked.prompt.parts) } : messagesOf(prompt)), ...sampled(asked) },
        notes: biasNotes(asked),
      };
    }
  }
}

function messagesOf({ system, turns }: ModelPrompt): { readonly messages: Json } {
  return {
    messages: [
      ...(system === undefined ? [] : [{ role: 'system', content: system }]),
      ...turns.map(({ role, parts }) => ({ role: role === 'model' ? 'assistant' : 'user', content: contentOf(parts) })),
    ],
  };
}

function contentOf(parts: readonly Part[]): Json {
  const [only, ...more] = parts;
  if (only?.type === 'text' && more.length === 0) return only.text;
  return parts.map((part) =>
    part.type === 'text'
      ? { type: 'text', text: part.text }
      : { type: 'image_url', image_url: { url: `data:${part.mimeType};base64,${part.data}` } },
  );
}

/** The fields that vLLM takes beside those of OpenAI are among them where they are set. */
function sampled({ complete }: AskedRequest): { readonly [key: string]: Json | undefined } {
  const { sampling, options, bias, completions, bestOf } = complete;
  const { presencePenalty: presence = 0, frequencyPenalty, stopSequences = [], logprobs } = sampling;
  const isRaw = options.rawPrompt === true;
  const byId = bias.flatMap(({ token, bias: by }) => (token.kind === 'id' ? [[`${token.id}`, by] as const] : []));
  return {
    max_tokens: sampling.maxOutputTokens,
    temperature: sampling.temperature,
    top_k: sampling.topK,
    top_p: sampling.topP,
    ...(presence !== 0 &&
      (options.multiplicativePresencePenalty ? { repetition_penalty: 1 + presence } : { presence_penalty: presence })),
    ...(frequencyPenalty !== undefined && frequencyPenalty !== 0 && { frequency_penalty: frequencyPenalty }),
    ...(stopSequences.length > 0 && { stop: stopSequences }),
    ...(byId.length > 0 && { logit_bias: Object.fromEntries(byId) }),
    seed: sampling.seed,
    min_tokens: options.minTokens,
    ...(options.echo && { echo: true }),
    n: bestOf ?? completions,
    ...(logprobs !== undefined && (isRaw ? { logprobs } : { logprobs: true, top_logprobs: logprobs })),
  };
}

function biasNotes({ complete: { bias, bestOf, completions } }: AskedRequest): readonly string[] {
  return [
    ...(bias.some(({ token }) => token.kind === 'text')
      ? ['A bias of a text is left out: a server takes ids of tokens.']
      : []),
    ...(bestOf === null
      ? []
      : [`Of ${bestOf} completions, keep the ${completions} with the highest mean log-probability per token.`]),
  ];
}

function textNotes({ embed: { dataset, textColumn, images }, model }: AskedRequest): readonly string[] {
  return [
    ...(dataset === null ? [] : [`The texts are those of the column “${textColumn ?? ''}” of ${dataset.table.name}.`]),
    ...(images.length > 0 && model.provider !== 'gemini' ? ['Images are left out.'] : []),
  ];
}

function textsOf({ texts, dataset }: AskedRequest['embed']): readonly string[] {
  return dataset === null ? texts.split(/\r?\n/).filter((text) => text.trim() !== '') : [];
}

function idOf(model: ModelRef): string {
  return 'id' in model ? model.id : model.provider;
}
