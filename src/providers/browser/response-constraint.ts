import type { ReplySchema } from '../../core/model/model-request';

/** As JSON Schema, in which an object may have properties that nobody has asked for unless it is told otherwise. */
export function responseConstraint(schema: ReplySchema): object {
  switch (schema.type) {
    case 'object': {
      const properties = Object.entries(schema.properties).map(([name, inner]) => [name, responseConstraint(inner)]);
      return { ...schema, properties: Object.fromEntries(properties), additionalProperties: false };
    }
    case 'array':
      return { ...schema, items: responseConstraint(schema.items) };
    case 'string':
    case 'integer':
    case 'number':
    case 'boolean':
      return schema;
  }
}
