import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrationOf, judgedOf, type SurePair } from './calibration';
import fixture from './fixtures/confidence.json';

/** Figures of scikit-learn; how they were made is in `fixtures/make_confidence.py`. */
const cases = fixture.cases.map((each) => ({ ...each, pairs: pairsOf(each) }));

describe('calibration', () => {
  it.each(cases)('has the figures of scikit-learn: $name', ({ pairs, counts, accuracy, mean, ece, brier }) => {
    const made = calibrationOf(pairs);
    expect(made?.bins.map(({ count }) => count)).toEqual(counts.filter((count) => count > 0));
    close(made?.bins.map((bin) => bin.accuracy) ?? [], accuracy);
    close(made?.bins.map((bin) => bin.confidence) ?? [], mean);
    close([made?.error ?? Number.NaN, made?.brier ?? Number.NaN], [ece, brier]);
    expect(made?.rows).toBe(pairs.length);
  });

  it('leaves out rows without a label or a confidence: they are neither sure nor unsure', () => {
    const rows: readonly SurePair[] = [
      { golden: 'a', predicted: 'a', confidence: 0.8 },
      { golden: 'a', predicted: null },
      { golden: 'a', predicted: null, confidence: 0.3 },
      { golden: 'a', predicted: 'b' },
    ];
    expect(judgedOf(rows)).toEqual([{ confidence: 0.8, right: true }]);
    expect(calibrationOf(rows)).toMatchObject({ rows: 1, accuracy: 1, confidence: 0.8 });
    expect(calibrationOf(rows.slice(1))).toBeNull();
    expect(calibrationOf([])).toBeNull();
  });

  it('tells the 95% interval of each accuracy', () => {
    const made = calibrationOf(pairsOf({ confidence: [0.91, 0.92, 0.93, 0.94], right: [1, 1, 1, 0] }));
    expect(made?.bins).toHaveLength(1);
    expect(made?.bins[0]?.interval.low).toBeCloseTo(0.3006, 4);
    expect(made?.bins[0]?.interval.high).toBeCloseTo(0.9544, 4);
  });

  it('puts each row into one bin, and stays between 0 and 1, whatever the rows are', () => {
    fc.assert(
      fc.property(someRows, (rows) => {
        const made = calibrationOf(pairsOf(rows));
        if (made === null) {
          expect(rows.confidence).toEqual([]);
          return;
        }
        expect(made.bins.reduce((sum, { count }) => sum + count, 0)).toBe(rows.confidence.length);
        for (const { from, to, confidence, accuracy, interval } of made.bins) {
          expect(confidence).toBeGreaterThanOrEqual(from - 1e-12);
          expect(confidence).toBeLessThanOrEqual(to + 1e-12);
          expect(accuracy).toBeGreaterThanOrEqual(interval.low);
          expect(accuracy).toBeLessThanOrEqual(interval.high);
        }
        // No bin hides more than the whole does.
        expect(made.error).toBeGreaterThanOrEqual(Math.abs(made.accuracy - made.confidence) - 1e-9);
        expect(made.error).toBeLessThanOrEqual(1);
        expect(made.brier).toBeGreaterThanOrEqual(made.error ** 2 - 1e-9);
        expect(made.brier).toBeLessThanOrEqual(1);
      }),
    );
  });
});

const someRows = fc
  .array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1)), { maxLength: 60 })
  .map((rows) => ({ confidence: rows.map(([confidence]) => confidence), right: rows.map(([, right]) => right) }));

function pairsOf({
  confidence,
  right,
}: {
  readonly confidence: readonly number[];
  readonly right: readonly number[];
}): readonly SurePair[] {
  return confidence.map((each, row) => ({ golden: 'a', predicted: right[row] === 1 ? 'a' : 'b', confidence: each }));
}

function close(ours: readonly number[], theirs: readonly number[]): void {
  expect(ours).toHaveLength(theirs.length);
  ours.forEach((value, index) => {
    expect(Math.abs(value - (theirs[index] ?? Number.NaN)), `figure ${index}`).toBeLessThanOrEqual(1e-12);
  });
}
