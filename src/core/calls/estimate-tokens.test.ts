import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateTokens } from './estimate-tokens';
import counted from './fixtures/counted-tokens.json';

describe('estimateTokens', () => {
  const scripts = [...new Set(counted.texts.map(({ script }) => script))];

  it.each(scripts)('is near what tokenizers count: %s', (script) => {
    const texts = counted.texts.filter((each) => each.script === script);
    const estimated = sum(texts.map(({ text }) => estimateTokens(text)));
    const o200k = sum(texts.map(({ tokens }) => tokens.o200k));
    const gemma = sum(texts.map(({ tokens }) => tokens.gemma3));
    // Where the two tokenizers differ, in between; a fifth of it, or of them, beyond.
    expect(estimated).toBeGreaterThan(0.8 * Math.min(o200k, gemma));
    expect(estimated).toBeLessThan(1.2 * Math.max(o200k, gemma));
  });

  it('is 0 for no text alone, and never less for a longer one', () => {
    expect(estimateTokens('')).toBe(0);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'grapheme' }), (text, more) => {
        expect(estimateTokens(text)).toBeGreaterThan(0);
        expect(estimateTokens(text + more)).toBeGreaterThanOrEqual(estimateTokens(text));
      }),
    );
  });
});

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
