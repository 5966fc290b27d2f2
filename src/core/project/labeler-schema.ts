import * as z from 'zod/mini';
import { predictionOutcomes } from '../labeler/prediction/prediction';
import { modelRefSchema } from '../model/model-ref-schema';
import { datasetRefSchema } from './dataset-schema';
import { estimateSchema, instantSchema, jobStatusSchema, modelErrorSchema, valuesSchema } from './schema-parts';

/** The shape of what a project holds of labeling: as in `labeler-run.ts`, which a type-level test proves. */
const text = z.string();
const count = z.number();
const list = <T extends z.ZodMiniType>(item: T) => z.array(item);

const fieldSchema = z.strictObject({ name: text, text });

const mappingSchema = z.strictObject({
  labelColumn: text,
  inputColumns: list(text),
  idColumn: z.nullable(text),
  groupColumn: z.nullable(text),
  taskDescription: text,
  threshold: z.nullable(z.strictObject({ above: count, positive: text, negative: text })),
  merged: valuesSchema,
});

const scoreSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('accuracy') }),
  z.strictObject({ kind: z.literal('macro-f1') }),
  z.strictObject({ kind: z.literal('label-f1'), label: text }),
]);

export const hyperparametersSchema = z.strictObject({
  steps: count,
  mistakesPerStep: count,
  mutationsPerMistake: count,
  keepBest: count,
  score: scoreSchema,
  validationExamples: count,
  testExamples: count,
  truncateWords: count,
  trainTemperature: count,
  evalTemperature: count,
  seed: count,
  examplesPerCall: count,
  examplesPerFirstRule: count,
  patience: z.nullable(count),
  callBudget: z.nullable(count),
  experts: z.union([count, z.literal('auto')]),
});

const setupSchema = z.strictObject({
  training: z.nullable(datasetRefSchema),
  test: z.nullable(datasetRefSchema),
  rows: z.nullable(datasetRefSchema),
  mapping: z.nullable(mappingSchema),
  hyperparameters: hyperparametersSchema,
  trainModel: z.nullable(modelRefSchema),
  evalModel: z.nullable(modelRefSchema),
});

const ruleSchema = z.strictObject({ id: text, text });

export const rulebookSchema = z.strictObject({
  task: text,
  labels: list(z.strictObject({ label: text, rules: list(ruleSchema) })),
});

const ruleMutationSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('add'), label: text, rule: ruleSchema }),
  z.strictObject({ kind: z.literal('edit'), label: text, ruleId: text, was: text, text }),
  z.strictObject({ kind: z.literal('delete'), label: text, ruleId: text, was: text }),
]);

export const predictionSchema = z.strictObject({
  label: z.nullable(text),
  outcome: z.enum(predictionOutcomes),
  ruleId: z.exactOptional(text),
  confidence: z.exactOptional(count),
  expert: z.exactOptional(count),
});

const evaluatedRowSchema = z.strictObject({ id: text, row: count, fields: list(fieldSchema), golden: text });

const mistakeSchema = z.strictObject({
  row: count,
  exampleId: text,
  fields: list(fieldSchema),
  golden: text,
  predicted: text,
  ruleId: z.exactOptional(text),
  checkpointId: text,
  diagnosis: text,
});

const rejectedSchema = z.strictObject({
  text,
  label: text,
  row: count,
  reason: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('quotes-row'), shared: text }),
    z.strictObject({ kind: z.literal('already-there') }),
    z.strictObject({ kind: z.literal('last-rule') }),
    z.strictObject({ kind: z.literal('not-mended') }),
    z.strictObject({ kind: z.literal('unreadable'), why: text }),
  ]),
});

const checkpointScoreSchema = z.strictObject({
  value: count,
  low: count,
  high: count,
  read: count,
  correct: count,
  fixed: count,
  broken: count,
  dropped: z.boolean(),
});

const checkpointFields = { id: text, step: z.nullable(count), score: z.nullable(checkpointScoreSchema) };

const checkpointSchema = z.union([
  z.strictObject({ ...checkpointFields, parentId: z.null(), rulebook: rulebookSchema }),
  z.strictObject({
    ...checkpointFields,
    parentId: text,
    mutation: ruleMutationSchema,
    because: z.nullable(mistakeSchema),
  }),
]);

const stepSchema = z.strictObject({
  step: count,
  mistakes: list(mistakeSchema),
  read: count,
  unread: count,
  challengerIds: list(text),
  rejected: list(rejectedSchema),
  championId: text,
  beamIds: list(text),
});

