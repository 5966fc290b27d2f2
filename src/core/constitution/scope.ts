import { contentWords, stemOf } from './content-words';

/** The part of the answer that a clause is about: stem of `each use`, `the title`, `start with`; empty for the whole answer. */
export function scopeOf(clause: string): string {
  const place = /\b(?:(start|begin|open)|end|close|finish|conclude)s?\s+with\b/.exec(clause);
  if (place !== null) return place[1] === undefined ? 'end' : 'start';
  return partStem(/\b(?:each|every|per)\s+(\p{L}+)/u.exec(clause)?.[1] ?? parts.exec(clause)?.[1] ?? '');
}

/** The part that an adjective is about, from the noun right behind it: `short sentences`. */
export function scopeAfter(clause: string, end: number): string {
  const noun = /^\s+(\p{L}+)/u.exec(clause.slice(end))?.[1] ?? '';
  return contentWords(noun).size === 0 ? '' : partStem(noun);
}

const parts = /\b(title|heading|headline|introduction|intro|summary|caption|subject line|conclusion)s?\b/;

const wholeAnswer = new Set(['answer', 'response', 'reply', 'output', 'text', 'message', 'result', 'one'].map(stemOf));

function partStem(noun: string): string {
  const stem = stemOf(noun);
  return wholeAnswer.has(stem) ? '' : stem;
}
