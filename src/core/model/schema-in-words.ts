import type { ReplySchema } from './model-request';

/**
 * For models that take a schema as a part of the prompt and not as a setting, and for those whose grammar sees to the form: a model that
 * does not know it wants to say something else, and writes blanks.
 */
export function schemaInWords(schema: ReplySchema): string {
  return `Reply with a single JSON value that fits this schema. Write no other text before or after it, and put it in no code fence. JSON Schema:\n${JSON.stringify(schema)}`;
}
