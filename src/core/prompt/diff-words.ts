import { diffWordsWithSpace } from 'diff';

export interface WordChange {
  readonly kind: 'same' | 'ins' | 'del';
  readonly text: string;
}

/**
 * The difference of two texts in words and white space: `same` and `del` join to `before`, `same` and `ins` to `after`. Texts with
 * almost nothing in common are shown as one deletion and one insertion: a finer difference would cost seconds and tell nothing.
 */
export function diffWords(before: string, after: string): readonly WordChange[] {
  const changes = diffWordsWithSpace(before, after, { maxEditLength: 2000 });
  if (changes === undefined) return [wordChange('del', before), wordChange('ins', after)];
  return changes
    .filter(({ value }) => value !== '')
    .map(({ value, added, removed }) => wordChange(added ? 'ins' : removed ? 'del' : 'same', value));
}

function wordChange(kind: WordChange['kind'], text: string): WordChange {
  return { kind, text };
}
