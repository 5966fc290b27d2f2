import * as z from 'zod/mini';
import { modelRefSchema } from '../model/model-ref-schema';
import { plainPrincipleSchema } from './project-schema';
import { fileHead, samplingSchema, valuesSchema } from './schema-parts';

export const promptFileKind = 'constitution-studio/prompt';
/** Raise it with every change of the shape, and add the step to `migrate.ts`. */
export const promptFileVersion = 1;
/** As `projectFileSchemaId`. */
export const promptFileSchemaId = 'urn:constitution-studio:schema:prompt-v1';

/** "Prompt JSON": what somebody needs who wants to use or study the prompt; without runs and history. */
export const promptFileSchema = z.strictObject({
  ...fileHead(promptFileKind, promptFileVersion),
  name: z.string(),
  /** Composed, as it is sent: the preamble and the principles that are on. Variables stand as `{name}`. */
  prompt: z.string(),
  /** As written: variables `{name}`, literal braces doubled. */
  preamble: z.string(),
  /** Before principles were folded into it; the same as `preamble` when none were. */
  originalPreamble: z.string(),
  principles: z.array(plainPrincipleSchema),
  /** In order of first appearance in the preamble; an empty value is none. */
  variables: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  inputSets: z.array(z.strictObject({ name: z.string(), values: valuesSchema })),
  /** The prompt model it was last used with. */
  model: z.strictObject({ name: z.string(), ref: modelRefSchema }),
  sampling: samplingSchema,
});

export type PromptFile = z.output<typeof promptFileSchema>;
