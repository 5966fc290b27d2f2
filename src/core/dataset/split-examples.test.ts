import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Example, Split } from './example';
import { leastTrainingShare, splitCounts, splitExamples } from './split-examples';

function example(row: number, label: string, text = `text ${row}`): Example {
  return { id: `row-${row}`, row, fields: [{ name: 'text', text }], label };
}

function examplesOf(counts: Readonly<Record<string, number>>): readonly Example[] {
  const labels = Object.entries(counts).flatMap(([label, count]) => Array.from({ length: count }, () => label));
  return labels.map((label, at) => example(at + 1, label));
}

function sidesOf(split: Split): readonly (readonly Example[])[] {
  return [split.training, split.validation, split.test];
}

function countOf(side: readonly Example[], label: string): number {
  return side.filter((each) => each.label === label).length;
}

describe('the split', () => {
  it('has the sizes that are asked for, and each label in its share', () => {
    const split = splitExamples({
      examples: examplesOf({ a: 600, b: 300, c: 100 }),
      groups: null,
      sizes: { validation: 100, test: 50 },
      seed: 1,
    });
    expect(splitCounts(split)).toEqual({ training: 850, validation: 100, test: 50 });
    expect(['a', 'b', 'c'].map((label) => countOf(split.validation, label))).toEqual([60, 30, 10]);
    expect(['a', 'b', 'c'].map((label) => countOf(split.test, label))).toEqual([30, 15, 5]);
  });

  it('is the same for the same seed, and another for another', () => {
    const request = { examples: examplesOf({ a: 100, b: 100 }), groups: null, sizes: { validation: 20, test: 20 } };
    expect(splitExamples({ ...request, seed: 7 })).toEqual(splitExamples({ ...request, seed: 7 }));
    expect(splitExamples({ ...request, seed: 7 }).test).not.toEqual(splitExamples({ ...request, seed: 8 }).test);
  });

  it('leaves training half of the rows where the sizes would take more', () => {
    const split = splitExamples({
      examples: examplesOf({ a: 50, b: 50 }),
      groups: null,
      sizes: { validation: 100, test: 100 },
      seed: 1,
    });
    expect(splitCounts(split)).toEqual({ training: 50, validation: 25, test: 25 });
  });

  it('has a label of three rows on every side, and one of two on training at least', () => {
    const examples = examplesOf({ common: 200, rare: 3, rarer: 2 });
    for (let seed = 0; seed < 20; seed++) {
      const split = splitExamples({ examples, groups: null, sizes: { validation: 20, test: 20 }, seed });
      expect(sidesOf(split).map((side) => countOf(side, 'rare'))).toEqual([1, 1, 1]);
      expect(countOf(split.training, 'rarer')).toBeGreaterThan(0);
    }
  });

  it('keeps a large group whole, even where it has to take it for a label to be there', () => {
    const groups = Array.from({ length: 90 }, (_, at) => `g${Math.floor(at / 10)}`);
    const examples = groups.map((_, at) => example(at + 1, at < 45 ? 'a' : 'b'));
    const split = splitExamples({ examples, groups, sizes: { validation: 10, test: 10 }, seed: 3 });
    for (const side of sidesOf(split)) expect(new Set(side.map(({ label }) => label))).toEqual(new Set(['a', 'b']));
  });

  it('takes a test file as it is, and trains on none of its rows', () => {
    const testExamples = [example(1, 'a', ' text 3 '), example(2, 'b', 'new')];
    const examples = examplesOf({ a: 20, b: 20 });
    const split = splitExamples({ examples, groups: null, sizes: { validation: 10, test: 99 }, seed: 1, testExamples });
    expect(split.test).toEqual(testExamples);
    expect(splitCounts(split)).toEqual({ training: 29, validation: 10, test: 2 });
    expect([...split.training, ...split.validation].some(({ id }) => id === 'row-3')).toBe(false);
  });

  it('trains on no row of a group that is in the test file', () => {
    const examples = examplesOf({ a: 20, b: 20 });
    const groups = examples.map((_, at) => (at % 10 === 9 ? null : `g${at % 10}`));
    const testExamples = [example(1, 'a', 'new'), example(2, 'b', 'newer'), example(3, 'b', 'newest')];
    const split = splitExamples({
      examples,
      groups,
      sizes: { validation: 10, test: 99 },
      seed: 1,
      testExamples,
      testGroups: ['g3', 'elsewhere', null],
    });
    expect(split.test).toEqual(testExamples);
    expect(split.training.length + split.validation.length).toBe(36);
    expect([...split.training, ...split.validation].some(({ row }) => groups[row - 1] === 'g3')).toBe(false);
  });

  it('makes training rows and test rows that the compiler tells apart', () => {
    const split = splitExamples({
      examples: examplesOf({ a: 9, b: 9 }),
      groups: null,
      sizes: { validation: 4, test: 4 },
      seed: 1,
    });
    const train = (rows: Split['training']) => rows.length;
    // @ts-expect-error: a test row is no training row
    train(split.test);
    // @ts-expect-error: nor is a row that no split has made
    train(examplesOf({ a: 1 }));
    expect(train(split.training)).toBe(10);
  });
});

