import { quantileOf } from '../../interval';
import { createRandom, deriveSeed, shuffled } from '../../random';
import { cosinesToOthers, silhouette } from './silhouette';
import { type Clustering, nearestOf, settle, sizesOf, sphericalKMeans } from './spherical-k-means';
import { unit, type Vector } from './unit-vectors';

/** The regions of meaning that rows fall into. */
export interface Regions {
  /** Largest first. Empty: one labeler for everything. */
  readonly regions: readonly FoundRegion[];
  /** For each row its place in `regions`; null: no region of its own, so the single labeler's. */
  readonly regionOf: readonly (number | null)[];
}

interface FoundRegion {
  /** Places of its rows, ascending. */
  readonly members: readonly number[];
  /** Of length 1. */
  readonly centroid: readonly number[];
  /** A row whose cosine with the centroid is lower is too far for its expert. */
  readonly nearestCosine: number;
}

/** Fewer rows teach an expert nothing that lasts. */
export const smallestRegion = 20;
/** `auto` looks for so many regions at most. */
const mostRegions = 8;
/** `auto` makes no experts of rows whose silhouette is lower: nothing parts them. */
const leastSilhouette = 0.2;
/** So many of a region's own rows lie farther out than its border. */
const beyondBorder = 0.05;
/** The number of regions and where they begin is found on so many rows, drawn by seed; all rows then settle them. */
const mostSampled = 600;

/**
 * `vectors` have length 1 and equal dimensions; `labels`, when given, are the golden labels of the same rows. A region with fewer than
 * `smallest` rows, or with less than two labels, is dissolved: its rows go to the single labeler. The same seed gives the same regions.
 */
export function clusterRegions(
  vectors: readonly Float32Array[],
  {
    experts,
    seed,
    smallest,
    labels,
  }: {
    readonly experts: number | 'auto';
    readonly seed: number;
    readonly smallest: number;
    readonly labels?: readonly string[];
  },
): Regions {
  const directed = vectors.map((vector) => unit(vector) ?? Float64Array.from(vector));
  const sample = shuffled(directed, createRandom(deriveSeed(seed, 'sample'))).slice(0, mostSampled);
  const most = Math.min(experts === 'auto' ? mostRegions : experts, differentOnes(sample));
  const begin = experts === 'auto' ? bestClustering(sample, { most, seed }) : clusteringInto(sample, { k: most, seed });
  if (begin === null) return { regions: [], regionOf: vectors.map(() => null) };
  const settled = settle(directed, begin.centroids);
  return keptRegions(directed, settled, (members) => {
    if (members.length < Math.max(1, smallest)) return false;
    return labels === undefined || new Set(members.map((index) => labels[index])).size > 1;
  });
}

function clusteringInto(
  vectors: readonly Vector[],
  { k, seed }: { readonly k: number; readonly seed: number },
): Clustering | null {
  if (k < 2) return null;
  return sphericalKMeans(vectors, { k, random: createRandom(deriveSeed(seed, 'regions', k)) });
}

function bestClustering(
  vectors: readonly Vector[],
  { most, seed }: { readonly most: number; readonly seed: number },
): Clustering | null {
  let best: Clustering | null = null;
  let bestSilhouette = leastSilhouette;
  for (let k = 2; k <= most; k++) {
    const found = clusteringInto(vectors, { k, seed });
    const quality = found === null ? 0 : silhouette(vectors, found);
    if (quality <= bestSilhouette) continue;
    best = found;
    bestSilhouette = quality;
  }
  return best;
}

function keptRegions(
  vectors: readonly Vector[],
  settled: Clustering,
  keeps: (members: readonly number[]) => boolean,
): Regions {
  const centroids = settled.centroids.map(rounded);
  // Once more with the centroids as they are kept, so that every row is nearest to its own.
  const clustering = { centroids, clusterOf: nearestOf(vectors, centroids) };
  const cosines = cosinesToOthers(vectors, clustering);
  const found = sizesOf(clustering.clusterOf, centroids.length).map((_, cluster) => {
    const members = clustering.clusterOf.flatMap((each, index) => (each === cluster ? [index] : []));
    const ordered = Float64Array.from(members, (index) => cosines[index] ?? 1).sort();
    return { members, centroid: [...(centroids[cluster] ?? [])], nearestCosine: quantileOf(ordered, beyondBorder) };
  });
  const regions = found
    .filter(({ members }) => keeps(members))
    .toSorted((a, b) => b.members.length - a.members.length || (a.members[0] ?? 0) - (b.members[0] ?? 0));
  const regionOf = vectors.map((): number | null => null);
  regions.forEach(({ members }, place) => {
    for (const index of members) regionOf[index] = place;
  });
  return { regions, regionOf };
}

/** To seven digits after the point: as good for routing, and less than half as long in a file. */
function rounded(centroid: Float64Array): Float64Array {
  return centroid.map((value) => Math.round(value * 1e7) / 1e7);
}

function differentOnes(vectors: readonly Vector[]): number {
  return new Set(vectors.map((vector) => Array.from(vector).join())).size;
}
