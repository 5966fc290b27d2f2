import * as z from 'zod/mini';
import { historySchema, projectFields, runSchema } from './project-schema';

export const projectFileKind = 'constitution-studio/project';
/** Raise it with every change of the shape, and add the step to `migrate.ts`. */
export const projectFileVersion = 1;
/** A name, not an address: the schema lies beside the app as `schema/project-v1.json`, wherever the app is served from. */
export const projectFileSchemaId = 'urn:constitution-studio:schema:project-v1';

/** "Project JSON": everything of a project but its id, which the importing app gives. */
export const projectFileSchema = z.strictObject({
  $schema: z.exactOptional(z.string()),
  kind: z.literal(projectFileKind),
  version: z.literal(projectFileVersion),
  ...projectFields,
  history: historySchema,
  runs: z.array(runSchema),
});

export type ProjectFile = z.output<typeof projectFileSchema>;
