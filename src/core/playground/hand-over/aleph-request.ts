import * as z from 'zod/mini';
import type { CompletionOptions } from '../../model/completion-options';
import type { SamplingSettings } from '../../model/sampling-settings';
import { err, ok, type Result } from '../../result';
import type { PlaygroundTask } from '../playground-work';
import type { Asked } from './wire-request';

/** The request of `aleph-alpha-client` for the same: its names, with what it has no name for left out. */
export function alephRequest(asked: Asked): unknown {
  const model = 'id' in asked.model ? asked.model.id : asked.model.provider;
  switch (asked.task) {
    case 'complete':
      return { model, prompt: alephPrompt(asked.prompt), ...alephSampling(asked), disable_optimizations: true };
    case 'evaluate':
      return {
        model,
        prompt: alephPrompt(asked.prompt),
        completion_expected: asked.expected,
        disable_optimizations: true,
      };
    case 'embed':
      return {
        model,
        prompt: asked.texts.map((data) => ({ type: 'text', data })),
        layers: [-1],
        pooling: [alephPoolings[asked.pooling ?? 'mean']],
        normalize: asked.normalise,
      };
  }
}

const alephPoolings = { mean: 'mean', max: 'max', last: 'last_token', 'abs-max': 'abs_max' } as const;

type Complete = Extract<Asked, { readonly task: 'complete' }>;

function alephPrompt({ system, turns }: Complete['prompt']) {
  const parts = turns.flatMap((turn) => turn.parts);
  const items = parts.map((part) =>
    part.type === 'text' ? { type: 'text', data: part.text } : { type: 'image', data: part.data },
  );
  return system === undefined ? items : [{ type: 'text', data: `${system}\n\n` }, ...items];
}

function alephSampling({ sampling, options, completions, bestOf }: Complete) {
  const { maxOutputTokens, temperature, topK, topP, presencePenalty, frequencyPenalty, stopSequences, logprobs } =
    sampling;
  return {
    maximum_tokens: maxOutputTokens ?? 64,
    temperature: temperature ?? 0,
    top_k: topK ?? 0,
    top_p: topP ?? 0,
    presence_penalty: presencePenalty ?? 0,
    frequency_penalty: frequencyPenalty ?? 0,
    best_of: bestOf,
    n: completions,
    logit_bias: Object.fromEntries((options.logitBias ?? []).map(({ token, bias }) => [token, bias])),
    log_probs: logprobs ?? null,
    repetition_penalties_include_prompt: options.penaltiesCoverPrompt === true,
    use_multiplicative_presence_penalty: options.multiplicativePresencePenalty === true,
    stop_sequences: stopSequences ?? [],
    tokens: logprobs !== undefined,
  };
}

const number = z.nullish(z.number());
const item = z.union([
  z.object({ type: z.literal('text'), data: z.string() }),
  z.object({
    type: z.literal('image'),
    data: z.string(),
    x: z.optional(z.number()),
    y: z.optional(z.number()),
    size: z.optional(z.number()),
  }),
]);
const requestSchema = z.object({
  prompt: z.union([z.string(), z.array(item)]),
  completion_expected: z.optional(z.string()),
  layers: z.optional(z.unknown()),
  maximum_tokens: number,
  temperature: number,
  top_k: number,
  top_p: number,
  presence_penalty: number,
  frequency_penalty: number,
  best_of: number,
  n: number,
  logit_bias: z.nullish(z.record(z.string(), z.number())),
  log_probs: number,
  repetition_penalties_include_prompt: z.nullish(z.boolean()),
  use_multiplicative_presence_penalty: z.nullish(z.boolean()),
  stop_sequences: z.nullish(z.array(z.string())),
});

/** What a request of `aleph-alpha-client` sets. Its model is another one than any here, so it is left as it is. */
export interface AlephSetup {
  readonly task: PlaygroundTask;
  /** Base64 of images, with the square of each. */
  readonly items: readonly z.infer<typeof item>[];
  readonly expected: string;
  readonly sampling: SamplingSettings;
  readonly options: Omit<CompletionOptions, 'prefix' | 'logitBias'>;
  readonly bias: readonly { readonly token: number; readonly bias: number }[];
  readonly completions: number;
  readonly bestOf: number | null;
  /** Names of fields that have no counterpart here. */
  readonly left: readonly string[];
}

/** The error is a sentence. */
export function readAlephRequest(text: string): Result<AlephSetup, string> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return err('This is no JSON. Paste a whole request of aleph-alpha-client.');
  }
  const parsed = z.safeParse(requestSchema, json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return err(
      `This is no request of aleph-alpha-client: “${issue?.path.join('.') || 'it'}” is not what it should be.`,
    );
  }
  const found = parsed.data;
  const known = new Set(Object.keys(requestSchema.shape));
  const without = new Set(['model', 'hosting', 'tokens', 'disable_optimizations']);
  const left = Object.entries(json as object).flatMap(([name, value]) =>
    known.has(name) || without.has(name) || value === null || value === false ? [] : [name],
  );
  return ok({
    task: found.completion_expected !== undefined ? 'evaluate' : found.layers !== undefined ? 'embed' : 'complete',
    items: typeof found.prompt === 'string' ? [{ type: 'text', data: found.prompt }] : found.prompt,
    expected: found.completion_expected ?? '',
    sampling: samplingOf(found),
    options: {
      rawPrompt: true,
      ...(found.repetition_penalties_include_prompt === true && { penaltiesCoverPrompt: true }),
      ...(found.use_multiplicative_presence_penalty === true && { multiplicativePresencePenalty: true }),
    },
    bias: Object.entries(found.logit_bias ?? {}).map(([token, bias]) => ({ token: Number(token), bias })),
    completions: found.n ?? 1,
    bestOf: found.best_of ?? null,
    left,
  });
}

/** There 0 means no top K, and no top P. */
function samplingOf(found: z.infer<typeof requestSchema>): SamplingSettings {
  const { maximum_tokens, temperature, top_k, top_p, presence_penalty, frequency_penalty, log_probs, stop_sequences } =
    found;
  return {
    ...(typeof maximum_tokens === 'number' && { maxOutputTokens: maximum_tokens }),
    temperature: temperature ?? 0,
    ...(typeof top_k === 'number' && top_k > 0 && { topK: top_k }),
    ...(typeof top_p === 'number' && top_p > 0 && { topP: top_p }),
    ...(typeof presence_penalty === 'number' && presence_penalty !== 0 && { presencePenalty: presence_penalty }),
    ...(typeof frequency_penalty === 'number' && frequency_penalty !== 0 && { frequencyPenalty: frequency_penalty }),
    ...(typeof log_probs === 'number' && { logprobs: log_probs }),
    ...(stop_sequences && stop_sequences.length > 0 && { stopSequences: stop_sequences }),
  };
}
