import { before } from '../text-ends';
/**
 * The words of an English rule that carry its meaning, as stems: small words and words that every rule has (answer, use, give) are
 * left out, words of one meaning get one stem (`brief`, `concise` → `short`), number words become digits. Scripts without spaces
 * between words are cut in pairs of characters. Each stem stands for the word it was first written as.
 */
export function contentWords(text: string): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  for (const [word] of spelledNumbers(text.toLowerCase()).matchAll(/[\p{L}\p{M}\p{N}]+(?:['’]\p{L}+)?/gu)) {
    for (const part of unspaced.test(word) ? pairs(word) : [word]) {
      const stem = meaningOf(part);
      if (!ignored.has(stem) && !smallWords.has(part) && !words.has(stem)) words.set(stem, part);
    }
  }
  return words;
}

/** A word without its ending, so that forms of one word are equal: `includes`, `including` → `includ`. */
export function stemOf(word: string): string {
  let stem = before(word, /['’]/);
  if (stem.length > 4) stem = stem.replace(/ies$/, 'y');
  if (stem.length > 3) stem = stem.replace(/(?:(?<=ss|sh|ch|x)es|(?<![sui])s)$/, '');
  if (stem.length > 5) stem = stem.replace(/ing$/, '');
  if (stem.length > 4) stem = stem.replace(/ed$/, '').replace(/ly$/, '');
  stem = stem.replace(/([bdfgmnprt])\1$/, '$1');
  return stem.length > 3 ? stem.replace(/e$/, '') : stem;
}

/** `three` → `3`, up to twelve and twenty. */
export function spelledNumbers(text: string): string {
  return text.replace(numberWord, (word) => String(numbers.get(word)));
}

/** Cosine of two sets of words: 1 when equal, 0 when they share none or one is empty. */
export function overlap(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const stem of small.keys()) if (large.has(stem)) shared += 1;
  return shared / Math.sqrt(a.size * b.size);
}

/** The words of `a`, as written, that `b` has too. */
export function sharedWords(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): readonly string[] {
  return [...a].filter(([stem]) => b.has(stem)).map(([, word]) => word);
}

const numbers = new Map(
  'one two three four five six seven eight nine ten eleven twelve'
    .split(' ')
    .map((word, index): [string, number] => [word, index + 1])
    .concat([['twenty', 20]]),
);
const numberWord = new RegExp(`\\b(?:${[...numbers.keys()].join('|')})\\b`, 'g');

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

function pairs(word: string): readonly string[] {
  const characters = [...word];
  return characters.length < 2 ? characters : characters.slice(1).map((next, index) => `${characters[index]}${next}`);
}

const synonyms = new Map(
  [
    'short brief concise succinct terse compact crisp shorter',
    'long lengthy detailed thorough comprehensive extensive exhaustive elaborate longer',
    'list bullet bulleted',
    'paragraph prose',
    'start begin open opening beginning',
    'end close finish conclude conclusion ending',
    'reader user audience',
    'emoji emoticon smiley',
    'humour humor humorous funny joke witty',
    'example instance illustration',
    'casual informal conversational colloquial chatty',
    'friendly warm kind welcoming',
    'picture image photo',
    'greeting greet salutation hello',
    'price cost',
  ].flatMap((line) => {
    const [meaning = '', ...others] = line.split(' ');
    return [meaning, ...others].map((word): [string, string] => [stemOf(word), meaning]);
  }),
);

const meanings = new Map<string, string>();
const meaningsKept = 10_000;
/** No language has longer words; what is longer is no word, and would fill the memory. */
const longestKept = 60;

/** Rules repeat their words, and cutting endings off is most of the work of reading one: so the stem of a word is kept. */
function meaningOf(word: string): string {
  const kept = meanings.get(word);
  if (kept !== undefined) return kept;
  if (meanings.size >= meaningsKept) meanings.clear();
  const stem = stemOf(word);
  const meaning = synonyms.get(stem) ?? stem;
  if (word.length <= longestKept) meanings.set(word, meaning);
  return meaning;
}

const smallWords = new Set(
  (
    'a an the and or but nor so as at by for from in into of off on onto out over per to up with within is are was were be been being am ' +
    'it its this that these those they them their there here he she his her you your yours we us our i me my who whom which what ' +
    'when where why how if then than do does did done can could may might must shall should will would has have had having all any ' +
    'each every both some such only own same too very just also always ever about between through during while until before after ' +
    'more most less least much many few fewer other another rather make makes please sure ensure let keep stay'
  ).split(' '),
);

const ignored = new Set(
  (
    'answer respond response reply output text result use give provide include contain add write mention state offer show present say ' +
    'produce return generate create get put word wording'
  )
    .split(' ')
    .map(stemOf),
);
