import * as z from 'zod/mini';
import { modelRefSchema } from '../model/model-ref-schema';
import { classifySettingsSchema, hyperparametersSchema, rulebookSchema } from '../project/labeler-schema';
import { fileHead } from '../project/schema-parts';

export const labelerFileKind = 'constitution-studio/labeler';
/** Raise it with every change of the shape, and add the step to `labelerSteps`. */
export const labelerFileVersion = 1;
/** A name, not an address: the schema lies beside the app as `schema/labeler-v1.json`, wherever the app is served from. */
export const labelerFileSchemaId = 'urn:constitution-studio:schema:labeler-v1';

const text = z.string();
const count = z.number();

const expertSchema = z.strictObject({
  rulebook: rulebookSchema,
  /** Mean direction of its rows, in the space of `embeddedBy`. */
  centroid: z.array(count),
  /** Rows whose cosine with the centroid is lower are for `rulebook` of the file. */
  nearestCosine: count,
  rows: count,
  words: z.array(text),
  /** The embedding model; absent: the one that goes with the eval model. */
  embeddedBy: z.exactOptional(modelRefSchema),
});

/** The name is for people; `ref` is what the app reads. */
const modelSchema = z.nullable(z.strictObject({ name: text, ref: modelRefSchema }));

const figureSchema = z.strictObject({ value: count, low: count, high: count });

const scorecardSchema = z.strictObject({
  split: z.enum(['validation', 'test']),
  total: count,
  correct: count,
  /** Rows without a readable label, and those of them that the service refused. */
  unread: count,
  blocked: count,
  /** With 95% intervals. */
  accuracy: figureSchema,
  macroF1: figureSchema,
  labels: z.array(z.strictObject({ label: text, precision: count, recall: count, f1: count, support: count })),
});

/** "Labeler JSON": what it takes to label as here, and how it came to be. Without the rows. */
export const labelerFileSchema = z.strictObject({
  ...fileHead(labelerFileKind, labelerFileVersion),
  name: text,
  /** For all rows, or with experts for those that are near to none. */
  rulebook: rulebookSchema,
  experts: z.array(expertSchema),
  classify: classifySettingsSchema,
  /** Labels with a lower confidence are held back, 0 to 1; absent: none. */
  abstainBelow: z.exactOptional(count),
  inputs: z.array(text),
  models: z.strictObject({ train: modelSchema, eval: modelSchema }),
  training: z.nullable(
    z.strictObject({ file: text, hyperparameters: hyperparametersSchema, steps: count, calls: count }),
  ),
  scorecard: z.nullable(scorecardSchema),
});

export type LabelerFile = z.output<typeof labelerFileSchema>;
