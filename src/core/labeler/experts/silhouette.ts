import { type Clustering, sumsOf } from './spherical-k-means';
import { dot, type Vector } from './unit-vectors';

/**
 * How well vectors are parted, -1 to 1: the simplified silhouette (E. R. Hruschka et al., 2004) with 1 - cosine to the centroids as the
 * distance. Each vector is measured against its own cluster without itself, or small clusters of vectors that have nothing in
 * common would look well parted: in many dimensions, every vector is near a mean that it is part of. A vector alone counts 0.
 */
export function silhouette(vectors: readonly Vector[], clustering: Clustering): number {
  const { centroids, clusterOf } = clustering;
  if (centroids.length < 2) return 0;
  const own = cosinesToOthers(vectors, clustering);
  const total = vectors.reduce((sum, vector, index) => {
    const cosine = own[index];
    if (cosine === undefined || cosine === null) return sum;
    const within = 1 - cosine;
    const across =
      1 - Math.max(...centroids.map((each, place) => (place === clusterOf[index] ? -1 : dot(vector, each))));
    const larger = Math.max(within, across);
    return larger <= 0 ? sum : sum + (across - within) / larger;
  }, 0);
  return total / vectors.length;
}

/** For each vector its cosine with the mean direction of the others of its cluster; null when there is none. */
export function cosinesToOthers(vectors: readonly Vector[], clustering: Clustering): readonly (number | null)[] {
  const sums = sumsOf(vectors, clustering);
  const squares = sums.map((sum) => dot(sum, sum));
  return vectors.map((vector, index) => {
    const cluster = clustering.clusterOf[index] ?? 0;
    const along = dot(vector, sums[cluster] ?? []);
    const own = dot(vector, vector);
    // |sum - v|² = |sum|² - 2 sum·v + |v|²
    const length = Math.sqrt(Math.max(0, (squares[cluster] ?? 0) - 2 * along + own));
    return length < 1e-9 ? null : Math.max(-1, Math.min(1, (along - own) / length));
  });
}
