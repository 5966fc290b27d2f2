import { describe, expect, it } from 'vitest';
import { confidenceOf } from './confidence';

const token = (text: string, probability: number, others: Readonly<Record<string, number>> = {}) => ({
  token: text,
  logprob: Math.log(probability),
  alternatives: [
    { token: text, logprob: Math.log(probability) },
    ...Object.entries(others).map(([other, share]) => ({ token: other, logprob: Math.log(share) })),
  ],
});

const labels = ['spam', 'spare', 'fine'];

describe('confidence', () => {
  it('is the share of the label among the labels, however much went to anything else', () => {
    const tokens = [token('{"label":"', 1), token('spam', 0.6, { fine: 0.2, nonsense: 0.2 }), token('","rule":1}', 1)];
    expect(confidenceOf(tokens, { label: 'spam', labels, nth: 0 })).toBeCloseTo(0.75, 9);
  });

  it('multiplies where labels part later', () => {
    const tokens = [
      token('{"label": "', 1),
      token('spa', 0.5, { fine: 0.5 }),
      token('m', 0.8, { re: 0.2 }),
      token('"}', 1),
    ];
    expect(confidenceOf(tokens, { label: 'spam', labels, nth: 0 })).toBeCloseTo(0.4, 9);
  });

  it('knows which of several rows is meant, and a token that begins before its label', () => {
    const tokens = [
      token('{"rows":[{"label":"fine","rule":0},', 1),
      token('{"label"', 1),
      token(':"', 1),
      token('spam', 0.5, { spare: 0.5 }),
      token('","rule":0}]}', 1),
    ];
    expect(confidenceOf(tokens, { label: 'fine', labels, nth: 0 })).toBeCloseTo(1, 9);
    expect(confidenceOf(tokens, { label: 'spam', labels, nth: 1 })).toBeCloseTo(0.5, 9);
  });

  it('is unknown when the tokens say something else', () => {
    expect(confidenceOf([token('spam', 1)], { label: 'spam', labels, nth: 0 })).toBeNull();
    expect(confidenceOf([token('{"label":"fine"}', 1)], { label: 'spam', labels, nth: 0 })).toBeNull();
    for (const broken of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const tokens = [token('{"label":"', 1), token('spam', broken, { fine: 0.2 }), token('"}', 1)];
      expect(confidenceOf(tokens, { label: 'spam', labels, nth: 0 })).toBeNull();
    }
  });
});
