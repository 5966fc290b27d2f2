import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lostInstructions } from './lost-instructions';

const before = 'Summarise {text} for a child. Never name the author.\n- Quote one sentence of it; say where it stands.';

describe('instructions that a rewritten prompt has lost', () => {
  it('finds the one that was dropped although every variable is there', () => {
    expect(
      lostInstructions(before, 'Summarise {text} for a child. Quote one sentence, and say where it stands.'),
    ).toEqual(['Never name the author.']);
  });

  it('finds all of them when only the variable is left', () => {
    expect(lostInstructions(before, '{text}')).toHaveLength(4);
  });

  it('is content with other line breaks, other order and most of the words', () => {
    const after =
      'Never name\nthe author. Summarise for a child, in short words: {text}. Quote a sentence and say where it stands.';
    expect(lostInstructions(before, after)).toEqual([]);
  });

  it('does not take a sentence for kept because its variable is', () => {
    expect(lostInstructions('Translate {text} into French.', 'Praise {text}.')).toEqual([
      'Translate {text} into French.',
    ]);
  });

  it('reads text without spaces between words', () => {
    expect(lostInstructions('用中文回答。不要提作者。', '用中文回答。')).toEqual(['不要提作者。']);
  });

  it('finds none in a prompt that only grew', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, more) => {
        expect(lostInstructions(text, `${text}\n${more}`)).toEqual([]);
      }),
    );
  });
});
