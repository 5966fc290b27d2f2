import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../random';
import { principalComponents } from './principal-components';
import { cosine, cosinesWith, greatest, vectorTable } from './vector-table';

const breathe = async () => {};

describe('principal components', () => {
  it('are those of a matrix whose axes are known', async () => {
    // Variances 9, 4 and 0.01 along three orthogonal axes.
    const rows = [-1, 1].flatMap((a) => [-1, 1].flatMap((b) => [-1, 1].map((c) => [3 * a, 2 * b, 0.1 * c])));
    const found = await principal(rows);
    const total = 9 + 4 + 0.01;
    expect(found.variance[0]).toBeCloseTo(9 / total, 9);
    expect(found.variance[1]).toBeCloseTo(4 / total, 9);
    for (const along of found.points.filter((_, at) => at % 2 === 0)) expect(Math.abs(along)).toBeCloseTo(3, 6);
  });

  it('explain as much as the covariance says, whatever the vectors', async () => {
    const random = createRandom(3);
    const rows = Array.from({ length: 60 }, () => {
      const [a, b] = [random.next(), random.next()];
      return Array.from({ length: 20 }, (_, at) => 5 * a * Math.sin(at) + 2 * b * Math.cos(at) + random.next());
    });
    const { points, variance } = await principal(rows);
    const along = [0, 1].map((nth) => rows.map((_, row) => points[2 * row + nth] ?? 0));
    const total = varianceOf(Array.from({ length: 20 }, (_, at) => rows.map((row) => row[at] ?? 0)));
    for (const [nth, values] of along.entries())
      expect(varianceOf([values]) / total).toBeCloseTo(variance[nth] ?? 0, 6);
    // The two axes have nothing to do with each other.
    const [x = [], y = []] = along;
    const together = x.reduce((sum, value, at) => sum + value * (y[at] ?? 0), 0) / rows.length;
    expect(Math.abs(together)).toBeLessThan(1e-3);
    expect(variance[0]).toBeGreaterThan(variance[1]);
  });

  it('are all zero where every vector is the same', async () => {
    const { points, variance } = await principal([
      [1, 2, 3],
      [1, 2, 3],
    ]);
    expect([...points].every((value) => Math.abs(value) < 1e-6)).toBe(true);
    expect(variance).toEqual([0, 0]);
  });

  it('find two axes that are equally long', async () => {
    const { variance } = await principal([
      [1, 0, 0],
      [-1, 0, 0],
      [0, 1, 0],
      [0, -1, 0],
    ]);
    expect(variance[0]).toBeCloseTo(0.5, 9);
    expect(variance[1]).toBeCloseTo(0.5, 9);
  });
});

describe('vectors in a table', () => {
  const numbers = fc.array(fc.float({ noNaN: true, min: -10, max: 10 }), { minLength: 5, maxLength: 5 });

  it('have cosines from −1 to 1, and 1 with themselves', () => {
    fc.assert(
      fc.property(numbers, numbers, (one, other) => {
        const table = vectorTable([Float32Array.from(one), Float32Array.from(other)]);
        const [self, cross] = [cosine(table, 0, 0), cosine(table, 0, 1)];
        expect(self).toBeCloseTo((table.lengths[0] ?? 0) === 0 ? 0 : 1, 5);
        expect(Math.abs(cross)).toBeLessThanOrEqual(1);
        expect(cosinesWith(table, Float32Array.from(one))[1]).toBeCloseTo(cross, 5);
      }),
    );
  });

  it('are found by the greatest cosine, of equal ones the earlier, as sorting would', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 })), fc.nat({ max: 6 }), (values, count) => {
        const sorted = values.map((value, at) => [value, at] as const).sort(([a, i], [b, j]) => b - a || i - j);
        expect(greatest(Float64Array.from(values), count, () => true)).toEqual(
          sorted.slice(0, count).map(([, at]) => at),
        );
      }),
    );
  });
});

function principal(rows: readonly (readonly number[])[]) {
  const dimensions = rows[0]?.length ?? 0;
  return principalComponents({ rows: Float32Array.from(rows.flat()), count: rows.length, dimensions, breathe });
}

/** Over all of these columns. */
function varianceOf(columns: readonly (readonly number[])[]): number {
  return columns.reduce((total, values) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return total + values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  }, 0);
}
