import { heldCondition, type PrincipleScope } from './condition';
import { principleById, withCondition } from './edit-constitution';
import type { Constitution, Principle, PrincipleCondition } from './principle';

/** Changes when a principle holds, and no word of it. Null: always. Throws when the principle is gone. */
export function setCondition(constitution: Constitution, id: string, when: PrincipleCondition | null): Constitution {
  const present = principleById(constitution, id);
  return constitution.map((principle) => (principle === present ? withCondition(present, when) : principle));
}

/** The words before the first comma of the first sentence; null where there is none. */
export function firstClause(text: string): string | null {
  const begin = text.slice(0, longestClause);
  const end = begin.search(/[,.;:!?\n]/);
  const clause = begin.charAt(end) === ',' ? begin.slice(0, end).trim() : '';
  return clause === '' ? null : clause;
}

/** What a principle has to say of itself to hold as its author picked; null: always. A trigger that it has stays, else it is the first clause. */
export function pickedCondition(
  { text, when }: Pick<Principle, 'text' | 'when'>,
  scope: PrincipleScope,
): PrincipleCondition | null {
  const trigger = heldCondition(text, when)?.trigger ?? firstClause(text);
  return scope === 'always' || trigger === null ? null : { scope, trigger };
}

/** When an English principle holds, by the word that it begins with; undefined for always. */
export function readCondition(text: string): PrincipleCondition | undefined {
  const trigger = firstClause(text);
  if (trigger === null) return undefined;
  if (/^(?:when|whenever|if|unless|each time|every time)\s/i.test(trigger)) return { scope: 'turn', trigger };
  return /^(?:once|after|as soon as)\s/i.test(trigger) ? { scope: 'conversation', trigger } : undefined;
}

/** In characters. */
const longestClause = 300;
