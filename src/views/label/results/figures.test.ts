import { describe, expect, it } from 'vitest';
import { blockedOf, interval2, pValue, signed3 } from './figures';

describe('figures', () => {
  it('have a sign that lines up, and none for nothing', () => {
    expect([signed3(0.0194), signed3(-0.004), signed3(0.0001)]).toEqual(['+0.019', '−0.004', '±0.000']);
  });

  it('have a real minus sign in intervals as well', () => {
    expect(interval2({ low: -0.051, high: 0.2 })).toBe('−0.05 to 0.20');
  });

  it('name a probability that is too small to print', () => {
    expect([pValue(0.0421), pValue(0.0004)]).toEqual(['p = 0.042', 'p < 0.001']);
  });

  it('tell blocked rows from rows that were only unread', () => {
    expect([blockedOf({ total: 100, blocked: 0 }), blockedOf({ total: 2000, blocked: 3 })]).toEqual([
      'of 100',
      'of 2,000, 3 blocked',
    ]);
  });
});
