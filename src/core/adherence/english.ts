import { contentWords, spelledNumbers } from '../constitution/content-words';

const numberWords = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** Source of a regular expression for a whole number in digits or words. */
export const numberPattern = `(?:\\d{1,4}|${numberWords.slice(1).join('|')}|twenty)`;

/** "three uses", "one use"; `n` in digits or words. */
export function counted(n: number | string, nouns: string): string {
  const digits = Number(spelledNumbers(String(n).toLowerCase()));
  return `${numberWords[digits] ?? digits} ${digits === 1 ? nouns.replace(/s$/, '') : nouns}`;
}

/** Without the marks of lists and bold type. */
export function bareText(text: string): string {
  return text.replace(/^[ \t]*(?:\d+[.)]|[-*•])[ \t]+/gm, '').replace(/\*\*|^#+\s+/gm, '');
}

export function wordsOf(text: string): readonly string[] {
  return bareText(text).match(/[\p{L}\p{N}]+(?:[-'’.,][\p{L}\p{N}]+)*/gu) ?? [];
}

export function sentencesOf(text: string): readonly string[] {
  const sentences = bareText(text).split(/\n+|(?<=[.!?…]["”')]{0,3})\s+(?=["“'(]?[\p{Lu}\p{N}])/u);
  return sentences.map((sentence) => sentence.trim()).filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

/** The lines of a list, without their marks; empty when the text has none. */
export function listLines(text: string): readonly string[] {
  return [...text.matchAll(/^[ \t]*(?:\d+[.)]|[-*•])[ \t]+(\S.*)$/gm)].map((match) => match[1] ?? '');
}

/** How many words the longest text has. */
export function longest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, wordsOf(text).length), 0);
}

/** Stems of the words that carry meaning, in order. */
export function stemsOf(text: string): readonly string[] {
  return [...contentWords(text).keys()];
}

/** Lower case at the start, unless the first word is "I" or looks like an abbreviation. */
export function uncapitalise(text: string): string {
  return /^(?:I\b|\p{Lu}[\p{Lu}\d])/u.test(text) ? text : text.replace(/^\p{Lu}/u, (letter) => letter.toLowerCase());
}

export function asSentence(text: string): string {
  const trimmed = text.trim().replace(/\s+/g, ' ');
  const ended = /[.!?…]["”')]*$/.test(trimmed) ? trimmed : `${trimmed}.`;
  return ended.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

/** A word with a meaning that a text has and another one has not. */
export function newWord(text: string, other: string): string | undefined {
  const known = contentWords(other);
  return [...contentWords(text)].find(([stem, word]) => word.length > 3 && !known.has(stem))?.[1];
}

const foreign =
  /(?<!\p{L})(?:der|die|das|und|ist|nicht|kein\p{L}*|bitte|zu|sehr|mehr|weniger|ein|eine|einen|mit|ohne|für|auch|aber|nur|wie|el|los|las|es|muy|más|menos|demasiado|sin|por|para|una|con|pero|que|le|les|est|pas|trop|plus|avec|sans|pour|il|di|non|che|è|é|não|muito)(?!\p{L})/giu;
const english =
  /(?<!\p{L})(?:the|a|an|is|are|to|of|and|in|it|not|no|with|for|use|give|be|do|too|more|less|at|on|this|that|you|i|but)(?!\p{L})/giu;

/** Whether a text is in German, Spanish, French, Italian or Portuguese rather than English, by its small words. */
export function isForeign(text: string): boolean {
  const others = text.match(foreign)?.length ?? 0;
  return others > 0 && others >= (text.match(english)?.length ?? 0);
}
