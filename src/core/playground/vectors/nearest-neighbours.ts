import { cosine, type VectorTable } from './vector-table';

export interface NearestNeighbours {
  /** Of each vector: itself first, then the nearest in order. */
  readonly indices: number[][];
  /** 1 − cosine, as far. */
  readonly distances: number[][];
}

interface Options {
  /** With itself. */
  readonly count: number;
  /** Told how much is done, 0 to 1, some times a second; between two pieces the worker hears an abort. */
  readonly breathe: (progress: number) => Promise<void>;
}

const pairsPerBreath = 40_000;

/** Exact: each pair is compared once. */
export async function nearestNeighbours(table: VectorTable, { count, breathe }: Options): Promise<NearestNeighbours> {
  const indices = Array.from({ length: table.count }, (_, place) => [place]);
  const distances = Array.from({ length: table.count }, () => [0]);
  const most = (table.count * (table.count - 1)) / 2;
  let pairs = 0;
  let nextBreath = pairsPerBreath;
  for (let one = 0; one < table.count; one++) {
    for (let other = one + 1; other < table.count; other++) {
      const distance = 1 - cosine(table, one, other);
      insert(indices[one], distances[one], { place: other, distance, count });
      insert(indices[other], distances[other], { place: one, distance, count });
    }
    pairs += table.count - one - 1;
    if (pairs < nextBreath) continue;
    nextBreath = pairs + pairsPerBreath;
    await breathe(pairs / most);
  }
  return { indices, distances };
}

function insert(
  indices: number[] = [],
  distances: number[] = [],
  { place, distance, count }: { readonly place: number; readonly distance: number; readonly count: number },
): void {
  if (indices.length >= count && distance >= (distances.at(-1) ?? 0)) return;
  let at = indices.length;
  // The first is the vector itself.
  while (at > 1 && (distances[at - 1] ?? 0) > distance) at -= 1;
  indices.splice(at, 0, place);
  distances.splice(at, 0, distance);
  if (indices.length <= count) return;
  indices.pop();
  distances.pop();
}
