import { describe, expect, it } from 'vitest';
import { estimateTokens } from './estimate-tokens';

describe('estimateTokens', () => {
  it.each([
    ['', 0],
    ['a', 1],
    ['abcd', 1],
    ['abcde', 2],
    ['a'.repeat(4000), 1000],
  ])('counts about four characters a token', (text, tokens) => {
    expect(estimateTokens(text)).toBe(tokens);
  });
});
