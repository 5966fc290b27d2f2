import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SurePair } from './calibration';
import { areaUnderRisk, coverageAt, coverageCurve, thresholdFor } from './coverage';
import fixture from './fixtures/confidence.json';

/** Figures of scikit-learn; how they were made is in `fixtures/make_confidence.py`. */
const cases = fixture.cases.map(({ confidence, right, ...each }) => ({
  ...each,
  pairs: confidence.map((sure, row) => pair(right[row] === 1 ? 'a' : 'b', sure)),
}));

describe('accuracy against coverage', () => {
  it.each(cases)(
    'has the figures of scikit-learn: $name',
    ({ pairs, thresholds, precision, kept, areaUnderRisk: area }) => {
      const curve = coverageCurve(pairs).toReversed();
      expect(curve.map(({ abstainBelow }) => abstainBelow)).toEqual(thresholds);
      expect(curve.map(({ labeled }) => labeled)).toEqual(kept);
      curve.forEach(({ accuracy }, place) => {
        expect(accuracy).toBeCloseTo(precision[place] ?? Number.NaN, 12);
      });
      expect(areaUnderRisk(coverageCurve(pairs))).toBeCloseTo(area, 12);
    },
  );

  it('takes a row that is held back for unlabeled, and not for wrong', () => {
    const rows = [pair('a', 0.9), pair('b', 0.6), pair('a', 0.5), pair(null), pair(null, 0.4)];
    expect(coverageAt(rows, 0)).toMatchObject({ labeled: 3, right: 2, heldBack: 0, unread: 2, share: 0.6 });
    expect(coverageAt(rows, 0.7)).toMatchObject({ labeled: 1, right: 1, heldBack: 2, unread: 2, accuracy: 1 });
    expect(coverageAt(rows, 0.95)).toMatchObject({ labeled: 0, heldBack: 3, accuracy: null, share: 0 });
    // The border itself is not below it.
    expect(coverageAt(rows, 0.6)).toMatchObject({ labeled: 2, heldBack: 1 });
  });

  it('never holds back a label without a confidence: it is below nothing', () => {
    const rows = [pair('a'), pair('b', 0.6)];
    expect(coverageAt(rows, 1)).toMatchObject({ labeled: 1, right: 1, heldBack: 1 });
    expect(coverageCurve(rows)).toMatchObject([{ abstainBelow: 0.6, labeled: 2 }]);
    expect(coverageCurve([pair('a')])).toEqual([]);
    expect(areaUnderRisk([])).toBeNull();
  });

  it('finds the threshold that keeps most rows at an accuracy, as round as it can be', () => {
    const curve = coverageCurve([
      pair('a', 0.971),
      pair('a', 0.93),
      pair('b', 0.91),
      pair('a', 0.8642),
      pair('a', 0.83),
      pair('b', 0.7),
      pair(null),
    ]);
    // 4 of 5 are right down to 0.83: further than where the first three are.
    expect(thresholdFor(curve, 0.8)).toMatchObject({ abstainBelow: 0.8, labeled: 5, right: 4, share: 5 / 7 });
    expect(thresholdFor(curve, 0.9)).toMatchObject({ abstainBelow: 0.93, labeled: 2 });
    expect(thresholdFor(curve, 0.1)).toMatchObject({ abstainBelow: 0, labeled: 6 });
    expect(thresholdFor(coverageCurve([pair('b', 0.9)]), 0.5)).toBeNull();
  });

  it('labels ever more rows as the threshold falls, and a threshold that was found keeps what it says', () => {
    const some = fc.array(
      fc.oneof(
        fc
          .tuple(fc.constantFrom('a', 'b'), fc.double({ min: 0, max: 1, noNaN: true }))
          .map(([read, sure]) => pair(read, sure)),
        fc.constantFrom(pair('a', 0.5), pair('b', 0.5), pair('a'), pair('b'), pair(null)),
      ),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(some, fc.double({ min: 0, max: 1, noNaN: true }), (rows, wanted) => {
        const curve = coverageCurve(rows);
        curve.forEach((each, place) => {
          expect(coverageAt(rows, each.abstainBelow)).toEqual(each);
          expect(each.labeled).toBeGreaterThan(place === 0 ? 0 : (curve[place - 1]?.labeled ?? 0));
          expect(each.labeled + each.heldBack + each.unread).toBe(rows.length);
        });
        const found = thresholdFor(curve, wanted);
        if (found === null) {
          expect(curve.every(({ accuracy }) => (accuracy ?? 0) < wanted)).toBe(true);
          return;
        }
        expect(coverageAt(rows, found.abstainBelow)).toEqual(found);
        expect(found.accuracy).toBeGreaterThanOrEqual(wanted);
        for (const { accuracy, labeled } of curve) {
          if (labeled > found.labeled) expect(accuracy).toBeLessThan(wanted);
        }
      }),
    );
  });
});

function pair(predicted: string | null, confidence?: number): SurePair {
  return { golden: 'a', predicted, ...(confidence === undefined ? {} : { confidence }) };
}
