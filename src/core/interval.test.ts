import { describe, expect, it } from 'vitest';
import { quantileOf, wilsonInterval } from './interval';
import fixture from './labeler/score/fixtures/scores.json';

describe("Wilson's interval", () => {
  it.each(fixture.wilson)('is that of SciPy for $correct of $rows', ({ correct, rows, low, high }) => {
    const interval = wilsonInterval(correct, rows);
    expect(Math.abs(interval.low - low)).toBeLessThanOrEqual(1e-12);
    expect(Math.abs(interval.high - high)).toBeLessThanOrEqual(1e-12);
  });
});

describe('a quantile', () => {
  it('is interpolated between neighbours', () => {
    expect(quantileOf([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(quantileOf([1, 2, 3, 4], 0)).toBe(1);
    expect(quantileOf([1, 2, 3, 4], 1)).toBe(4);
    expect(quantileOf([5], 0.3)).toBe(5);
  });
});
