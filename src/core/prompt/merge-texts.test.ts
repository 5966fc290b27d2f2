import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeTexts } from './merge-texts';

describe('merging two versions of a text', () => {
  const base = 'Give three uses. Avoid glue. Be brief.';

  it.each([
    ['words at the end', 'Give three uses. Avoid glue. Be brief. Use a list.', 'Give three uses. Use a list.'],
    ['words at the start', 'In Spanish: Give three uses. Avoid glue. Be brief.', 'In Spanish: Give three uses.'],
    ['another word', 'Give five uses. Avoid glue. Be brief.', 'Give five uses.'],
    [
      'a sentence in a passage that goes',
      'Give three uses. Avoid glue. Use a list. Be brief.',
      'Give three uses. Use a list.',
    ],
    ['half a sentence that goes', 'Give three uses. Avoid glue or tape. Be brief.', 'Give three uses.'],
  ])('keeps %s beside what the other side takes out', (_, yields, merged) => {
    expect(mergeTexts({ base, yields, wins: 'Give three uses.' }).replace(/\s+/g, ' ').trim()).toBe(merged);
  });

  it('is the other version where one changed nothing', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(mergeTexts({ base: one, yields: one, wins: other })).toBe(other);
        expect(mergeTexts({ base: one, yields: other, wins: one })).toBe(other);
      }),
    );
  });

  it('takes every change of the side that wins', () => {
    const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd.', '\n'), { maxLength: 12 }).map((list) => list.join(' '));
    fc.assert(
      fc.property(words, words, (before, yields) => {
        expect(
          mergeTexts({ base: `${before} Avoid glue.`, yields: `${yields} Avoid glue.`, wins: before }),
        ).not.toContain('glue');
      }),
    );
  });
});
