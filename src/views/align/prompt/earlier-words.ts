import type { PreviewLine } from '../../../core/prompt/compose';

/** By its present words, what a principle said when it was sent; absent where none of those sent is like it. */
export type EarlierWords = ReadonlyMap<string, string>;

/** Finds for each principle itself, or the one that it was reworded from: no two have the same one. */
export function earlierWords(lines: readonly PreviewLine[], sent: ReadonlySet<string>): EarlierWords {
  const texts = lines.flatMap((line) => (line.kind === 'principle' ? [line.text] : []));
  const present = new Set(texts);
  const gone = new Set([...sent].filter((text) => !present.has(text)).slice(0, mostCompared));
  const earlier = new Map(texts.filter((text) => sent.has(text)).map((text) => [text, text] as const));
  for (const text of texts.filter((other) => !sent.has(other)).slice(0, mostCompared)) {
    const like = mostLike(text, gone);
    if (like === null) continue;
    gone.delete(like);
    earlier.set(text, like);
  }
  return earlier;
}

/** More changed principles than these are shown as new as a whole. */
const mostCompared = 40;

/** The one that shares the most words with it, and at least half of them. */
function mostLike(text: string, others: ReadonlySet<string>): string | null {
  let best: string | null = null;
  let most = 0;
  const words = wordsOf(text);
  for (const other of others) {
    const theirs = wordsOf(other);
    const shared = [...words].filter((word) => theirs.has(word)).length;
    if (shared > most && shared * 2 >= Math.max(words.size, theirs.size)) [best, most] = [other, shared];
  }
  return best;
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu));
}
