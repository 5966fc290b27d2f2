import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom, deriveSeed, shuffled } from './random';

function drawn(seed: number, count: number): readonly number[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => random.next());
}

describe('a seeded generator', () => {
  it('gives the same numbers for the same seed, and others for another', () => {
    expect(drawn(42, 20)).toEqual(drawn(42, 20));
    expect(drawn(42, 20)).not.toEqual(drawn(43, 20));
    expect(drawn(0, 20)).not.toEqual(drawn(1, 20));
  });

  it('never changes between versions, since saved runs rest on it', () => {
    const random = createRandom(42);
    expect(Array.from({ length: 5 }, () => random.whole(1000))).toEqual([46, 926, 305, 851, 573]);
  });

  it('stays from 0 to below 1, and about even', () => {
    const numbers = drawn(7, 20_000);
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThan(1);
    const tenths = Array.from({ length: 10 }, () => 0);
    for (const number of numbers) tenths[Math.floor(number * 10)] = (tenths[Math.floor(number * 10)] ?? 0) + 1;
    // 2000 are expected in each, with a standard deviation of 42.
    for (const count of tenths) expect(Math.abs(count - 2000)).toBeLessThan(210);
  });

  it('draws every whole number below the border about as often', () => {
    const random = createRandom(1);
    const counts = [0, 0, 0];
    for (let draw = 0; draw < 9000; draw++) {
      const number = random.whole(3);
      counts[number] = (counts[number] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 3000)).toBeLessThan(225);
    expect(random.whole(1)).toBe(0);
    expect(random.whole(2 ** 32)).toBeLessThan(2 ** 32);
  });

  it('refuses a border that is no whole number from 1', () => {
    const random = createRandom(1);
    for (const border of [0, -1, 1.5, Number.NaN, 2 ** 33]) expect(() => random.whole(border)).toThrow(RangeError);
  });
});

describe('the seed of a part', () => {
  it('is a whole number from 0 to 2147483647, the same for the same parts', () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(fc.oneof(fc.string(), fc.integer())), (seed, parts) => {
        const derived = deriveSeed(seed, ...parts);
        expect(Number.isInteger(derived) && derived >= 0 && derived <= 2_147_483_647).toBe(true);
        expect(deriveSeed(seed, ...parts)).toBe(derived);
      }),
    );
  });

  it('tells parts apart: their kind, their order, their borders', () => {
    const seeds = [
      deriveSeed(1),
      deriveSeed(2),
      deriveSeed(1, ''),
      deriveSeed(1, 'ab'),
      deriveSeed(1, 'a', 'b'),
      deriveSeed(1, 'b', 'a'),
      deriveSeed(1, 1),
      deriveSeed(1, '1'),
      deriveSeed(1, 1, 2),
      deriveSeed(1, 12),
    ];
    expect(new Set(seeds).size).toBe(seeds.length);
  });

  it('hardly ever gives two steps of a run the same seed', () => {
    const seeds = new Set<number>();
    for (let step = 0; step < 100; step++)
      for (let row = 0; row < 100; row++) seeds.add(deriveSeed(42, 'step', step, row));
    // Of 10,000 among 2^31, one pair in forty runs is expected.
    expect(seeds.size).toBeGreaterThan(9997);
  });
});

describe('shuffled', () => {
  it('has the same items, leaves the given list alone, and repeats itself for the same seed', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.nat(), (items, seed) => {
        const before = [...items];
        const order = shuffled(items, createRandom(seed));
        expect(items).toEqual(before);
        expect([...order].sort((a, b) => a - b)).toEqual([...items].sort((a, b) => a - b));
        expect(shuffled(items, createRandom(seed))).toEqual(order);
      }),
    );
  });

  it('reaches every order about as often', () => {
    const random = createRandom(5);
    const counts = new Map<string, number>();
    for (let draw = 0; draw < 6000; draw++) {
      const order = shuffled(['a', 'b', 'c'], random).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});
