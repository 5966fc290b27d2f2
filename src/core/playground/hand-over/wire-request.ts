import type { ServerProgram } from '../../model/completion-capabilities';
import type { CompletionOptions } from '../../model/completion-options';
import type { ModelPrompt, Part } from '../../model/model-prompt';
import { isPractice, type ModelRef, modelName } from '../../model/model-ref';
import type { SamplingSettings } from '../../model/sampling-settings';
import type { Pooling, TaskType } from '../../model/vector-model';
import { err, ok, type Result } from '../../result';

/** What a press of Run would ask for, with what the model does not honour left out. */
export type Asked = { readonly model: ModelRef } & (
  | {
      readonly task: 'complete';
      readonly prompt: ModelPrompt;
      readonly sampling: SamplingSettings;
      readonly options: CompletionOptions;
      readonly completions: number;
      readonly bestOf: number | null;
    }
  | {
      readonly task: 'evaluate';
      readonly prompt: ModelPrompt;
      readonly expected: string;
      readonly as: 'continuation' | 'reply';
    }
  | {
      readonly task: 'embed';
      readonly texts: readonly string[];
      readonly taskType: TaskType | null;
      readonly dimensions: number | null;
      readonly pooling: Pooling | null;
      readonly normalise: boolean;
    }
);

/** One HTTP request. Its key is a variable of the environment, never the key itself. */
export interface WireRequest {
  readonly url: string;
  /** `value` names the variable of the environment: `Bearer $NAME`. */
  readonly header: { readonly name: string; readonly prefix: string; readonly variable: string };
  readonly body: unknown;
}

/** The error says why there is no request to copy. `program`: what a server is, where it is known. */
export function wireRequest(
  asked: Asked,
  address: string,
  program: ServerProgram = 'unknown',
): Result<WireRequest, string> {
  const { model } = asked;
  switch (model.provider) {
    case 'gemini':
      return gemini(asked, { id: model.id, address });
    case 'server': {
      const why = whySeveral(asked, program);
      if (why !== undefined) return err(why);
      return ok(server(asked, { id: model.id, address }));
    }
    case 'practice':
    case 'webllm':
    case 'browser':
      return err(
        `${isPractice(model) ? 'The practice model' : modelName(model)} computes here: no request leaves this device.`,
      );
  }
}

/** What one command cannot do. */
function whySeveral(asked: Asked, program: ServerProgram): string | undefined {
  if (asked.task !== 'evaluate') return undefined;
  if (program === 'llama.cpp')
    return 'llama.cpp scores a text by a request for each of its tokens: that is no single command to copy.';
  if (asked.as === 'reply')
    return 'A reply is scored behind the server’s chat template, which is asked for first: that is no single command to copy. Choose “Continuation of the text” for one.';
  return undefined;
}

interface At {
  readonly id: string;
  readonly address: string;
}

/** Source: ai.google.dev/api/generate-content and ai.google.dev/api/embeddings. */
function gemini(asked: Asked, { id, address }: At): Result<WireRequest, string> {
  const header = { name: 'x-goog-api-key', prefix: '', variable: 'GEMINI_API_KEY' };
  const url = (method: string) => `${address}/v1beta/models/${encodeURIComponent(id)}:${method}`;
  switch (asked.task) {
    case 'complete':
      return ok({ url: url('generateContent'), header, body: geminiBody(asked) });
    case 'evaluate':
      return err('Gemini never scores a given text.');
    case 'embed': {
      const { texts, taskType, dimensions } = asked;
      const requests = texts.map((text) => ({
        model: `models/${id}`,
        content: { parts: [{ text }] },
        ...(taskType !== null && { taskType }),
        ...(dimensions !== null && { outputDimensionality: dimensions }),
      }));
      return ok({ url: url('batchEmbedContents'), header, body: { requests } });
    }
  }
}

type Complete = Extract<Asked, { readonly task: 'complete' }>;

