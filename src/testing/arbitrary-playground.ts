import fc from 'fast-check';
import type { ModelErrorData } from '../core/model/model-error';
import type { ModelRef } from '../core/model/model-ref';
import type { SamplingSettings } from '../core/model/sampling-settings';
import { poolings, taskTypes } from '../core/model/vector-model';
import type {
  CompleteSetup,
  Completion,
  CompletionOutcome,
  EmbedSetup,
  KeptImage,
  PlaygroundPrompt,
  PlaygroundRun,
  PlaygroundWork,
  RankSetup,
} from '../core/playground/playground-work';
import { arbitraryDataset, arbitraryJobStatus } from './arbitrary-labeler';

const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 20 }), fc.string({ unit: 'binary', maxLength: 8 }));
const count = fc.nat({ max: 5000 });
const yes = fc.constant(true as const);
const figure = (min: number, max: number) => fc.double({ min, max, noNaN: true }).map((value) => value + 0); // JSON has no -0
const instant = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const model: fc.Arbitrary<ModelRef> = fc.oneof(
  fc.constant({ provider: 'practice' } as const),
  text.map((id) => ({ provider: 'webllm', id }) as const),
);
const sha256 = fc.stringMatching(/^[0-9a-f]{64}$/);

const sampling: fc.Arbitrary<SamplingSettings> = fc.record(
  {
    temperature: figure(0, 2),
    topK: fc.integer({ min: 1, max: 1000 }),
    topP: figure(0, 1),
    maxOutputTokens: fc.integer({ min: 1, max: 1000 }),
    stopSequences: fc.array(fc.string({ minLength: 1, maxLength: 4 }), { maxLength: 5 }),
    presencePenalty: figure(-2, 2),
    logprobs: fc.integer({ min: 0, max: 20 }),
    seed: count,
  },
  { requiredKeys: [] },
);

const sent: fc.Arbitrary<Omit<PlaygroundPrompt, 'model'>> = fc.record({
  system: text,
  turns: fc.array(fc.record({ role: fc.constantFrom('user', 'model'), text }), { maxLength: 2 }),
  parts: fc.array(
    fc.oneof(
      fc.record({ type: fc.constant('text' as const), text }),
      fc.record({ type: fc.constant('image' as const), sha256 }),
    ),
    { maxLength: 3 },
  ),
});

const complete: fc.Arbitrary<CompleteSetup> = fc.record({
  sampling,
  options: fc.record(
    {
      rawPrompt: yes,
      multiplicativePresencePenalty: yes,
      penaltiesCoverPrompt: yes,
      minTokens: count,
      echo: yes,
      asSampled: yes,
    },
    { requiredKeys: [] },
  ),
  bias: fc
    .array(
      fc.record({
        token: fc.oneof(
          fc.record({ kind: fc.constant('id' as const), id: count }),
          fc.record({ kind: fc.constant('text' as const), text }),
        ),
        bias: figure(-100, 100),
      }),
      { maxLength: 2 },
    )
    .map((rows) => rows.map((row, index) => ({ id: `bias-${index}`, ...row }))),
  completions: fc.integer({ min: 1, max: 8 }),
  bestOf: fc.option(fc.integer({ min: 2, max: 9 })),
  compare: fc.option(fc.record({ model, sampling })),
});

const rank: fc.Arbitrary<RankSetup> = fc.record({
  completions: text,
  dataset: fc.option(arbitraryDataset),
  promptColumn: fc.option(text),
  completionColumn: fc.option(text),
});

const embed: fc.Arbitrary<Omit<EmbedSetup, 'model'>> = fc.record({
  texts: text,
  dataset: fc.option(arbitraryDataset),
  textColumn: fc.option(text),
  colourColumn: fc.option(text),
  images: fc.array(sha256, { maxLength: 2 }),
  taskType: fc.option(fc.constantFrom(...taskTypes)),
  dimensions: fc.option(fc.integer({ min: 1, max: 3072 })),
  pooling: fc.option(fc.constantFrom(...poolings)),
  normalise: fc.boolean(),
});

