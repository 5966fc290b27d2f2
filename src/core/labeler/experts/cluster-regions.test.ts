import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../random';
import { clusterRegions } from './cluster-regions';
import { route } from './route';
import { silhouette } from './silhouette';
import { settle, sphericalKMeans } from './spherical-k-means';
import { dot, unit } from './unit-vectors';

/** Vectors of length 1 around as many directions as there are counts; `spread` 0 is none. */
function around({
  counts,
  spread,
  dimensions,
  seed,
}: {
  readonly counts: readonly number[];
  readonly spread: number;
  readonly dimensions: number;
  readonly seed: number;
}): readonly Float32Array[] {
  const random = createRandom(seed);
  const noise = (): number => random.next() + random.next() + random.next() - 1.5;
  return counts.flatMap((count, direction) =>
    Array.from({ length: count }, () => {
      const vector = Array.from({ length: dimensions }, (_, at) => (at === direction ? 1 : 0) + spread * noise());
      return Float32Array.from(unit(vector) ?? []);
    }),
  );
}

const parted = around({ counts: [40, 30, 25], spread: 0.15, dimensions: 16, seed: 1 });
const unparted = around({ counts: [120], spread: 0.5, dimensions: 64, seed: 2 });

describe('regions', () => {
  it('are as many as asked for, largest first, of rows that belong together', () => {
    const { regions, regionOf } = clusterRegions(parted, { experts: 3, seed: 4, smallest: 20 });
    expect(regions.map(({ members }) => members.length)).toEqual([40, 30, 25]);
    expect(new Set(regionOf.slice(0, 40))).toEqual(new Set([0]));
    expect(new Set(regionOf.slice(40, 70))).toEqual(new Set([1]));
    expect(new Set(regionOf.slice(70))).toEqual(new Set([2]));
  });

  it.each([1, 2, 3, 4, 5])('are found by themselves when they are well parted, whatever the seed: %i', (seed) => {
    const { regions } = clusterRegions(parted, { experts: 'auto', seed, smallest: 20 });
    expect(regions.map(({ members }) => members.length)).toEqual([40, 30, 25]);
  });

  it.each([1, 2, 3, 4, 5])('are none when nothing parts the rows: %i', (seed) => {
    expect(clusterRegions(unparted, { experts: 'auto', seed, smallest: 20 }).regions).toEqual([]);
    const everywhere = around({ counts: [80], spread: 50, dimensions: 64, seed });
    expect(clusterRegions(everywhere, { experts: 'auto', seed, smallest: 20 }).regions).toEqual([]);
  });

  it('are none for one expert, and for rows that are all alike', () => {
    expect(clusterRegions(parted, { experts: 1, seed: 4, smallest: 1 }).regions).toEqual([]);
    const alike = Array.from({ length: 30 }, () => Float32Array.of(0, 1));
    expect(clusterRegions(alike, { experts: 4, seed: 4, smallest: 1 })).toEqual({
      regions: [],
      regionOf: alike.map(() => null),
    });
  });

  it('that are too small, or have one label only, are left to the single labeler', () => {
    const small = clusterRegions(parted, { experts: 3, seed: 4, smallest: 30 });
    expect(small.regions.map(({ members }) => members.length)).toEqual([40, 30]);
    expect(new Set(small.regionOf.slice(70))).toEqual(new Set([null]));
    const labels = parted.map((_, row) => (row < 40 ? 'a' : row % 2 === 0 ? 'a' : 'b'));
    const oneLabel = clusterRegions(parted, { experts: 3, seed: 4, smallest: 20, labels });
    expect(oneLabel.regions.map(({ members }) => members.length)).toEqual([30, 25]);
    expect(new Set(oneLabel.regionOf.slice(0, 40))).toEqual(new Set([null]));
  });

  it('have a border that new rows of the same kind are mostly within, and other rows are not', () => {
    const { regions } = clusterRegions(parted, { experts: 3, seed: 4, smallest: 20 });
    const fresh = around({ counts: [400], spread: 0.15, dimensions: 16, seed: 77 });
    const routed = fresh.map((vector) => route(vector, regions));
    expect(routed.filter((place) => place === 0).length).toBeGreaterThan(360);
    expect(routed.filter((place) => place === 1 || place === 2)).toEqual([]);
    const elsewhere = Float32Array.from({ length: 16 }, (_, at) => (at === 9 ? 1 : 0));
    expect(route(elsewhere, regions)).toBeNull();
  });
});

const arbitraryVectors = fc
  .tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 1, max: 30 }))
  .chain(([dimensions, rows]) =>
    fc.array(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: dimensions, maxLength: dimensions }), {
      minLength: rows,
      maxLength: rows,
    }),
  )
  .map((rows) => rows.map((row) => Float32Array.from(unit(row) ?? row.map((_, at) => (at === 0 ? 1 : 0)))));

describe('any rows', () => {
  it('fall into at most as many regions as there are rows, each row nearest to its own centroid of length 1', () => {
    fc.assert(
      fc.property(
        arbitraryVectors,
        fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constant('auto' as const)),
        fc.nat(),
        (vectors, experts, seed) => {
          const found = clusterRegions(vectors, { experts, seed, smallest: 1 });
          const { regions, regionOf } = found;
          expect(regions.length).toBeLessThanOrEqual(Math.min(vectors.length, experts === 'auto' ? 8 : experts));
          for (const { centroid } of regions) expect(dot(centroid, centroid)).toBeCloseTo(1, 5);
          const members = regions.flatMap((region) => region.members);
          expect(members.toSorted((a, b) => a - b)).toEqual(regions.length === 0 ? [] : vectors.map((_, row) => row));
          vectors.forEach((vector, row) => {
            const cosines = regions.map(({ centroid }) => dot(vector, centroid));
            const own = cosines[regionOf[row] ?? -1];
            if (own !== undefined) expect(own).toBeGreaterThanOrEqual(Math.max(...cosines) - 1e-6);
          });
          expect(clusterRegions(vectors, { experts, seed, smallest: 1 })).toEqual(found);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('spherical k-means', () => {
  it('ends where every vector is nearest to the mean direction of its own cluster', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 2, max: 6 }), (seed, k) => {
        const vectors = around({ counts: [12, 9, 7], spread: 0.6, dimensions: 8, seed });
        const found = sphericalKMeans(vectors, { k, random: createRandom(seed) });
        expect(found.centroids).toHaveLength(k);
        expect(new Set(found.clusterOf).size).toBe(k);
        const again = settle(vectors, found.centroids);
        expect(again.clusterOf).toEqual(found.clusterOf);
        again.centroids.forEach((centroid, place) => {
          expect(dot(centroid, found.centroids[place] ?? [])).toBeCloseTo(1, 9);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('finds the parts that rows are plainly made of', () => {
    const found = sphericalKMeans(parted, { k: 3, random: createRandom(9) });
    expect(new Set(found.clusterOf.slice(0, 40)).size).toBe(1);
    expect(silhouette(parted, found)).toBeGreaterThan(0.5);
  });
});

describe('the silhouette', () => {
  it('is near 0 for rows that have nothing in common, however few there are in a cluster', () => {
    const everywhere = around({ counts: [60], spread: 100, dimensions: 200, seed: 3 });
    const found = sphericalKMeans(everywhere, { k: 8, random: createRandom(1) });
    expect(Math.abs(silhouette(everywhere, found))).toBeLessThan(0.1);
  });
});
