import { createEqualInputs } from './equal-inputs';
import type { Example } from './example';
import { createUnionFind } from './union-find';

/** Rows that must be on one side of the split, by their places among the examples, ascending. */
export type Cluster = readonly number[];

/**
 * Rows with the same inputs belong together, and rows of the same group; and so do all that are joined through others. In the order of
 * each cluster's first row.
 */
export function clustersOf(
  examples: readonly Example[],
  groups: readonly (string | null)[] | null,
): readonly Cluster[] {
  const sets = createUnionFind(examples.length);
  const equal = createEqualInputs();
  const firstWithInputs: number[] = [];
  const firstOfGroup = new Map<string, number>();
  for (const [at, example] of examples.entries()) {
    const number = equal.numberOf(example.fields.map(({ text }) => text));
    const twin = firstWithInputs[number];
    if (twin === undefined) firstWithInputs.push(at);
    else sets.join(twin, at);
    const group = groups?.[at] ?? null;
    if (group === null) continue;
    const first = firstOfGroup.get(group);
    if (first === undefined) firstOfGroup.set(group, at);
    else sets.join(first, at);
  }
  return gathered(examples.length, sets.find);
}

function gathered(size: number, find: (member: number) => number): readonly Cluster[] {
  const clusters: number[][] = [];
  const placeOf = new Int32Array(size);
  for (let at = 0; at < size; at++) {
    const root = find(at);
    if (root === at) {
      placeOf[at] = clusters.length;
      clusters.push([at]);
    } else clusters[placeOf[root] ?? 0]?.push(at);
  }
  return clusters;
}
