import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countedOfPrompt, divideText, firstScored, utf8Length } from './span';

describe('the tokens of a completion', () => {
  it('hold the white space at the end of the prompt', () => {
    expect(divideText('Hello, \n', 'world')).toEqual({ prompt: 'Hello,', completion: ' \nworld' });
    expect(divideText(' \t', 'x')).toEqual({ prompt: '', completion: ' \tx' });
  });

  it('begin behind those of the prompt, or at the first that differs', () => {
    expect(firstScored([1, 2], [1, 2, 3, 4])).toBe(2);
    expect(firstScored([1, 2, 3], [1, 2, 9])).toBe(2);
    expect(firstScored([], [5])).toBe(0);
    expect(firstScored([1, 2, 3], [1, 2])).toBe(2);
  });

  it('count the characters of the prompt that they hold, whole ones alone', () => {
    expect(countedOfPrompt('a cat', 2)).toBe('cat');
    expect(countedOfPrompt('a 🙂', 4)).toBe('🙂');
    expect(countedOfPrompt('a cat', 5)).toBe('');
  });

  it('are as many bytes as an encoder makes of the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
      }),
    );
  });
});
