import { ModelError } from '../../core/model/model-error';
import type { ReplySchema } from '../../core/model/model-request';

/**
 * A schema as the text that WebLLM's `response_format` takes. A malformed one aborts the engine's runtime, and the call never settles:
 * so it is checked here, and never sent. Throws ModelError `bad-request` that names the place.
 */
export function schemaText(schema: ReplySchema): string {
  return JSON.stringify(toJsonSchema(schema, 'the schema'));
}

/** The bounds of a `number` are left out, which the grammar compiler does not know of every version; whoever reads the reply checks them. */
function toJsonSchema(schema: ReplySchema, place: string): Readonly<Record<string, unknown>> {
  switch (schema.type) {
    case 'object': {
      const names = Object.keys(schema.properties);
      const unknown = schema.required.find((name) => !names.includes(name));
      if (unknown !== undefined) throw malformed(place, `requires “${unknown}”, which is none of its properties`);
      return {
        type: 'object',
        properties: Object.fromEntries(
          Object.entries(schema.properties).map(([name, inner]) => [
            name,
            toJsonSchema(inner, `${place} at “${name}”`),
          ]),
        ),
        required: schema.required,
        additionalProperties: false,
      };
    }
    case 'array': {
      checkAmounts(schema.minItems, schema.maxItems);
      return {
        type: 'array',
        items: toJsonSchema(schema.items, `${place}, items`),
        ...(schema.minItems === undefined ? {} : { minItems: schema.minItems }),
        ...(schema.maxItems === undefined ? {} : { maxItems: schema.maxItems }),
      };
    }
    case 'string': {
      if (schema.enum === undefined) return { type: 'string' };
      if (schema.enum.length === 0) throw malformed(place, 'has an empty list of values');
      if (schema.enum.some(hasHalfCharacter)) throw malformed(place, 'has a value with half a character in it');
      return { type: 'string', enum: schema.enum };
    }
    case 'integer':
      checkBounds(schema.minimum, schema.maximum);
      return {
        type: 'integer',
        ...(schema.minimum === undefined ? {} : { minimum: schema.minimum }),
        ...(schema.maximum === undefined ? {} : { maximum: schema.maximum }),
      };
    case 'number':
    case 'boolean':
      return { type: schema.type };
  }
  // Plain data from a worker message: the types cannot vouch for it.
  throw malformed(place, `has the type “${String((schema as { readonly type?: unknown }).type)}”`);

  function checkAmounts(least = 0, most = Number.POSITIVE_INFINITY): void {
    const whole = Number.isInteger(least) && (Number.isInteger(most) || most === Number.POSITIVE_INFINITY);
    if (!whole || least < 0 || most < least) throw malformed(place, `wants from ${least} to ${most} items`);
  }

  function checkBounds(least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY): void {
    if (Number.isNaN(least) || Number.isNaN(most) || most < least) {
      throw malformed(place, `wants a number from ${least} to ${most}`);
    }
  }
}

/** One half of a surrogate pair: no Unicode, and the compiler of grammars aborts. */
function hasHalfCharacter(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}

function malformed(place: string, what: string): ModelError {
  return new ModelError({
    kind: 'bad-request',
    code: 'MALFORMED_SCHEMA',
    message: `The form asked of the reply cannot be met: ${place} ${what}. Nothing was asked; please report this as a fault of this app.`,
  });
}
