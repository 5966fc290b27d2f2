import * as z from 'zod/mini';
import { modelRefSchema } from '../model/model-ref-schema';
import { poolings, taskTypes } from '../model/vector-model';
import { datasetRefSchema } from './dataset-schema';
import {
  finishSchema,
  instantSchema,
  jobStatusSchema,
  modelErrorSchema,
  samplingSchema,
  usageSchema,
} from './schema-parts';

/** The shape of what a project holds of the Playground: as in `playground-work.ts`, which a type-level test proves. */
const text = z.string();
const count = z.number();
const yes = z.exactOptional(z.literal(true));
const list = <T extends z.ZodMiniType>(item: T) => z.array(item);

const promptFields = {
  system: text,
  turns: list(z.strictObject({ role: z.enum(['user', 'model']), text })),
  parts: list(
    z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('text'), text }),
      z.strictObject({ type: z.literal('image'), sha256: text }),
    ]),
  ),
};
const sentPromptSchema = z.strictObject(promptFields);

const keptImageSchema = z.strictObject({ name: text, mimeType: text, data: text, width: count, height: count });

const biasRowSchema = z.strictObject({
  id: text,
  token: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('id'), id: count }),
    z.strictObject({ kind: z.literal('text'), text }),
  ]),
  bias: count,
});

const completeSetupSchema = z.strictObject({
  sampling: samplingSchema,
  options: z.strictObject({
    rawPrompt: yes,
    multiplicativePresencePenalty: yes,
    penaltiesCoverPrompt: yes,
    minTokens: z.exactOptional(count),
    echo: yes,
    asSampled: yes,
  }),
  bias: list(biasRowSchema),
  completions: count,
  bestOf: z.nullable(count),
  compare: z.nullable(z.strictObject({ model: modelRefSchema, sampling: samplingSchema })),
});

const evaluateAs = z.enum(['continuation', 'reply']);
const unit = z.enum(['word', 'sentence', 'paragraph']);
const rankSchema = z.strictObject({
  completions: text,
  dataset: z.nullable(datasetRefSchema),
  promptColumn: z.nullable(text),
  completionColumn: z.nullable(text),
});

const embedFields = {
  texts: text,
  dataset: z.nullable(datasetRefSchema),
  textColumn: z.nullable(text),
  colourColumn: z.nullable(text),
  images: list(text),
  taskType: z.nullable(z.enum(taskTypes)),
  dimensions: z.nullable(count),
  pooling: z.nullable(z.enum(poolings)),
  normalise: z.boolean(),
};

const runHead = { id: text, n: count, at: instantSchema, model: modelRefSchema, tookMs: z.nullable(count) };
const jobFields = { status: jobStatusSchema, done: count, total: count, failed: count };
const failed = z.strictObject({ status: z.literal('failed'), error: modelErrorSchema });

const completionSchema = z.strictObject({
  n: count,
  model: modelRefSchema,
  sampling: samplingSchema,
  from: z.nullable(
    z.strictObject({
      n: count,
      at: count,
      prefix: z.strictObject({ text, ids: z.exactOptional(list(count)) }),
    }),
  ),
  outcome: z.discriminatedUnion('status', [
    z.strictObject({ status: z.literal('running'), text }),
    z.strictObject({
      status: z.literal('done'),
      text,
      finish: finishSchema,
      usage: usageSchema,
      modelVersion: z.exactOptional(text),
      firstTokenMs: count,
      tookMs: count,
      meanLogprob: z.nullable(count),
      tokens: count,
      passedOver: yes,
    }),
    failed,
    z.strictObject({ status: z.literal('stopped'), text }),
  ]),
});

const figuresSchema = z.strictObject({
  logprob: count,
  tokens: count,
  characters: count,
  bytes: count,
  logPerplexity: count,
  perToken: count,
  perCharacter: count,
  bitsPerByte: count,
  greedy: z.boolean(),
  greedyTokens: count,
  argmaxCompletion: text,
});

const runSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...runHead,
    kind: z.literal('complete'),
    prompt: sentPromptSchema,
    setup: completeSetupSchema,
    completions: list(completionSchema),
  }),
  z.strictObject({
    ...runHead,
    kind: z.literal('evaluate'),
    prompt: sentPromptSchema,
    expected: text,
    as: evaluateAs,
    outcome: z.discriminatedUnion('status', [
      z.strictObject({ status: z.literal('running') }),
      z.strictObject({ status: z.literal('done'), figures: figuresSchema }),
      failed,
      z.strictObject({ status: z.literal('stopped') }),
    ]),
  }),
  z.strictObject({
    ...runHead,
    ...jobFields,
    kind: z.enum(['rank', 'mattered']),
    prompt: sentPromptSchema,
    as: evaluateAs,
    rank: rankSchema,
    expected: text,
    unit,
  }),
  z.strictObject({ ...runHead, ...jobFields, kind: z.literal('embed'), setup: z.strictObject(embedFields) }),
]);

export const playgroundWorkSchema = z.strictObject({
  task: z.enum(['complete', 'evaluate', 'embed']),
  prompt: z.strictObject({ model: z.nullable(modelRefSchema), ...promptFields }),
  complete: completeSetupSchema,
  evaluate: z.strictObject({ expected: text, as: z.nullable(evaluateAs), unit, rank: rankSchema }),
  embed: z.strictObject({ model: z.nullable(modelRefSchema), ...embedFields }),
  images: z.record(text, keptImageSchema),
  runs: list(runSchema),
});
