import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PromptUnit, unitsOf, withoutUnit } from './prompt-units';

const cut = (text: string, unit: PromptUnit, plainly?: null) =>
  unitsOf(text, unit, plainly).map(({ start, end }) => text.slice(start, end));

describe('the units of a prompt', () => {
  it('are words with the space and punctuation behind them', () => {
    expect(cut('“Well,” she said.', 'word')).toEqual(['“Well,” ', 'she ', 'said.']);
  });

  it('are words where no space parts them', () => {
    expect(cut('我喜欢猫。', 'word').length).toBeGreaterThan(1);
  });

  it('are sentences, and paragraphs between blank lines', () => {
    expect(cut('One. Two?\n\nThree!', 'sentence')).toEqual(['One. ', 'Two?\n\n', 'Three!']);
    expect(cut('One.\nTwo.\n \nThree.\n\n', 'paragraph')).toEqual(['One.\nTwo.\n \n', 'Three.\n\n']);
  });

  it('are found without the help of the platform, too', () => {
    expect(cut(' Well, she said. Go!', 'word', null)).toEqual([' Well, ', 'she ', 'said. ', 'Go!']);
    expect(cut('One. Two?\nThree!', 'sentence', null)).toEqual(['One. ', 'Two?\n', 'Three!']);
  });

  it('cover all of it, however they are cut', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom<PromptUnit>('word', 'sentence', 'paragraph'),
        fc.boolean(),
        (text, unit, plainly) => {
          const units = plainly ? cut(text, unit, null) : cut(text, unit);
          expect(units.join('')).toBe(text);
          expect(units.every((one) => one !== '')).toBe(true);
        },
      ),
    );
  });

  it('leave the rest as it was when one is taken out', () => {
    const text = 'Say it in one short line.';
    const [, , , , short] = unitsOf(text, 'word');
    expect(short && withoutUnit(text, short)).toBe('Say it in one line.');
  });
});
