import * as z from 'zod/mini';
import { labelerWorkSchema } from './labeler-schema';
import { historySchema, projectFields, runSchema } from './project-schema';

export const projectFileKind = 'constitution-studio/project';
/** Raise it with every change of the shape, and add the step to `migrate.ts`. */
export const projectFileVersion = 2;
/** A name, not an address: the schema lies beside the app as `schema/project-v2.json`, wherever the app is served from. */
export const projectFileSchemaId = 'urn:constitution-studio:schema:project-v2';

/** "Project JSON": everything of a project but its id, which the importing app gives. */
export const projectFileSchema = z.strictObject({
  $schema: z.exactOptional(z.string()),
  kind: z.literal(projectFileKind),
  version: z.literal(projectFileVersion),
  ...projectFields,
  history: historySchema,
  runs: z.array(runSchema),
  labeler: z.nullable(labelerWorkSchema),
});

export type ProjectFile = z.output<typeof projectFileSchema>;
