import type { ReplySchema } from '../../core/model/model-request';

/**
 * A schema as `generationConfig.responseSchema` takes it. Limits (items, minimum, maximum, long enums) are known to be
 * answered with a bare 400 or "too many states", so they are said in the description instead; the caller checks them
 * in the reply. `propertyOrdering` keeps our order: without it older models answer alphabetically, the choice before its reason.
 */
export interface GeminiSchema {
  readonly type: 'OBJECT' | 'ARRAY' | 'STRING' | 'INTEGER' | 'NUMBER' | 'BOOLEAN';
  readonly description?: string;
  readonly properties?: Readonly<Record<string, GeminiSchema>>;
  readonly required?: readonly string[];
  readonly propertyOrdering?: readonly string[];
  readonly items?: GeminiSchema;
  readonly format?: 'enum';
  readonly enum?: readonly string[];
}

const mostEnumValues = 50;

export function toGeminiSchema(schema: ReplySchema): GeminiSchema {
  switch (schema.type) {
    case 'object':
      return {
        type: 'OBJECT',
        ...describe(schema.description),
        properties: Object.fromEntries(
          Object.entries(schema.properties).map(([key, value]) => [key, toGeminiSchema(value)]),
        ),
        required: schema.required,
        propertyOrdering: Object.keys(schema.properties),
      };
    case 'array':
      return {
        type: 'ARRAY',
        ...describe(schema.description, amount('item', schema.minItems, schema.maxItems)),
        items: toGeminiSchema(schema.items),
      };
    case 'string':
      if (schema.enum === undefined) return { type: 'STRING', ...describe(schema.description) };
      if (schema.enum.length > mostEnumValues) {
        return { type: 'STRING', ...describe(schema.description, `One of: ${schema.enum.join(', ')}.`) };
      }
      return { type: 'STRING', ...describe(schema.description), format: 'enum', enum: schema.enum };
    case 'integer':
    case 'number':
      return {
        type: schema.type === 'integer' ? 'INTEGER' : 'NUMBER',
        ...describe(schema.description, amount('', schema.minimum, schema.maximum)),
      };
    case 'boolean':
      return { type: 'BOOLEAN', ...describe(schema.description) };
  }
}

function describe(...sentences: readonly (string | undefined)[]): { readonly description?: string } {
  const description = sentences.filter((sentence) => sentence !== undefined && sentence !== '').join(' ');
  return description === '' ? {} : { description };
}

function amount(noun: string, least: number | undefined, most: number | undefined): string | undefined {
  const of = noun === '' ? '' : ` ${noun}s`;
  if (least !== undefined && most !== undefined) {
    return least === most ? `Exactly ${least}${of}.` : `From ${least} to ${most}${of}.`;
  }
  if (least !== undefined) return `At least ${least}${of}.`;
  return most === undefined ? undefined : `At most ${most}${of}.`;
}
