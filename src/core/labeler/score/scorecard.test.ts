import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Score } from '../run/hyperparameters';
import fixture from './fixtures/scores.json';
import { confusion, costliestConfusion, intervalOf, scorecardOf, scoreOf } from './scorecard';
import type { Pair } from './tally';

/** Figures of scikit-learn and SciPy; how they were made is in `fixtures/make_scores.py`. */
const cases = fixture.cases.map((each) => ({
  ...each,
  pairs: each.golden.map((golden, row): Pair => {
    const predicted = each.predicted[row] ?? -1;
    return { golden: each.labels[golden] ?? '', predicted: predicted === -1 ? null : (each.labels[predicted] ?? '') };
  }),
}));

const same = (ours: readonly number[], theirs: readonly number[]): void => {
  expect(ours).toHaveLength(theirs.length);
  ours.forEach((value, index) => {
    expect(Math.abs(value - (theirs[index] ?? Number.NaN)), `figure ${index}`).toBeLessThanOrEqual(1e-12);
  });
};

describe('a scorecard', () => {
  it.each(cases)('has the figures of scikit-learn: $name', ({ pairs, ...theirs }) => {
    const card = scorecardOf(pairs, theirs.labels);
    expect(card.labels.map(({ label }) => label)).toEqual(theirs.labels);
    same(
      card.labels.map(({ precision }) => precision),
      theirs.precision,
    );
    same(
      card.labels.map(({ recall }) => recall),
      theirs.recall,
    );
    same(
      card.labels.map(({ f1 }) => f1),
      theirs.f1,
    );
    expect(card.labels.map(({ support }) => support)).toEqual(theirs.support);
    same([card.accuracy, card.macroF1], [theirs.accuracy, theirs.macroF1]);
    const { counts, unread } = confusion(pairs, theirs.labels);
    expect({ counts, unread }).toEqual({ counts: theirs.confusion, unread: theirs.unread });
    same(
      theirs.labels.map((label) => scoreOf(pairs, { kind: 'label-f1', label }, theirs.labels)),
      theirs.f1,
    );
  });

  it('counts rows without a label, and those that were blocked among them', () => {
    const card = scorecardOf(
      [
        { golden: 'a', predicted: 'a', outcome: 'read' },
        { golden: 'a', predicted: null, outcome: 'blocked' },
        { golden: 'b', predicted: null, outcome: 'unread' },
        { golden: 'b', predicted: null, outcome: 'empty' },
        { golden: 'b', predicted: 'non-b' },
      ],
      ['a', 'b'],
    );
    expect(card).toMatchObject({ total: 5, correct: 1, unread: 4, blocked: 1, accuracy: 0.2 });
  });

  it('of no rows is all zero', () => {
    const card = scorecardOf([], ['a', 'b']);
    expect(card).toMatchObject({ accuracy: 0, macroF1: 0, total: 0 });
    expect(card.labels[0]).toEqual({ label: 'a', precision: 0, recall: 0, f1: 0, support: 0 });
  });

  it('lets a missing prediction miss a recall and spoil no precision', () => {
    const before = scorecardOf([{ golden: 'a', predicted: 'a' }], ['a', 'b']);
    const after = scorecardOf(
      [
        { golden: 'a', predicted: 'a' },
        { golden: 'a', predicted: null },
      ],
      ['a', 'b'],
    );
    expect(after.labels.map(({ precision }) => precision)).toEqual(before.labels.map(({ precision }) => precision));
    expect(after.labels[0]?.recall).toBe(0.5);
  });
});

describe('the costliest confusion', () => {
  const pairs = (...list: readonly (readonly [string, string | null])[]): readonly Pair[] =>
    list.map(([golden, predicted]) => ({ golden, predicted }));

  it('is the largest count that is wrong', () => {
    const table = confusion(pairs(['a', 'a'], ['a', 'a'], ['a', 'b'], ['b', null], ['b', null]), ['a', 'b']);
    expect(costliestConfusion(table)).toEqual({ golden: 'b', predicted: null, count: 2 });
  });

  it('is none when everything is right', () => {
    expect(costliestConfusion(confusion(pairs(['a', 'a']), ['a', 'b']))).toBeNull();
  });
});

