import * as z from 'zod/mini';
import { modelRefSchema } from '../model/model-ref-schema';
import { chatTemplates, exportFormats } from '../tuning/export/export-settings';
import { datasetRefSchema } from './dataset-schema';
import { estimateSchema, instantSchema, jobStatusSchema } from './schema-parts';

/** The shape of what a project holds of Tune: as in `tuning-work.ts`, which a type-level test proves. */
const text = z.string();
const count = z.number();
const list = <T extends z.ZodMiniType>(item: T) => z.array(item);

const layoutSchema = list(z.strictObject({ key: text, unknown: z.exactOptional(text) }));

const entryFields = {
  id: text,
  from: z.exactOptional(z.strictObject({ principleId: text, wording: text })),
  layout: z.exactOptional(layoutSchema),
};

export const tuningConstitutionSchema = z.strictObject({
  systemMessages: z.strictObject({ answer: text, critique: text, revision: text }),
  pairs: list(z.strictObject({ ...entryFields, critique: text, revision: text })),
  revisionExamples: list(
    z.strictObject({
      ...entryFields,
      input: text,
      initialAnswer: text,
      critiquePrinciple: text,
      critique: z.exactOptional(text),
      revisionPrinciple: text,
      revision: text,
    }),
  ),
  comparisonPrinciples: list(z.strictObject({ ...entryFields, text })),
  comparisonExamples: list(z.strictObject({ ...entryFields, task: text, chainOfThought: text, selectedAnswer: text })),
  layout: layoutSchema,
});

const promptsSchema = z.strictObject({
  dataset: z.nullable(datasetRefSchema),
  typed: text,
  promptColumn: z.nullable(text),
  idColumn: z.nullable(text),
  filter: text,
  sample: z.nullable(count),
  near: count,
  duplicates: z.nullable(z.strictObject({ equal: list(count), near: list(count) })),
});

const settingsSchema = z.strictObject({
  make: z.enum(['improvement', 'comparison', 'revision-pair']),
  rounds: count,
  principles: z.enum(['drawn', 'in-turn', 'chosen']),
  chosenIds: list(text),
  maxTokens: z.strictObject({ answer: count, critique: count, revision: count }),
  seed: count,
  comparison: z.strictObject({
    answersBy: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('seeds') }),
      z.strictObject({ kind: z.literal('temperatures'), first: count, second: count }),
      z.strictObject({ kind: z.literal('models'), second: modelRefSchema }),
    ]),
    judge: z.nullable(modelRefSchema),
    judgesPerPair: z.union([z.literal(1), z.literal(3), z.literal(5)]),
    judgesBy: z.enum(['principles', 'samples']),
    soften: z.boolean(),
  }),
});

const runSchema = z.strictObject({
  id: text,
  n: count,
  at: instantSchema,
  prompts: promptsSchema,
  constitution: tuningConstitutionSchema,
  settings: settingsSchema,
  promptModel: modelRefSchema,
  alignmentModel: modelRefSchema,
  estimate: estimateSchema,
  status: jobStatusSchema,
  done: count,
  total: count,
  passed: z.strictObject({ answers: count, critiques: count, revisions: count, judgements: count }),
  calls: count,
  tokens: count,
  failed: count,
  broughtIn: z.exactOptional(text),
});

const yes = z.exactOptional(z.literal(true));
const rowEditSchema = z.strictObject({
  isRejected: yes,
  isFlagged: yes,
  isKept: yes,
  isSwapped: yes,
  round: z.exactOptional(count),
  chosen: z.exactOptional(text),
  rejected: z.exactOptional(text),
});

const exportSettingsSchema = z.strictObject({
  format: z.enum(exportFormats),
  validationShare: count,
  systemMessage: z.boolean(),
  chatTemplate: z.enum(chatTemplates),
  removeLineBreaks: z.boolean(),
  rounds: z.enum(['last', 'all', 'picked']),
  splitByKind: z.boolean(),
  includeFlipped: z.boolean(),
  includeFeedback: z.boolean(),
  includeSelected: z.boolean(),
  lateDifference: count,
});

export const tuningWorkSchema = z.strictObject({
  constitution: tuningConstitutionSchema,
  prompts: promptsSchema,
  settings: settingsSchema,
  runs: list(runSchema),
  edits: z.record(text, z.record(text, rowEditSchema)),
  exported: exportSettingsSchema,
});
