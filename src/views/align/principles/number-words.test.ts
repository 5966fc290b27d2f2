import { describe, expect, it } from 'vitest';
import { countedPrinciples, principleNumbers } from './number-words';

describe('principleNumbers', () => {
  it.each([
    [[2], 'Principle 2'],
    [[1, 2], 'Principles 1 and 2'],
    [[1, 2, 4], 'Principles 1, 2 and 4'],
    [[1, 2, 3, 4, 5, 6, 7], '7 principles'],
  ])('names %j as %s', (numbers, words) => {
    expect(principleNumbers(numbers)).toBe(words);
  });
});

describe('countedPrinciples', () => {
  it('knows one from many', () => {
    expect([countedPrinciples(1), countedPrinciples(0), countedPrinciples(2)]).toEqual([
      '1 principle',
      '0 principles',
      '2 principles',
    ]);
  });
});
