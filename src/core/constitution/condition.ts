import type { Principle, PrincipleCondition } from './principle';

export type PrincipleScope = 'always' | PrincipleCondition['scope'];

/** Whether the words of a principle begin with a trigger, whatever the case of its first letter. */
export function beginsWith(text: string, trigger: string): boolean {
  const [words, begin] = [text, trigger].map((each) => firstSmall(each.trim()));
  if (words === undefined || begin === undefined || begin === '' || !words.startsWith(begin)) return false;
  // "When the user asks" is not how "When the user askslowly" begins.
  return !/^[\p{L}\p{N}]/u.test(words.slice(begin.length));
}

/** The condition, as long as the words begin with its trigger: other words say something else, or always hold. */
export function heldCondition(text: string, when: PrincipleCondition | undefined): PrincipleCondition | undefined {
  return when !== undefined && beginsWith(text, when.trigger) ? when : undefined;
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

function firstSmall(text: string): string {
  return text.replace(/^\p{Lu}/u, (letter) => letter.toLowerCase());
}