describe('any split', () => {
  const rows = fc.array(
    fc.record({
      label: fc.constantFrom('a', 'a', 'a', 'b', 'c'),
      text: fc.nat({ max: 60 }),
      group: fc.option(fc.nat({ max: 25 }), { freq: 1 }),
    }),
    { minLength: 1, maxLength: 80 },
  );
  const sizes = fc.record({ validation: fc.integer({ min: 2, max: 30 }), test: fc.integer({ min: 2, max: 30 }) });

  it('has every row once, in the order of the file, and keeps twins and groups together', () => {
    fc.assert(
      fc.property(rows, sizes, fc.nat(), (drawn, wanted, seed) => {
        const examples = drawn.map(({ label, text }, at) => example(at + 1, label, ' '.repeat(at % 3) + text));
        const groups = drawn.map(({ group }) => (group === null ? null : `g${group}`));
        const split = splitExamples({ examples, groups, sizes: wanted, seed });
        const all = sidesOf(split).flat();
        expect([...all].sort((a, b) => a.row - b.row)).toEqual(examples);
        const sideOf = new Map<string, number>();
        for (const [side, members] of sidesOf(split).entries()) {
          expect(members.map(({ row }) => row)).toEqual(members.map(({ row }) => row).sort((a, b) => a - b));
          for (const { row, fields } of members) {
            const group = groups[row - 1];
            const keys = [`text ${fields[0]?.text.trim()}`, ...(group === null ? [] : [`group ${group}`])];
            for (const key of keys) {
              expect(sideOf.get(key) ?? side).toBe(side);
              sideOf.set(key, side);
            }
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('has no label a row or more away from its share, where labels have their share of a row and each row stands alone', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 20, max: 200 }), { minLength: 2, maxLength: 6 }),
        fc.nat(),
        (counts, seed) => {
          const examples = examplesOf(Object.fromEntries(counts.map((count, at) => [`l${at}`, count])));
          const size = Math.floor(examples.length / 4);
          const split = splitExamples({ examples, groups: null, sizes: { validation: size, test: size }, seed });
          expect(split.validation).toHaveLength(size);
          expect(split.test).toHaveLength(size);
          expect(split.training.length).toBeGreaterThanOrEqual(Math.floor(examples.length * leastTrainingShare));
          for (const [at, count] of counts.entries()) {
            const share = (size * count) / examples.length;
            for (const side of [split.validation, split.test])
              expect(Math.abs(countOf(side, `l${at}`) - share)).toBeLessThan(1);
          }
        },
      ),
    );
  });

  it('has every label of three rows or more on every side, where there is room for all', () => {
    fc.assert(
      fc.property(
        fc
          .array(fc.integer({ min: 3, max: 60 }), { minLength: 2, maxLength: 8 })
          // A row of each label on two sides, and as many rows for training.
          .filter((counts) => counts.reduce((sum, count) => sum + count, 0) >= 4 * counts.length),
        fc.nat(),
        (counts, seed) => {
          const split = ofAllLabels(counts, seed);
          for (const side of sidesOf(split)) expect(new Set(side.map(({ label }) => label)).size).toBe(counts.length);
        },
      ),
    );
  });

  it('has fewer labels than that on the smaller sides where training would lose its half of the rows', () => {
    const split = ofAllLabels([3, 3, 3], 0);
    expect(splitCounts(split)).toEqual({ training: 5, validation: 2, test: 2 });
    expect(sidesOf(split).map((side) => new Set(side.map(({ label }) => label)).size)).toEqual([3, 2, 2]);
  });
});

/** With room for a row of each label on the smaller sides. */
function ofAllLabels(counts: readonly number[], seed: number): Split {
  const examples = examplesOf(Object.fromEntries(counts.map((count, at) => [`l${at}`, count])));
  return splitExamples({ examples, groups: null, sizes: { validation: counts.length, test: counts.length }, seed });
}
