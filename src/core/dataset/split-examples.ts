import { createRandom, deriveSeed, shuffled } from '../random';
import { createEqualInputs } from './equal-inputs';
import type {
  Example,
  Split,
  SplitCounts,
  SplitSizes,
  TestExample,
  TrainingExample,
  ValidationExample,
} from './example';
import { type Cluster, clustersOf } from './example-clusters';
import { sideQuotas } from './side-quotas';

interface SplitRequest {
  readonly examples: readonly Example[];
  /** The group of each example, in their order; null: no groups, or none for that row. */
  readonly groups: readonly (string | null)[] | null;
  readonly sizes: SplitSizes;
  readonly seed: number;
  /** Rows of a test file: they are the test side, and rows of `examples` with the same inputs, or of their groups, are left out. */
  readonly testExamples?: readonly Example[];
  /** The group of each of these; absent or null: no groups. */
  readonly testGroups?: readonly (string | null)[] | null;
}

/** Training keeps at least this share of the rows, or there is little to learn from; the other sizes shrink alike, to two rows each. */
export const leastTrainingShare = 0.5;
const leastOnOtherSides = 4;

/**
 * Who trains, who ranks and who scores. The same request gives the same split. Validation and test have every label in its share, in rows
 * drawn by the seed; training has all the rest. Equal inputs and rows of a group are never on two sides. A label with three clusters of
 * such rows or more is on every side, where the sizes allow it. Each side is in the order of the file.
 */
export function splitExamples({ examples, groups, sizes, seed, testExamples, testGroups = null }: SplitRequest): Split {
  if (testExamples !== undefined) {
    const kept = withoutKinOf({ others: testExamples, otherGroups: testGroups }, { examples, groups });
    const { validation } = shrunk({ validation: sizes.validation, test: 0 }, kept.examples.length);
    const drawn = drawSides({ ...kept, sizes: [validation], seed });
    return branded({ training: drawn.rest, validation: drawn.sides[0] ?? [], test: testExamples });
  }
  const { validation, test } = shrunk(sizes, examples.length);
  const drawn = drawSides({ examples, groups, sizes: [test, validation], seed });
  return branded({ training: drawn.rest, validation: drawn.sides[1] ?? [], test: drawn.sides[0] ?? [] });
}

export function splitCounts({ training, validation, test }: Split): SplitCounts {
  return { training: training.length, validation: validation.length, test: test.length };
}

/** The one place where a row is given its side. */
function branded(sides: Record<keyof Split, readonly Example[]>): Split {
  return {
    training: sides.training as readonly TrainingExample[],
    validation: sides.validation as readonly ValidationExample[],
    test: sides.test as readonly TestExample[],
  };
}

function shrunk(sizes: SplitSizes, rows: number): SplitSizes {
  const most = Math.max(Math.floor(rows * (1 - leastTrainingShare)), leastOnOtherSides);
  const wanted = sizes.validation + sizes.test;
  if (wanted <= most) return sizes;
  const validation = Math.round((most * sizes.validation) / wanted);
  return { validation, test: most - validation };
}

interface Others {
  readonly others: readonly Example[];
  readonly otherGroups: readonly (string | null)[] | null;
}

function withoutKinOf(
  { others, otherGroups }: Others,
  { examples, groups }: Pick<SplitRequest, 'examples' | 'groups'>,
): Pick<SplitRequest, 'examples' | 'groups'> {
  const equal = createEqualInputs();
  const known = new Set(others.map((other) => equal.numberOf(textsOf(other))));
  const theirGroups = new Set(otherGroups);
  const isFresh = examples.map((example, at) => {
    const group = groups?.[at] ?? null;
    return !known.has(equal.numberOf(textsOf(example))) && (group === null || !theirGroups.has(group));
  });
  return {
    examples: examples.filter((_, at) => isFresh[at]),
    groups: groups?.filter((_, at) => isFresh[at]) ?? null,
  };
}

interface DrawRequest extends Pick<SplitRequest, 'examples' | 'groups' | 'seed'> {
  /** Of the sides to draw, in the order in which they are drawn. */
  readonly sizes: readonly number[];
}

function drawSides({ examples, groups, sizes, seed }: DrawRequest) {
  const labelOf = labelNumbers(examples);
  let open = shuffled(clustersOf(examples, groups), createRandom(deriveSeed(seed, 'split')));
  const totals = countByLabel(labelOf, open);
  const sides: (readonly Example[])[] = [];
  for (const [at, size] of sizes.entries()) {
    const drawn = drawSide({ open, labelOf, totals, size, after: sizes.length - at });
    sides.push(inOrder(examples, drawn));
    open = open.filter((cluster) => !drawn.has(cluster));
  }
  return { sides, rest: inOrder(examples, open) };
}

