import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../random';
import fixture from './fixtures/scores.json';
import { mcnemar, pairedDifference, pairedInterval, ruleEffect } from './paired';
import type { Pair } from './tally';

interface Counts {
  readonly both: number;
  readonly onlyA: number;
  readonly onlyB: number;
  readonly neither: number;
}

/** Rows that both, one or none of two labelers read rightly. */
function pairsOf({ both, onlyA, onlyB, neither }: Counts): readonly [readonly Pair[], readonly Pair[]] {
  const rows = (count: number, predicted: string): Pair[] =>
    Array.from({ length: count }, () => ({ golden: 'a', predicted }));
  return [
    [...rows(both + onlyA, 'a'), ...rows(onlyB + neither, 'b')],
    [...rows(both, 'a'), ...rows(onlyA, 'b'), ...rows(onlyB, 'a'), ...rows(neither, 'b')],
  ];
}

describe("McNemar's test", () => {
  it.each(fixture.mcnemar)('has the p of SciPy for $onlyA to $onlyB', ({ onlyA, onlyB, p }) => {
    const test = mcnemar(...pairsOf({ both: 5, onlyA, onlyB, neither: 4 }));
    expect(test).toMatchObject({ onlyA, onlyB });
    expect(Math.abs(test.p - p)).toBeLessThanOrEqual(1e-12);
    expect(Math.abs(test.p - p)).toBeLessThanOrEqual(1e-9 * p);
  });

  it('is the same whichever labeler comes first', () => {
    const [a, b] = pairsOf({ both: 20, onlyA: 3, onlyB: 9, neither: 1 });
    expect(mcnemar(b, a).p).toBe(mcnemar(a, b).p);
  });

  it('refuses rows that are not the same', () => {
    expect(() => mcnemar([{ golden: 'a', predicted: 'a' }], [])).toThrow('the same rows');
    expect(() => mcnemar([{ golden: 'a', predicted: 'a' }], [{ golden: 'b', predicted: 'a' }])).toThrow(
      'golden labels',
    );
  });
});

describe('the interval of a difference of accuracies', () => {
  it.each(fixture.newcombe)('is that of method 10 for $both, $onlyA, $onlyB, $neither', ({ low, high, ...counts }) => {
    const interval = pairedInterval(...pairsOf(counts));
    expect(Math.abs(interval.low - low)).toBeLessThanOrEqual(1e-12);
    expect(Math.abs(interval.high - high)).toBeLessThanOrEqual(1e-12);
  });

  it('holds the true difference in 95% of studies, or nearly', () => {
    const random = createRandom(5);
    const studies = 2000;
    const held = Array.from({ length: studies }, () => {
      const counts = { both: 0, onlyA: 0, onlyB: 0, neither: 0 };
      for (let row = 0; row < 80; row++) {
        const drawn = random.next();
        counts[drawn < 0.6 ? 'both' : drawn < 0.75 ? 'onlyA' : drawn < 0.85 ? 'onlyB' : 'neither'] += 1;
      }
      const { low, high } = pairedInterval(...pairsOf(counts));
      return low <= 0.05 && 0.05 <= high;
    }).filter(Boolean).length;
    expect(held / studies).toBeGreaterThan(0.935);
    expect(held / studies).toBeLessThan(0.975);
  });
});

describe('the difference of two scores', () => {
  const labels = ['a', 'b'];
  const pair = (golden: string) =>
    fc.option(fc.constantFrom(...labels)).map((predicted): Pair => ({ golden, predicted }));
  const arbitraryBoth = fc.array(
    fc.constantFrom(...labels).chain((golden) => fc.tuple(pair(golden), pair(golden))),
    { maxLength: 30 },
  );

  it('lies in its interval, and turns round when the labelers change places', () => {
    fc.assert(
      fc.property(
        arbitraryBoth,
        fc.constantFrom({ kind: 'accuracy' } as const, { kind: 'macro-f1' } as const),
        (rows, score) => {
          const a = rows.map(([first]) => first);
          const b = rows.map(([, second]) => second);
          const found = pairedDifference(a, b, { score, labels, seed: 3 });
          const turned = pairedDifference(b, a, { score, labels, seed: 3 });
          expect(found.low).toBeLessThanOrEqual(found.difference);
          expect(found.high).toBeGreaterThanOrEqual(found.difference);
          expect(turned.difference).toBeCloseTo(-found.difference, 12);
          expect(Math.min(found.low, turned.low)).toBeGreaterThanOrEqual(-1);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is certain to be nothing between a labeler and itself, for F1 scores', () => {
    const rows = pairsOf({ both: 8, onlyA: 3, onlyB: 0, neither: 4 })[0];
    expect(pairedDifference(rows, rows, { score: { kind: 'macro-f1' }, labels, seed: 3 })).toEqual({
      difference: 0,
      low: 0,
      high: 0,
    });
  });
});

describe('the effect of a rule', () => {
  it('is positive when the score falls without it', () => {
    const [withRule, without] = pairsOf({ both: 50, onlyA: 20, onlyB: 2, neither: 8 });
    const effect = ruleEffect({
      ruleId: 'r1',
      withRule,
      without,
      score: { kind: 'accuracy' },
      labels: ['a', 'b'],
      seed: 1,
    });
    expect(effect).toMatchObject({ ruleId: 'r1', changed: 22 });
    expect(effect.difference).toBeCloseTo(18 / 80, 12);
    expect(effect.low).toBeGreaterThan(0);
    expect(effect.high).toBeLessThan(0.4);
  });
});
