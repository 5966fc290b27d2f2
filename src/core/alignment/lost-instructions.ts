import { contentWords } from '../constitution/content-words';
import { parseTemplate } from '../prompt/template';

/** A sentence counts as kept when the other text has at least this share of the words that carry its meaning. */
const enough = 0.5;

/**
 * Sentences of `before` that `after` does not have any more, as written: neither word for word nor in most of their words. A model may
 * drop one because a principle takes its place, so this is for the author to look at and no reason to refuse.
 */
export function lostInstructions(before: string, after: string): readonly string[] {
  const kept = plain(after);
  const words = wordsOf(after);
  return sentences(before).filter((sentence) => {
    const own = wordsOf(sentence);
    if (own.size === 0 || kept.includes(plain(sentence))) return false;
    const shared = [...own].filter((word) => words.has(word)).length;
    return shared < own.size * enough;
  });
}

function sentences(text: string): readonly string[] {
  return text
    .split(/\n+|(?<=[.!?;])\s+|(?<=[。！？])/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

/** Variables are checked on their own, and would make every sentence that has one look kept. */
function wordsOf(text: string): ReadonlySet<string> {
  const words = parseTemplate(text).segments.map((segment) => (segment.type === 'text' ? segment.text : ' '));
  return new Set(contentWords(words.join('')).keys());
}

function plain(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ').trim();
}
