import { describe, expect, it } from 'vitest';
import { asSentence, counted, newWord, sentencesOf, uncapitalise, wordsOf } from './english';

describe('English', () => {
  it('counts words without the marks of a list', () => {
    expect(wordsOf("1. Don't **stop**.\n- Well-known, 2.5 kg")).toEqual(["Don't", 'stop', 'Well-known', '2.5', 'kg']);
  });

  it('finds sentences across lines and quotes', () => {
    expect(sentencesOf('One. "Two?" Three 2.5 kg!\n- Four')).toEqual(['One.', '"Two?"', 'Three 2.5 kg!', 'Four']);
  });

  it('counts in words, one thing without its ending', () => {
    expect([counted(1, 'uses'), counted('Three', 'uses'), counted(30, 'tips')]).toEqual([
      'one use',
      'three uses',
      '30 tips',
    ]);
  });

  it('makes a sentence of a phrase, and a phrase of a sentence', () => {
    expect(asSentence('  mention the  price')).toBe('Mention the price.');
    expect(uncapitalise('Mention it')).toBe('mention it');
    expect(uncapitalise('LED can be replaced')).toBe('LED can be replaced');
  });

  it('finds a word that another text has not, whatever its form', () => {
    expect(newWord('It needs some drills', 'It needed a hole')).toBe('drills');
    expect(newWord('It needs this', 'It needed that')).toBeUndefined();
  });
});
