import type { BrowserQuestion } from '../../core/model/browser-model';
import { ModelError } from '../../core/model/model-error';
import type { Part } from '../../core/model/model-prompt';
import type { ModelRequest, ReplySchema } from '../../core/model/model-request';

/** What is asked of the page. Throws ModelError `bad-request` for what the browser's model has no form for. */
export function questionOf({ prompt, reply, completion }: ModelRequest): BrowserQuestion {
  const turns = prompt.turns.map(({ role, parts }) => ({
    role: role === 'model' ? ('assistant' as const) : role,
    content: parts.map(textOfPart).join('\n\n'),
  }));
  const prefix = completion?.prefix?.text ?? '';
  const before = {
    ...(prompt.system === undefined ? {} : { system: prompt.system }),
    ...(prefix === '' ? {} : { prefix }),
  };
  switch (reply.type) {
    case 'text':
      return { ...before, turns };
    case 'json':
      return { ...before, turns, constraint: responseConstraint(reply.schema) };
    case 'choice':
      throw notPossible('PROBABILITIES', 'reports no probabilities');
  }
}

function textOfPart(part: Part): string {
  if (part.type === 'text') return part.text;
  throw notPossible('IMAGES', 'is asked in words alone here, and this prompt holds an image');
}

function notPossible(code: string, why: string): ModelError {
  return new ModelError({
    kind: 'bad-request',
    code,
    message: `The browser's built-in model ${why}. Nothing was asked. Choose another model in Settings for this.`,
  });
}

/** As JSON Schema, in which an object may have properties that nobody has asked for unless it is told otherwise. */
function responseConstraint(schema: ReplySchema): object {
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
