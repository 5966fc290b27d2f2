import type { Random } from '../../random';
import { dot, unit, type Vector } from './unit-vectors';

export interface Clustering {
  /** Of length 1; each the mean direction of its vectors. */
  readonly centroids: readonly Float64Array[];
  /** For each vector the place of the centroid that it is nearest to; of equals the first. */
  readonly clusterOf: readonly number[];
}

const restarts = 4;
/** More than any real data takes; only rounding could make it go round in circles. */
const mostRounds = 300;

/**
 * Spherical k-means (I. S. Dhillon and D. S. Modha, 2001), begun by k-means++ (D. Arthur and S. Vassilvitskii, 2007); the best of
 * several seeded beginnings. `k` is at most the number of different vectors, and every cluster has one at least. Vectors of length 1.
 */
export function sphericalKMeans(
  vectors: readonly Vector[],
  { k, random }: { readonly k: number; readonly random: Random },
): Clustering {
  const found = Array.from({ length: restarts }, () => settle(vectors, firstCentroids(vectors, { k, random })));
  return found.reduce((best, other) => (cohesion(vectors, other) > cohesion(vectors, best) ? other : best));
}

/** Moves centroids to the middle of the vectors that are nearest to them, until none changes sides. */
export function settle(vectors: readonly Vector[], begin: readonly Vector[]): Clustering {
  let centroids: readonly Float64Array[] = begin.map((centroid) => Float64Array.from(centroid));
  let clusterOf = nearestOf(vectors, centroids);
  for (let round = 0; round < mostRounds; round++) {
    centroids = meanDirections(vectors, { clusterOf, centroids });
    const next = nearestOf(vectors, centroids);
    if (next.every((cluster, index) => cluster === clusterOf[index])) break;
    clusterOf = next;
  }
  return { centroids, clusterOf: nearestOf(vectors, centroids) };
}

export function nearestOf(vectors: readonly Vector[], centroids: readonly Vector[]): readonly number[] {
  return vectors.map((vector) => nearest(vector, centroids));
}

function nearest(vector: Vector, centroids: readonly Vector[]): number {
  let best = 0;
  let bestCosine = Number.NEGATIVE_INFINITY;
  centroids.forEach((centroid, place) => {
    const cosine = dot(vector, centroid);
    if (cosine <= bestCosine) return;
    best = place;
    bestCosine = cosine;
  });
  return best;
}

/** The first by chance, each further one by how far it is from those before it. */
function firstCentroids(
  vectors: readonly Vector[],
  { k, random }: { readonly k: number; readonly random: Random },
): readonly Vector[] {
  const chosen: Vector[] = [];
  const distances = vectors.map(() => Number.POSITIVE_INFINITY);
  let next = vectors[random.whole(vectors.length)];
  while (next !== undefined) {
    const latest = next;
    chosen.push(latest);
    if (chosen.length === k) break;
    vectors.forEach((vector, index) => {
      distances[index] = Math.min(distances[index] ?? 0, Math.max(0, 1 - dot(vector, latest)));
    });
    next = vectors[drawn(distances, random)];
  }
  return chosen;
}

/** An index, each as likely as its weight is great. */
function drawn(weights: readonly number[], random: Random): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let left = random.next() * total;
  const index = weights.findIndex((weight) => {
    left -= weight;
    return left < 0;
  });
  // Rounding may leave a rest behind the last one.
  return index === -1
    ? Math.max(
        0,
        weights.findLastIndex((weight) => weight > 0),
      )
    : index;
}

function meanDirections(vectors: readonly Vector[], { clusterOf, centroids }: Clustering): readonly Float64Array[] {
  const sums = sumsOf(vectors, { clusterOf, centroids });
  const sizes = sizesOf(clusterOf, centroids.length);
  const moved: Float64Array[] = sums.map((sum, place) => unit(sum) ?? Float64Array.from(centroids[place] ?? sum));
  // A centroid that lost all its vectors starts again at the one that is farthest from its own.
  sizes.forEach((size, place) => {
    const lonely = size === 0 ? vectors[farthest(vectors, { clusterOf, centroids: moved, sizes })] : undefined;
    if (lonely !== undefined) moved[place] = Float64Array.from(lonely);
  });
  return moved;
}

function farthest(
  vectors: readonly Vector[],
  { clusterOf, centroids, sizes }: Clustering & { readonly sizes: readonly number[] },
): number {
  let place = 0;
  let least = Number.POSITIVE_INFINITY;
  vectors.forEach((vector, index) => {
    const cluster = clusterOf[index] ?? 0;
    const centroid = centroids[cluster];
    if (centroid === undefined || (sizes[cluster] ?? 0) < 2) return;
    const cosine = dot(vector, centroid);
    if (cosine >= least) return;
    place = index;
    least = cosine;
  });
  return place;
}

/** The sum of the vectors of each cluster. */
export function sumsOf(vectors: readonly Vector[], { clusterOf, centroids }: Clustering): readonly Float64Array[] {
  const sums = centroids.map(({ length }) => new Float64Array(length));
  vectors.forEach((vector, index) => {
    const sum = sums[clusterOf[index] ?? 0];
    if (sum === undefined) return;
    for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] ?? 0) + (vector[at] ?? 0);
  });
  return sums;
}

export function sizesOf(clusterOf: readonly number[], clusters: number): readonly number[] {
  const sizes = Array.from({ length: clusters }, () => 0);
  for (const cluster of clusterOf) sizes[cluster] = (sizes[cluster] ?? 0) + 1;
  return sizes;
}

function cohesion(vectors: readonly Vector[], { centroids, clusterOf }: Clustering): number {
  return vectors.reduce((sum, vector, index) => sum + dot(vector, centroids[clusterOf[index] ?? 0] ?? []), 0);
}
