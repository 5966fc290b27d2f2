import { jsonInText } from '../../core/instructions/json-in-text';
import type { ReplySchema } from '../../core/model/model-request';

type JsonSchema = Readonly<Record<string, unknown>>;

/** As `strict` wants it: every object says that it has no other properties. Ours require what they name. */
export function toStrictSchema(schema: ReplySchema): JsonSchema {
  switch (schema.type) {
    case 'object':
      return {
        ...schema,
        properties: Object.fromEntries(
          Object.entries(schema.properties).map(([name, inner]) => [name, toStrictSchema(inner)]),
        ),
        additionalProperties: false,
      };
    case 'array':
      return { ...schema, items: toStrictSchema(schema.items) };
    case 'string':
    case 'integer':
    case 'number':
    case 'boolean':
      return { ...schema };
  }
}

/** A name as servers take it: letters, digits, dashes and underscores, 64 at most. */
export function schemaName(name: string): string {
  return name.replace(/[^\w-]/g, '_').slice(0, 64) || 'reply';
}

/**
 * The JSON of a reply. A model that is only asked for it likes to put it in a code fence, or to say a sentence before it. Where there is no
 * single value, the reply stays as it is, and who asked says what is wrong with it.
 */
export function jsonReplyText(text: string): string {
  const { values, isCut } = jsonInText(text);
  if (isCut || values.length !== 1) return text;
  return isJson(text) ? text.trim() : JSON.stringify(values[0]);
}

/** Whether a reply holds JSON at all. */
export function holdsJson(text: string): boolean {
  return jsonInText(text).values.length > 0;
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}
