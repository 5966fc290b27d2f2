import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caretAfterChange } from './caret';

/** Half of a character that takes two units. */
const loneSurrogate = /\p{Surrogate}/u;

describe('caretAfterChange', () => {
  it.each([
    ['behind a word that came back', 'Give uses.', 'Give three uses.', 'Give three '],
    ['where a word was taken out', 'Give three uses.', 'Give uses.', 'Give '],
    ['behind a word that was replaced', 'Give three uses.', 'Give four uses.', 'Give four'],
    ['at the end of a text that grew there', 'Give', 'Give uses', 'Give uses'],
    ['at the start of an emptied text', 'Give', '', ''],
  ])('is %s', (_, before, after, upToCaret) => {
    expect(after.slice(0, caretAfterChange(before, after))).toBe(upToCaret);
  });

  it('never stands inside a character', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '😀', '😁', '🙀', ' ') });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const caret = caretAfterChange(before, after);
        expect(after.slice(0, caret)).not.toMatch(loneSurrogate);
      }),
    );
  });
});
