import type { WordChange } from '../../core/prompt/diff-words';

/** How much changes, in words, for a caption or an announcement. */
export function describeDiff(parts: readonly WordChange[]): string {
  const added = countWords(parts, 'ins');
  const removed = countWords(parts, 'del');
  if (added === 0 && removed === 0) {
    return parts.some((part) => part.kind !== 'same') ? 'Only spaces or line breaks change' : 'No change';
  }
  return [added > 0 && `${plural(added)} added`, removed > 0 && `${plural(removed)} removed`]
    .filter(Boolean)
    .join(', ');
}

function countWords(parts: readonly WordChange[], kind: WordChange['kind']): number {
  return parts
    .filter((part) => part.kind === kind)
    .reduce((sum, part) => sum + (part.text.match(/\S+/g)?.length ?? 0), 0);
}

function plural(words: number): string {
  return words === 1 ? '1 word' : `${words} words`;
}