interface SideRequest {
  /** Clusters without a side, in drawing order. */
  readonly open: readonly Cluster[];
  /** By example. */
  readonly labelOf: Int32Array;
  /** By label, over all examples. */
  readonly totals: readonly number[];
  readonly size: number;
  /** Sides that come after this one, training among them: each needs a cluster of every label. */
  readonly after: number;
}

function drawSide({ open, labelOf, totals, size, after }: SideRequest): ReadonlySet<Cluster> {
  const drawn = new Set<Cluster>();
  const left = totals.map(() => 0);
  for (const cluster of open) for (const { label } of labelsIn(cluster, labelOf)) add(left, label, 1);
  const need = sideQuotas({
    size,
    totals,
    limits: limitsFor(countByLabel(labelOf, open), left, after),
  });
  const missing = new Set([...need.keys()].filter((label) => (need[label] ?? 0) > 0));

  draw(open, (labels) => labels.every(({ label, rows }) => rows <= (need[label] ?? 0)));
  // Clusters that are too large for what is left, but bring the side nearer to its shares.
  draw(open, (labels) => labels.reduce((sum, { label, rows }) => sum + farther(label, rows), 0) < 0);
  if (missing.size > 0) {
    const smallFirst = open.toSorted((a, b) => a.length - b.length);
    draw(smallFirst, (labels) => labels.some(({ label }) => missing.has(label)));
  }
  return drawn;

  function draw(from: readonly Cluster[], fits: (labels: readonly LabelRows[]) => boolean): void {
    for (const cluster of from) {
      if (missing.size === 0 && need.every((rows) => rows <= 0)) return;
      if (drawn.has(cluster)) continue;
      const labels = labelsIn(cluster, labelOf);
      if (!labels.every(({ label }) => (left[label] ?? 0) > after) || !fits(labels)) continue;
      drawn.add(cluster);
      for (const { label, rows } of labels) {
        add(left, label, -1);
        add(need, label, -rows);
        missing.delete(label);
      }
    }
  }

  /** How much farther from its share the label is with so many rows more; negative: nearer. */
  function farther(label: number, rows: number): number {
    const open = need[label] ?? 0;
    return Math.abs(open - rows) - Math.abs(open);
  }
}

interface LabelRows {
  readonly label: number;
  readonly rows: number;
}

function labelsIn(cluster: Cluster, labelOf: Int32Array): readonly LabelRows[] {
  if (cluster.length === 1) return [{ label: labelOf[cluster[0] ?? 0] ?? 0, rows: 1 }];
  const rows = new Map<number, number>();
  for (const at of cluster) rows.set(labelOf[at] ?? 0, (rows.get(labelOf[at] ?? 0) ?? 0) + 1);
  return [...rows].map(([label, count]) => ({ label, rows: count }));
}

/** A label in too few clusters for all sides is for those that come after. */
function limitsFor(rows: readonly number[], clusters: readonly number[], after: number): readonly number[] {
  return rows.map((count, label) => ((clusters[label] ?? 0) > after ? count - after : 0));
}

/** Labels as whole numbers from 0, in the order of their first rows. */
function labelNumbers(examples: readonly Example[]): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(examples, ({ label }) => {
    const known = numbers.get(label);
    if (known !== undefined) return known;
    numbers.set(label, numbers.size);
    return numbers.size - 1;
  });
}

/** As long as there are labels in the whole. */
function countByLabel(labelOf: Int32Array, clusters: readonly Cluster[]): readonly number[] {
  const labels = labelOf.reduce((most, label) => Math.max(most, label + 1), 0);
  const counts = Array.from({ length: labels }, () => 0);
  for (const cluster of clusters) for (const at of cluster) add(counts, labelOf[at] ?? 0, 1);
  return counts;
}

function add(counts: number[], at: number, by: number): void {
  counts[at] = (counts[at] ?? 0) + by;
}

function inOrder(examples: readonly Example[], clusters: Iterable<Cluster>): readonly Example[] {
  const isIn = new Uint8Array(examples.length);
  for (const cluster of clusters) for (const at of cluster) isIn[at] = 1;
  return examples.filter((_, at) => isIn[at] === 1);
}

function textsOf({ fields }: Example): readonly string[] {
  return fields.map(({ text }) => text);
}