const error: fc.Arbitrary<ModelErrorData> = fc.record({
  kind: fc.constantFrom('too-long', 'unreachable'),
  code: text,
  message: text,
  partialText: text,
});
const failed = fc.record({ status: fc.constant('failed' as const), error });
const usage = fc.record({
  inputTokens: count,
  outputTokens: count,
  thoughtTokens: count,
  estimated: fc.boolean(),
});
const outcome: fc.Arbitrary<CompletionOutcome> = fc.oneof(
  fc.record(
    {
      status: fc.constant('done' as const),
      text,
      finish: fc.record({ kind: fc.constantFrom('stop' as const, 'length' as const, 'other' as const), code: text }),
      usage,
      modelVersion: text,
      firstTokenMs: count,
      tookMs: count,
      meanLogprob: fc.option(figure(-30, 0)),
      tokens: count,
      passedOver: yes,
    },
    { requiredKeys: ['status', 'text', 'finish', 'usage', 'firstTokenMs', 'tookMs', 'meanLogprob', 'tokens'] },
  ),
  failed,
  fc.record({ status: fc.constant('stopped' as const), text }),
);

/** The first began by itself; each other one may leave the one before it. */
const completions: fc.Arbitrary<readonly Completion[]> = fc
  .array(
    fc.record({
      model,
      sampling,
      from: fc.option(
        fc.record({
          at: count,
          prefix: fc.record({ text, ids: fc.array(count, { maxLength: 3 }) }, { requiredKeys: ['text'] }),
        }),
      ),
      outcome,
    }),
    { maxLength: 3 },
  )
  .map((all) =>
    all.map(({ from, ...rest }, index) => ({
      n: index + 1,
      ...rest,
      from: from === null || index === 0 ? null : { n: index, ...from },
    })),
  );

const figures = fc.record({
  logprob: figure(-300, 0),
  tokens: count,
  characters: count,
  bytes: count,
  logPerplexity: figure(0, 300),
  perToken: figure(0, 30),
  perCharacter: figure(0, 30),
  bitsPerByte: figure(0, 30),
  greedy: fc.boolean(),
  greedyTokens: count,
  argmaxCompletion: text,
});

const head = { id: fc.constant(''), n: fc.constant(0), at: instant, model, tookMs: fc.option(count) };
const job = { status: arbitraryJobStatus, done: count, total: count, failed: count };
const as = fc.constantFrom('continuation' as const, 'reply' as const);
const unit = fc.constantFrom('word' as const, 'sentence' as const, 'paragraph' as const);

const run: fc.Arbitrary<PlaygroundRun> = fc.oneof(
  fc.record({ ...head, kind: fc.constant('complete' as const), prompt: sent, setup: complete, completions }),
  fc.record({
    ...head,
    kind: fc.constant('evaluate' as const),
    prompt: sent,
    expected: text,
    as,
    outcome: fc.oneof(
      fc.record({ status: fc.constant('done' as const), figures }),
      failed,
      fc.record({ status: fc.constant('stopped' as const) }),
    ),
  }),
  fc
    .record({
      ...head,
      ...job,
      kind: fc.constantFrom('rank' as const, 'mattered' as const),
      prompt: sent,
      as,
      rank,
      expected: text,
      unit,
    })
    .map(withinTotal),
  fc.record({ ...head, ...job, kind: fc.constant('embed' as const), setup: embed }).map(withinTotal),
);

function withinTotal<Job extends { readonly done: number; readonly total: number; readonly failed: number }>(
  given: Job,
): Job {
  return { ...given, total: Math.max(given.total, given.done), failed: Math.min(given.failed, given.done) };
}

const image: fc.Arbitrary<KeptImage> = fc.record({
  name: text,
  mimeType: fc.constantFrom('image/png', 'image/jpeg'),
  data: fc.base64String({ maxLength: 12 }),
  width: count,
  height: count,
});

/** Anything that the Playground can hold, with nothing under way. */
export const arbitraryPlayground: fc.Arbitrary<PlaygroundWork> = fc
  .record({
    task: fc.constantFrom('complete', 'evaluate', 'embed'),
    prompt: fc.tuple(sent, fc.option(model)).map(([prompt, chosen]) => ({ ...prompt, model: chosen })),
    complete,
    evaluate: fc.record({ expected: text, as: fc.option(as), unit, rank }),
    embed: fc.tuple(embed, fc.option(model)).map(([setup, chosen]) => ({ ...setup, model: chosen })),
    images: fc.dictionary(sha256, image, { maxKeys: 2 }),
    runs: fc.array(run, { maxLength: 3 }),
  })
  .map(({ runs, ...rest }) => ({
    ...rest,
    runs: runs.map((one, index) => ({ ...one, id: `playground-run-${index}`, n: index + 1 })),
  }));
