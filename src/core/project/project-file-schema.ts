import * as z from 'zod/mini';
import { labelerWorkSchema } from './labeler-schema';
import { historySchema, projectFields, turnSchema } from './project-schema';
import { fileHead } from './schema-parts';

export const projectFileKind = 'constitution-studio/project';
/** Raise it with every change of the shape, and add the step to `migrate.ts`. */
export const projectFileVersion = 6;
/** A name, not an address: the schema lies beside the app as `schema/project-v6.json`, wherever the app is served from. */
export const projectFileSchemaId = 'urn:constitution-studio:schema:project-v6';

/** "Project JSON": everything of a project but its id, which the importing app gives. */
export const projectFileSchema = z.strictObject({
  ...fileHead(projectFileKind, projectFileVersion),
  ...projectFields,
  history: historySchema,
  turns: z.array(turnSchema),
  labeler: z.nullable(labelerWorkSchema),
});

export type ProjectFile = z.output<typeof projectFileSchema>;
