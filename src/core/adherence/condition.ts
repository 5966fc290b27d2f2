import type { PrincipleCondition } from '../constitution/principle';
import { conditionIn } from '../constitution/read-condition';
import { isForeign, stemsOf } from './english';

/**
 * Whether the words of a condition occur: those of a turn in the last message, those of a conversation in any message so far. "Unless" is
 * met as long as they do not. `messages` are the user's, oldest first; there are none while the bot opens.
 */
export function isMet({ scope, trigger }: PrincipleCondition, messages: readonly string[]): boolean {
  const said = occurs(trigger.replace(conjunction, ''), scope === 'turn' ? messages.slice(-1) : messages);
  return /^unless\b/i.test(trigger) ? !said : said;
}

/** These are made of words that may be asked for as well. */
const conjunction = /^(?:unless|in case|each time|every time)\s/i;

function occurs(words: string, heard: readonly string[]): boolean {
  const event = events.find(([pattern]) => pattern.test(words));
  if (event !== undefined)
    return heard.length === 0 ? event[1] === greeting : heard.some((text) => event[1].test(text));
  const wanted = words.split(/,? or |, /).map(tellingStems);
  return heard.some((text) => {
    const said = new Set(messageStems(text));
    return wanted.some((stems) => stems.every((stem) => said.has(stem)));
  });
}

/** What a principle asks for now: all of it where it has no condition, and null where its condition is not met. */
export function askedNow(principle: string, messages: readonly string[]): string | null {
  const [, order, late] = trailing.exec(principle.trim().slice(0, longestRead)) ?? [];
  const conditioned = conditionIn(late === undefined ? principle : `${late}, ${order}`);
  if (conditioned === null) return principle;
  return isMet(conditioned.when, messages) ? conditioned.then : null;
}

/**
 * The stems of what somebody says, with one for words that stand for the same thing in talk: "how much is it" asks for the price. Of a
 * language that is not known those of small words are left out by their length.
 */
export function messageStems(text: string): readonly string[] {
  const stems = stemsOf(text.slice(0, longestHeard)).map((stem) => alike.get(stem) ?? stem);
  const all = isForeign(text) ? stems.filter((stem) => stem.length > 3) : stems;
  return howMuch.test(text) ? [...new Set([...all, 'price'])] : all;
}

const howMuch = /\bhow much (?:is|are|do|does|for|would)\b/i;

/** In characters. */
const longestHeard = 4000;

/** In characters. */
const longestRead = 600;

/** "Mention the discount when the user asks for prices." */
const trailing =
  /^(?!when|if|once|after|as soon)([^.;\n]{5,300}?),? ((?:when|whenever|if|once|after|as soon as) (?:asked|(?:the |a |an )?(?:users?|visitors?|customers?|guests?|clients?|persons?|they|he|she|somebody|someone|people)\b)[^,.;\n]{0,200})[.!]?$/i;

const greeting = /^\W*(?:hello|hi|hey|good (?:morning|afternoon|evening|day)|welcome)\b/i;

/** What a user does rather than speaks of, and the message that shows it. */
const events: readonly (readonly [pattern: RegExp, message: RegExp])[] = [
  [/\bgreet|\bsays? (?:hello|hi)\b|\bconversation (?:begins|starts|opens)\b|\byou (?:open|begin|start)\b/i, greeting],
  [/\b(?:says? (?:goodbye|bye)|takes? leave|ends the conversation)\b/i, /\b(?:good)?bye\b|\bsee you\b/i],
  [/\bthank/i, /\bthank/i],
  [/\basks? (?:you )?(?:a|any|another|several|something as a) questions?$/i, /\?\s*$/],
  [/\b(?:their|his|her) name\b/i, /\bmy name is\b|\b(?:I am|I['’]m|call me) \p{Lu}/u],
];

const plainStems = new Set(
  stemsOf(
    'user visitor customer client guest person people someone somebody ask asked asking question tell told telling say said saying mention ' +
      'mentioned speak spoke talk talked write wrote want wants wish need needs request requested message turn conversation information info ' +
      'detail details thing things something anything know learn wonder given gave once whenever soon',
  ),
);

function tellingStems(words: string): readonly string[] {
  return messageStems(words).filter((stem) => !plainStems.has(stem));
}

const alike = new Map(
  [
    'price pay paid euro dollar pound money expensive cheap free fee charge',
    'start hour',
    'child kid children family',
    'cafe café restaurant coffee lunch food eat drink',
    'toilet restroom bathroom',
    'floor storey stair lift',
    'wheelchair accessible accessibility',
    'picture photograph',
    'buy purchase sold sell',
    'old oldest age',
  ].flatMap((line) => {
    const [first = '', ...others] = stemsOf(line);
    return others.map((other): [string, string] => [other, first]);
  }),
);
