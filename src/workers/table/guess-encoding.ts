import { analyse } from 'chardet';
import type { Encoding } from '../../core/dataset/encoding';
import { type Alphabet, alphabets, type CharacterSet, characterSets } from './encoding-languages';

/**
 * The encoding of bytes that are no UTF. Each candidate decodes them, and what it makes of them is weighed as a text of the languages that
 * are written in it: the one with the most probable text wins. Statistics of bytes, as chardet has them, say little about a hundred bytes:
 * they count here as a hint between texts that are about as probable.
 */
export function guessEncoding(bytes: Uint8Array): Encoding {
  const sample = bytes.subarray(0, sampleBytes);
  const hints = hintsOf(sample);
  let best: Encoding = 'windows-1252';
  let least = Number.POSITIVE_INFINITY;
  for (const { encoding, languages, rarity } of characterSets) {
    const text = decoded(sample, encoding);
    if (text === null) continue;
    const costs = languages.map((language) => costOf(text, alphabets[language]));
    const cost = Math.min(...costs) + rarity - (hints.get(encoding) ?? 0);
    if (cost < least) {
      least = cost;
      best = encoding;
    }
  }
  return best;
}

const sampleBytes = 32 * 1024;
/** In the unit of the costs: a hint of full confidence outweighs about one letter that does not fit. */
const hintWeight = 5;

function hintsOf(sample: Uint8Array): ReadonlyMap<Encoding, number> {
  const hints = new Map<Encoding, number>();
  for (const { name, confidence } of analyse(sample)) {
    const encoding = chardetNames.get(name) ?? (name.toLowerCase() as CharacterSet['encoding']);
    hints.set(encoding, Math.max(hints.get(encoding) ?? 0, (confidence / 100) * hintWeight));
  }
  return hints;
}

const chardetNames = new Map<string, Encoding>([
  ['GB18030', 'gbk'],
  ['ISO-8859-1', 'windows-1252'],
  ['ISO-8859-9', 'windows-1254'],
]);

function decoded(sample: Uint8Array, encoding: Encoding): string | null {
  try {
    // The sample may end within a character.
    return new TextDecoder(encoding).decode(sample, { stream: true });
  } catch {
    return null;
  }
}

/** How improbable a text is in a language: the sum over its characters of about −ln of their share, and of what hardly ever happens. */
function costOf(text: string, alphabet: Alphabet): number {
  let cost = 0;
  let before = ' ';
  let accents = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) {
      cost += asciiCost;
      if (alphabet.script === 'own' && isAsciiLetter(character) && isOwnLetter(before)) cost += mixedScripts;
      accents = 0;
    } else {
      cost += characterCost(character, before, alphabet);
      accents = isOwnLetter(character) ? accents + 1 : 0;
      if (alphabet.script === 'latin' && accents > 1) cost += accents === 2 ? twoAccents : moreAccents;
    }
    before = character;
  }
  return cost;
}

const asciiCost = 3.2;
const mixedScripts = 4;
const twoAccents = 2;
const moreAccents = 5;
const wrongCase = 4;
const otherLetter = 9.5;
const otherSign = 10;
const broken = 25;

function characterCost(character: string, before: string, alphabet: Alphabet): number {
  const code = character.codePointAt(0) ?? 0;
  if (code === 0xfffd) return broken;
  if (code < 0xa0 || (code >= 0xe000 && code < 0xf900)) return 14;
  if (alphabet.script === 'ideographs') return ideographCost(character, alphabet);
  const small = character.toLowerCase();
  const rank = alphabet.ranks.get(small);
  if (rank !== undefined) {
    let cost = alphabet.first + alphabet.step * rank;
    if (small !== character) cost += isSmallLetter(before) ? wrongCase : 1;
    if (alphabet.script === 'own' && isAsciiLetter(before)) cost += mixedScripts;
    return cost;
  }
  if (/\p{L}|\p{M}/u.test(character)) return otherLetter;
  // L’été, don’t
  if (character === '’' && alphabet.script === 'latin' && isAsciiLetter(before)) return 3;
  if (usualSigns.has(character))
    return /\p{L}/u.test(before) && !signsAfterLetters.has(character) ? otherSign - 2 : 5.5;
  return otherSign;
}

/** Two bytes each, so that about twice as much is expected of a character. */
function ideographCost(
  character: string,
  { ranks, inTable, usualRanges }: Extract<Alphabet, { script: 'ideographs' }>,
): number {
  const rank = ranks.get(character);
  if (rank !== undefined) return 5 + rank / 60;
  if (usualRanges.test(character)) return 5;
  if (
    /[\u3000-\u3002\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f\u300c\u300d\u30fb\u2026\u201c\u201d\u2014]/.test(
      character,
    )
  )
    return 6;
  if (/[\uff61-\uff9f]/.test(character)) return 9;
  return inTable.test(character) ? 9 : 13;
}

const usualSigns = new Set('–—‘’“”„…«»€•·°§№¿¡´\u00a0');
const signsAfterLetters = new Set('–—’”…»·°\u00a0“');

function isAsciiLetter(character: string): boolean {
  return /[A-Za-z]/.test(character);
}

function isOwnLetter(character: string): boolean {
  return (character.codePointAt(0) ?? 0) >= 0x80 && /[\p{L}\p{M}]/u.test(character);
}

function isSmallLetter(character: string): boolean {
  return /\p{Ll}/u.test(character);
}
