import { describe, expect, it } from 'vitest';
import { compared, improved } from '../../../testing/tuning-rows';
import { countWords, wordCounts } from './word-counts';

describe('the words of a text', () => {
  it.each([
    ['', 0],
    [' \n—… !', 0],
    ['It opens at 10, daily.', 5],
    ["Don't worry: well-kept, 3.5 m long.", 6],
    ['day—night and/or', 4],
    ['Öffnungszeiten für Größere', 3],
    ['Когда открывается планетарий?', 3],
    ['متى يفتح المتحف؟', 3],
    ['天文馆几点开门？', 7],
    ['プラネタリウム', 7],
    ['천문관은 몇 시에 열어요?', 4],
    ['Is it real? 🦕', 3],
  ])('of “%s” are %i', (text, words) => expect(countWords(text)).toBe(words));
});

describe('the words of a row', () => {
  it('are those of the answer and of its last revision', () => {
    expect(wordCounts(improved('one two', 'one two three', null))).toEqual([2, 3]);
    expect(wordCounts(improved('one two', null))).toEqual([2, null]);
  });

  it('are those of both answers', () => {
    expect(wordCounts(compared(['one', 'one two'], ['first', 'first']))).toEqual([1, 2]);
    expect(wordCounts(null)).toEqual([null, null]);
  });
});
