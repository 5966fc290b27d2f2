import type { PrincipleCondition } from './principle';

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

function firstSmall(text: string): string {
  return text.replace(/^\p{Lu}/u, (letter) => letter.toLowerCase());
}
