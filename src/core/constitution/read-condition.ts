import { heldCondition, type PrincipleScope } from './condition';
import { principleById, withCondition } from './edit-constitution';
import type { Constitution, Principle, PrincipleCondition } from './principle';

/** Changes when a principle holds, and no word of it. Null: always. Throws when the principle is gone. */
export function setCondition(constitution: Constitution, id: string, when: PrincipleCondition | null): Constitution {
  const present = principleById(constitution, id);
  return constitution.map((principle) => (principle === present ? withCondition(present, when) : principle));
}

/** The words before the first comma of the first sentence; null where there is none. */
function firstClause(text: string): string | null {
  const begin = text.slice(0, longestClause);
  const end = begin.search(/[,.;:!?\n]/);
  const clause = begin.charAt(end) === ',' ? begin.slice(0, end).trim() : '';
  return clause === '' ? null : clause;
}

/** The words that say when a principle holds or could hold: those that it was given, else what it begins with, in whatever language. */
export function triggerIn(text: string, when: PrincipleCondition | undefined): string | null {
  return heldCondition(text, when)?.trigger ?? readCondition(text)?.trigger ?? firstClause(text);
}

/** What a principle has to say of itself to hold as its author picked; null: always. A trigger that it has stays, else it is the first clause. */
export function pickedCondition(
  { text, when }: Pick<Principle, 'text' | 'when'>,
  scope: PrincipleScope,
): PrincipleCondition | null {
  const trigger = triggerIn(text, when);
  return scope === 'always' || trigger === null ? null : { scope, trigger };
}

/** An English principle that holds on a condition only, in two parts. */
interface Conditioned {
  /** Its trigger is the beginning of the principle, without the comma. */
  readonly when: PrincipleCondition;
  /** What is to be done then. */
  readonly then: string;
}

/** The condition that a principle begins with ("When the user asks for …, …", "Once the user has …, …"); null where it has none. */
export function conditionIn(principle: string): Conditioned | null {
  const [, trigger, word = '', then] = leading.exec(principle.trim().slice(0, longestRead)) ?? [];
  if (trigger === undefined || then === undefined) return null;
  return { when: { scope: lasting.test(word) ? 'conversation' : 'turn', trigger }, then };
}

/** When an English principle holds, by what it begins with; undefined for always. */
export function readCondition(text: string): PrincipleCondition | undefined {
  return conditionIn(text)?.when;
}

/** In characters. */
const longestClause = 300;
/** In characters. What is longer has no condition that could be read. */
const longestRead = 600;

/** What an order begins with, and a condition or a thing in a list does not. */
export const imperatives =
  "always|never|do not|don't|avoid|use|write|give|keep|include|mention|add|start|begin|end|ask|explain|answer|make|say|name|offer|leave";
/** Within a clause; a time of day has a colon, and what somebody says may be a question. */
const inClause = String.raw`(?:[^,.;:!?\n]|:(?=\d)|[!?](?=["'”’»)]))`;
/** A comma ends a condition, unless it stands in a list: "When the user asks for prices, times or tours, …" */
const listed = String.raw`(?:, (?!(?:${imperatives})\b)[^,.;:!?\n]{1,40} or [^,.;:!?\n]{1,40}(?=,))?`;
const leading = new RegExp(
  String.raw`^((when|whenever|if|unless|in case|each time|every time|once|after|as soon as)\b${inClause}{3,${longestClause}}${listed}),\s*(?:then )?(\S[\s\S]*)$`,
  'i',
);
const lasting = /^(?:once|after|as soon as)$/i;
