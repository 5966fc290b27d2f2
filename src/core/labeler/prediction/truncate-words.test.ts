import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { truncateWords } from './truncate-words';

describe('truncating', () => {
  it('cuts the middle out, and marks where it was', () => {
    expect(truncateWords('one two three four five six', 4)).toBe('one two […] five six');
    expect(truncateWords('one two three four five six', 3)).toBe('one two […] six');
    expect(truncateWords('one two three', 1)).toBe('one […]');
  });

  it('leaves a text that is short enough as it is, white space and all', () => {
    expect(truncateWords(' one\n two ', 2)).toBe(' one\n two ');
    expect(truncateWords('', 1)).toBe('');
  });

  it('keeps exactly so many words, the first and the last of them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^\w+$/), { minLength: 1 }),
        fc.integer({ min: 1, max: 12 }),
        (words, limit) => {
          const kept = truncateWords(words.join(' '), limit)
            .split(' ')
            .filter((word) => word !== '[…]');
          expect(kept).toHaveLength(Math.min(limit, words.length));
          expect(kept[0]).toBe(words[0]);
          if (limit > 1) expect(kept.at(-1)).toBe(words.at(-1));
        },
      ),
    );
  });
});
