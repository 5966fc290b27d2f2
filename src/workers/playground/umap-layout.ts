import { nearestNeighbours } from '../../core/playground/vectors/nearest-neighbours';
import type { VectorTable } from '../../core/playground/vectors/vector-table';
import { createRandom } from '../../core/random';

interface Layout {
  readonly seed: number;
  /** 0 to 1; with two coordinates a vector, now and then. Between two of them the worker hears an abort. */
  readonly tell: (progress: number, points: readonly (readonly number[])[] | null) => Promise<void>;
}

/** As in the paper; a map of fewer vectors looks at all of them. */
const neighbours = 15;
const epochsPerPicture = 25;
/** About half of the time, where there are thousands. */
const shareOfNeighbours = 0.5;

/**
 * Uniform manifold approximation and projection by PAIR's port, over exact neighbours by cosine, with the same result for the same seed.
 * Source: McInnes, Healy and Melville, 2018, arXiv:1802.03426.
 */
export async function umapLayout(table: VectorTable, { seed, tell }: Layout): Promise<readonly (readonly number[])[]> {
  const { UMAP } = await import('umap-js');
  const nNeighbors = Math.min(neighbours, table.count - 1);
  const { indices, distances } = await nearestNeighbours(table, {
    count: nNeighbors,
    breathe: (share) => tell(shareOfNeighbours * share, null),
  });
  const umap = new UMAP({ nNeighbors, random: createRandom(seed).next });
  umap.setPrecomputedKNN(indices, distances);
  // Of the vectors themselves it asks how many there are: their neighbours are known.
  const epochs = umap.initializeFit(indices);
  for (let epoch = 1; epoch <= epochs; epoch++) {
    umap.step();
    const isPicture = epoch % epochsPerPicture === 0 && epoch < epochs;
    const progress = shareOfNeighbours + (1 - shareOfNeighbours) * (epoch / epochs);
    if (isPicture || epoch % 5 === 0) await tell(progress, isPicture ? umap.getEmbedding() : null);
  }
  return umap.getEmbedding();
}
