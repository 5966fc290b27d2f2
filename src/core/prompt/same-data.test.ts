import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameData } from './same-data';

describe('sameData', () => {
  it.each([
    [{ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 }, true],
    [{ a: 1 }, { a: 1, b: undefined }, false],
    [{ a: undefined }, { b: undefined }, false],
    [[1], { 0: 1 }, false],
    [[], [undefined], false],
    [null, {}, false],
    ['1', 1, false],
  ])('compares %j with %j', (a, b, same) => {
    expect(sameData(a, b)).toBe(same);
    expect(sameData(b, a)).toBe(same);
  });

  it('finds a copy the same, and different JSON different', () => {
    fc.assert(
      fc.property(fc.json(), fc.json(), (one, other) => {
        const a: unknown = JSON.parse(one);
        expect(sameData(a, JSON.parse(one))).toBe(true);
        const b: unknown = JSON.parse(other);
        if (sameData(a, b)) expect(a).toEqual(b);
      }),
    );
  });
});