const labels = ['a', 'b', 'c'];
const arbitraryPair = fc.record({
  golden: fc.constantFrom(...labels),
  predicted: fc.option(fc.constantFrom(...labels, 'off the list')),
});
const arbitraryPairs = fc.array(arbitraryPair, { maxLength: 40 });
const arbitraryScore = fc.constantFrom<Score>(
  { kind: 'accuracy' },
  { kind: 'macro-f1' },
  { kind: 'label-f1', label: 'b' },
);

describe('a score', () => {
  it('is from 0 to 1, inside its interval, whatever the order of the rows', () => {
    fc.assert(
      fc.property(
        arbitraryPairs.chain((pairs) =>
          fc.tuple(fc.constant(pairs), fc.shuffledSubarray(pairs, { minLength: pairs.length })),
        ),
        arbitraryScore,
        fc.nat(),
        ([pairs, others], score, seed) => {
          const value = scoreOf(pairs, score, labels);
          const interval = intervalOf(pairs, score, labels, seed);
          const order = [0, interval.low, value, interval.high, 1];
          expect(order).toEqual(order.toSorted((a, b) => a - b));
          expect(scoreOf(others, score, labels)).toBe(value);
          expect(intervalOf(others, score, labels, seed)).toEqual(interval);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('never falls when a row that was misread is read rightly', () => {
    fc.assert(
      fc.property(arbitraryPairs, arbitraryScore, fc.nat(), (pairs, score, at) => {
        const wrong = pairs.flatMap(({ golden, predicted }, index) => (golden === predicted ? [] : [index]));
        const mended = wrong[at % Math.max(1, wrong.length)];
        const after = pairs.map((pair, index) => (index === mended ? { ...pair, predicted: pair.golden } : pair));
        expect(scoreOf(after, score, labels)).toBeGreaterThanOrEqual(scoreOf(pairs, score, labels));
      }),
      { numRuns: 500 },
    );
  });
});

describe('the interval of a score', () => {
  const rows = (count: number): readonly Pair[] =>
    Array.from({ length: count }, (_, n) => ({ golden: n % 3 === 0 ? 'a' : 'b', predicted: n % 5 === 0 ? 'a' : 'b' }));
  const width = (count: number, score: Score): number => {
    const { low, high } = intervalOf(rows(count), score, ['a', 'b'], 1);
    return high - low;
  };

  it.each<Score>([{ kind: 'accuracy' }, { kind: 'macro-f1' }, { kind: 'label-f1', label: 'a' }])(
    'halves with four times the rows: $kind',
    (score) => {
      const ratio = width(150, score) / width(600, score);
      expect(ratio).toBeGreaterThan(1.7);
      expect(ratio).toBeLessThan(2.3);
    },
  );

  it('of an F1 score comes from resamples of the rows: close to what theory says of a share', () => {
    // The F1 of a label that is always read rightly where it is golden, as a function of one share, by the delta method.
    const pairs = Array.from({ length: 1000 }, (_, n): Pair => ({ golden: 'a', predicted: n % 4 === 0 ? null : 'a' }));
    const { low, high } = intervalOf(pairs, { kind: 'label-f1', label: 'a' }, ['a', 'b'], 7);
    const f1 = (share: number): number => (2 * share) / (share + 1);
    const reach = 1.96 * Math.sqrt((0.75 * 0.25) / 1000);
    expect(low).toBeCloseTo(f1(0.75 - reach), 2);
    expect(high).toBeCloseTo(f1(0.75 + reach), 2);
  });

  it('is everything when nothing was read', () => {
    expect(intervalOf([], { kind: 'accuracy' }, labels, 1)).toEqual({ low: 0, high: 1 });
    expect(intervalOf([], { kind: 'macro-f1' }, labels, 1)).toEqual({ low: 0, high: 1 });
  });

  it('depends on the seed for an F1 score', () => {
    const score: Score = { kind: 'macro-f1' };
    expect(intervalOf(rows(47), score, ['a', 'b'], 1)).not.toEqual(intervalOf(rows(47), score, ['a', 'b'], 2));
  });
});
