import { describe, expect, it } from 'vitest';
import { loadWords, percent } from './load-words';

describe('percent', () => {
  it.each([
    [0, 0],
    [0.426, 42],
    [0.9999, 99],
    [1, 100],
  ])('of %d is %d', (share, whole) => {
    expect(percent(share)).toBe(whole);
  });
});

describe('loadWords', () => {
  it('counts the weights and names the other stages', () => {
    expect(loadWords({ stage: 'weights', progress: 0.42 })).toBe('loading 42%');
    expect(loadWords({ stage: 'self-test', progress: 1 })).toBe('self-test');
  });
});