function geminiBody({ prompt, sampling, completions }: Complete) {
  const { logprobs, ...others } = sampling;
  const parts = (all: readonly Part[]) =>
    all.map((part) =>
      part.type === 'text' ? { text: part.text } : { inlineData: { mimeType: part.mimeType, data: part.data } },
    );
  return {
    ...(prompt.system !== undefined && { systemInstruction: { parts: [{ text: prompt.system }] } }),
    contents: prompt.turns.map((turn) => ({ role: turn.role, parts: parts(turn.parts) })),
    generationConfig: {
      ...others,
      ...(completions > 1 && { candidateCount: completions }),
      ...(logprobs !== undefined && { responseLogprobs: true, logprobs }),
    },
  };
}

/** Source: platform.openai.com/docs/api-reference, with the further fields of vLLM and llama.cpp. */
function server(asked: Asked, { id, address }: At): WireRequest {
  const header = { name: 'Authorization', prefix: 'Bearer ', variable: 'SERVER_API_KEY' };
  const request = (path: string, body: object): WireRequest => ({
    url: `${address}/${path}`,
    header,
    body: { model: id, ...body },
  });
  switch (asked.task) {
    case 'complete': {
      const { prompt, options, sampling } = asked;
      const fields = { ...serverFields(asked), ...serverOptions(options) };
      if (options.rawPrompt === true)
        return request('completions', {
          prompt: rawText(prompt),
          ...fields,
          ...(sampling.logprobs !== undefined && { logprobs: sampling.logprobs }),
        });
      const logprobs = sampling.logprobs !== undefined && { logprobs: true, top_logprobs: sampling.logprobs };
      return request('chat/completions', { messages: messages(prompt), ...fields, ...logprobs });
    }
    case 'evaluate':
      return request('completions', {
        prompt: rawText(asked.prompt) + asked.expected,
        max_tokens: 1,
        echo: true,
        logprobs: 5,
      });
    case 'embed':
      return request('embeddings', {
        input: asked.texts,
        ...(asked.dimensions !== null && { dimensions: asked.dimensions }),
      });
  }
}

function serverFields({ sampling, options, completions, bestOf }: Complete) {
  const { maxOutputTokens, temperature, topP, topK, presencePenalty, frequencyPenalty, stopSequences, seed } = sampling;
  return defined({
    max_tokens: maxOutputTokens,
    temperature,
    top_p: topP,
    top_k: topK,
    // What divides logits has a name of its own there.
    ...(options.multiplicativePresencePenalty === true && presencePenalty !== undefined
      ? { repetition_penalty: 1 + presencePenalty }
      : { presence_penalty: presencePenalty }),
    frequency_penalty: frequencyPenalty,
    stop: stopSequences,
    seed,
    n: bestOf ?? (completions > 1 ? completions : undefined),
  });
}

function serverOptions({ logitBias, minTokens, echo }: CompletionOptions) {
  return defined({
    min_tokens: minTokens,
    echo,
    logit_bias: logitBias && Object.fromEntries(logitBias.map(({ token, bias }) => [token, bias])),
  });
}

function messages({ system, turns }: ModelPrompt) {
  const content = (parts: readonly Part[]) =>
    parts.every(({ type }) => type === 'text')
      ? parts.map((part) => (part.type === 'text' ? part.text : '')).join('')
      : parts.map((part) =>
          part.type === 'text'
            ? { type: 'text', text: part.text }
            : { type: 'image_url', image_url: { url: `data:${part.mimeType};base64,${part.data}` } },
        );
  return [
    ...(system === undefined ? [] : [{ role: 'system', content: system }]),
    ...turns.map(({ role, parts }) => ({ role: role === 'model' ? 'assistant' : 'user', content: content(parts) })),
  ];
}

/** The text alone, to the byte. */
function rawText({ turns }: ModelPrompt): string {
  return (turns.at(-1)?.parts ?? []).map((part) => (part.type === 'text' ? part.text : '')).join('');
}

function defined<Fields extends object>(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields; // absent for undefined
}
