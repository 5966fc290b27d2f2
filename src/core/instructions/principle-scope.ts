import { beginsWith } from '../constitution/condition';
import type { PrincipleCondition } from '../constitution/principle';
import type { ReplySchema } from '../model/model-request';
import { err, ok, type Result } from '../result';
import { withoutEnd } from '../text-ends';

/** Of replies that say when a principle holds. */
export const scopeProperties: Readonly<Record<'scope' | 'trigger', ReplySchema>> = {
  scope: { type: 'string', enum: ['always', 'turn', 'conversation'], description: 'When the principle holds.' },
  trigger: {
    type: 'string',
    description: 'The words that the principle begins with and that say when it holds; empty where it always does.',
  },
};

interface Condition {
  readonly scope: 'always' | PrincipleCondition['scope'] | null;
  readonly trigger: string;
}

/** Null: always. A trigger that stands nowhere says nothing beside "always"; without a scope, or where the two differ, it can be read in two ways. */
export function conditionOf(
  { scope, trigger: written }: Condition,
  text: string,
): Result<PrincipleCondition | null, string> {
  const trigger = withoutEnd(written, ' \n\t,').trimStart();
  const isBegun = beginsWith(text, trigger);
  if (scope === null)
    return trigger === '' ? ok(null) : err('It names a trigger, and not whether "scope" is "turn" or "conversation".');
  if (scope === 'always') return isBegun ? err('Its scope is "always", and its text begins with a trigger.') : ok(null);
  if (trigger === '') return err(`Its scope is "${scope}", and it names no trigger.`);
  if (!isBegun) return err(`Its text does not begin with its trigger, "${trigger.slice(0, mostQuoted)}".`);
  return ok({ scope, trigger });
}

/** In characters: the reason goes back to the model. */
const mostQuoted = 200;

export const scopeRule = `Say with "scope" when the principle holds:
- "always": in every reply of the bot;
- "turn": in each reply to a message of a certain kind; the principle begins with "When the user asks for …," or the like;
- "conversation": from some point of the conversation on; the principle begins with "Once the user has …," or the like.
Copy into "trigger" the beginning of the principle up to its comma; leave it empty for "always", and only then.`;
