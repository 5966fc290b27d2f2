/** Small, rule-based English: enough to measure a text and to put a sentence into another shape. */

const numberWords = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');
const otherNumbers: Readonly<Record<string, number>> = {
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  hundred: 100,
  dozen: 12,
};
const stopWords = new Set(
  `a about after again all also an and any are as at be because been being but by can cannot could did do does each every few for from
  had has have he her here his how i if in into is it its just may me might more most much must my no not of off on one only or other our out
  over own please same she should so some such than that the their them then there these they this those through to too under until up use used
  uses very was we were what when where which while who why will with would you your`.split(/\s+/),
);

const verbsInE = new Set(
  `use give make write name describe include note state propose provide compare close leave take come have organise structure share
  move summarise like outline cite quote`.split(/\s+/),
);

/** Source of a regular expression for a whole number in digits or words. */
export const numberPattern = `(?:\\d{1,4}|${[...numberWords.slice(1), ...Object.keys(otherNumbers)].join('|')})`;

export function toNumber(text: string): number {
  const word = text.toLowerCase();
  return otherNumbers[word] ?? (numberWords.includes(word) ? numberWords.indexOf(word) : Number(word));
}

export function numberWord(n: number): string {
  return numberWords[n] ?? String(n);
}

/** Without the marks of lists and bold type. */
export function bareText(text: string): string {
  return text.replace(/^\s*(?:\d+[.)]|[-*•])\s+/gm, '').replace(/\*\*|^#+\s+/gm, '');
}

export function wordsOf(text: string): readonly string[] {
  return bareText(text).match(/[\p{L}\p{N}]+(?:[-'’.,][\p{L}\p{N}]+)*/gu) ?? [];
}

export function sentencesOf(text: string): readonly string[] {
  return bareText(text)
    .split(/\n+|(?<=[.!?…]["”')]*)\s+(?=["“'(]?[\p{Lu}\p{N}])/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

/** The lines of a list, without their marks; empty when the text has none. */
export function listLines(text: string): readonly string[] {
  return [...text.matchAll(/^\s*(?:\d+[.)]|[-*•])\s+(.+)$/gm)].map((match) => match[1] ?? '');
}

/** A rough stem, so that "tools" meets "tool" and "mentioned" meets "mention". */
export function stem(word: string): string {
  const base = word.toLowerCase().replace(/['’]s?$/, '');
  if (base.length <= 3) return base;
  return base
    .replace(/ies$/, 'y')
    .replace(/(?:(?<=[sxz]|ch|sh)es|(?<!s|u|i)s|ing|ed)$/, '')
    .replace(/([^aeiouls])\1$/, '$1')
    .replace(/e$/, '');
}

/** Stems of the words that carry meaning, in order. */
export function contentStems(text: string): readonly string[] {
  return wordsOf(text)
    .filter((word) => !stopWords.has(word.toLowerCase()))
    .map(stem);
}

export function capitalise(text: string): string {
  return text.replace(/^[^\p{L}\p{N}]*\p{Ll}/u, (start) => start.toUpperCase());
}

/** Lower case at the start, unless the first word is "I" or looks like a name or an abbreviation. */
export function uncapitalise(text: string): string {
  return /^(?:I\b|\p{Lu}[\p{Lu}\d])/u.test(text) ? text : text.replace(/^\p{Lu}/u, (letter) => letter.toLowerCase());
}

export function asSentence(text: string): string {
  const trimmed = text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/[\s,;:–-]+$/, '');
  return capitalise(/[.!?…]["”')]*$/.test(trimmed) ? trimmed : `${trimmed}.`);
}

export function joinList(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
}

export function withArticle(noun: string): string {
  return `${/^(?:[aeio]|u(?!ni|se|sa|ti|k\b)|ho(?:ur|nest))/i.test(noun) && !/^(?:one|eu)/i.test(noun) ? 'an' : 'a'} ${noun}`;
}

export function isPlural(noun: string): boolean {
  const head = noun.split(/\s+(?:of|for|in|with|from|to|on|at|about)\s+/)[0] ?? noun;
  if (/^\p{Lu}\p{Ll}+(?: \p{Lu}\p{L}+)+$/u.test(head)) return false;
  return (
    /(?<![su]|i)s$/i.test(head) || /\b(?:people|children|men|women|mice|feet|teeth)$/i.test(head) || / and /.test(head)
  );
}

export function plural(noun: string): string {
  if (isPlural(noun)) return noun;
  return /[^aeiou]y$/.test(noun) ? noun.replace(/y$/, 'ies') : `${noun}${/(?:s|x|z|ch|sh)$/.test(noun) ? 'es' : 's'}`;
}

/** "uses" → "use", "tries" → "try", "is" → "be". */
export function baseVerb(verb: string): string {
  const irregular: Readonly<Record<string, string>> = {
    is: 'be',
    are: 'be',
    was: 'be',
    has: 'have',
    does: 'do',
    goes: 'go',
    gave: 'give',
    used: 'use',
  };
  const known = irregular[verb.toLowerCase()];
  if (known !== undefined) return known;
  return verb.replace(/ies$/, 'y').replace(/(?<=ss|x|z|ch|sh)es$|(?<!s)s$/, '');
}

/** "boil" → "boiling". */
export function gerund(verb: string): string {
  if (/^(?:run|cut|set|put|get|stop|plan|begin|win|sit|swim|chop|shop)$/.test(verb))
    return `${verb}${verb.at(-1) ?? ''}ing`;
  return `${verb.replace(/ie$/, 'y').replace(/(?<![eoy])e$/, '')}ing`;
}

/** "asking" → "ask", "using" → "use". */
export function fromGerund(verb: string): string {
  const base = verb.replace(/ing$/, '').replace(/([bdgmnprt])\1$/, '$1');
  return verbsInE.has(`${base}e`) ? `${base}e` : base;
}

/** A number generator that gives the same numbers, from 0 up to 1, for the same text. */
export function seededRandom(text: string): () => number {
  let state = [...text].reduce(
    (hash, character) => Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193),
    0x811c9dc5,
  );
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    const mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    return (((mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed) >>> 0) / 4294967296;
  };
}