const trainedLabelerSchema = z.strictObject({
  key: text,
  region: z.nullable(
    z.strictObject({
      rows: count,
      centroid: list(count),
      nearestCosine: count,
      words: list(text),
      embeddedBy: z.exactOptional(modelRefSchema),
    }),
  ),
  checkpoints: list(checkpointSchema),
  steps: list(stepSchema),
  latest: z.strictObject({ step: count, mistakes: list(mistakeSchema), rejected: list(rejectedSchema) }),
  championId: z.nullable(text),
  currentId: z.nullable(text),
});

const evaluationSchema = z.strictObject({
  of: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('checkpoint'), labeler: text, checkpointId: text }),
    z.strictObject({ kind: z.literal('untrained') }),
    z.strictObject({ kind: z.literal('mixture') }),
  ]),
  split: z.enum(['validation', 'test']),
  predictions: list(z.nullable(predictionSchema)),
});

export const classifySettingsSchema = z.strictObject({
  truncateWords: count,
  temperature: count,
  seed: count,
  examplesPerCall: count,
});

const labelerUseSchema = z.strictObject({
  inputs: list(text),
  classify: classifySettingsSchema,
  trainModel: z.nullable(modelRefSchema),
  evalModel: z.nullable(modelRefSchema),
});

const runStatusSchema = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('training'),
    activity: z.strictObject({
      kind: z.enum(['first-rules', 'finding-mistakes', 'proposing', 'racing', 'scoring', 'embedding']),
      labeler: text,
      step: count,
      count,
    }),
  }),
  z.strictObject({ status: z.literal('paused'), error: z.exactOptional(modelErrorSchema) }),
  z.strictObject({ status: z.literal('interrupted') }),
  z.strictObject({ status: z.literal('stopped') }),
  z.strictObject({
    status: z.literal('finished'),
    reason: z.enum(['all-steps', 'no-improvement', 'perfect', 'call-budget']),
  }),
  z.strictObject({ status: z.literal('failed'), message: text }),
  z.strictObject({ status: z.literal('imported'), from: text, use: z.exactOptional(labelerUseSchema) }),
]);

const runSettingsSchema = z.strictObject({
  training: datasetRefSchema,
  test: z.nullable(datasetRefSchema),
  mapping: mappingSchema,
  hyperparameters: hyperparametersSchema,
  trainModel: modelRefSchema,
  evalModel: modelRefSchema,
  embeddingModel: z.exactOptional(modelRefSchema),
  corrections: valuesSchema,
});

export const labelerRunSchema = z.strictObject({
  id: text,
  n: count,
  at: instantSchema,
  status: runStatusSchema,
  settings: z.nullable(runSettingsSchema),
  estimate: z.nullable(estimateSchema),
  rows: z.strictObject({ validation: list(evaluatedRowSchema), test: list(evaluatedRowSchema) }),
  labelers: list(trainedLabelerSchema),
  evaluations: list(evaluationSchema),
  suspects: list(
    z.strictObject({
      id: text,
      row: count,
      fields: list(fieldSchema),
      golden: text,
      suggested: text,
      agreement: count,
      readBy: count,
    }),
  ),
  spent: z.strictObject({
    calls: count,
    inputTokens: count,
    outputTokens: count,
    thoughtTokens: z.exactOptional(count),
    estimated: z.exactOptional(z.literal(true)),
    reused: count,
  }),
  faults: list(z.strictObject({ kind: text, count, message: text })),
  abstainBelow: z.exactOptional(count),
});

const jobSchema = z.strictObject({
  id: text,
  name: text,
  at: instantSchema,
  dataset: datasetRefSchema,
  inputs: list(z.strictObject({ name: text, column: text })),
  runId: text,
  checkpointId: text,
  expertCheckpointIds: list(text),
  evalModel: modelRefSchema,
  abstainBelow: z.exactOptional(count),
  status: jobStatusSchema,
  done: count,
  total: count,
  counts: list(z.strictObject({ label: text, count })),
  unread: count,
  abstained: z.exactOptional(count),
});

/** Without its runs: storage keeps those in records of their own. */
export const labelerFields = {
  setup: setupSchema,
  currentRunId: z.nullable(text),
  corrections: valuesSchema,
  jobs: list(jobSchema),
};

export const labelerWorkSchema = z.strictObject({ ...labelerFields, runs: list(labelerRunSchema) });
