import type { JobStore } from '../../core/jobs/job-store';
import type { KeptVector, VectorSums } from '../../core/playground/kept-rows';
import { lengthOf, type VectorTable } from '../../core/playground/vectors/vector-table';
import { createSerialQueue } from '../work/serial-queue';
import { noRows } from './no-rows';

/** The vectors of a run in one array, and what is said of each; rows without a vector are left out. */
export interface LoadedVectors {
  readonly table: VectorTable;
  readonly normalise: boolean;
  readonly labels: readonly string[];
  /** Null: no column colours. */
  readonly colours: readonly (string | null)[];
  readonly cut: Readonly<Record<number, NonNullable<KeptVector['cut']>>>;
}

/** Of the run that was looked at last: those of ten thousand texts take 31 MB. */
export interface VectorTables {
  /** Throws a ModelError where there is none. */
  get(runId: string): Promise<LoadedVectors>;
  forget(runId: string): void;
}

const rowsPerRead = 200;

export function createVectorTables(store: Pick<JobStore<KeptVector, VectorSums>, 'head' | 'rows'>): VectorTables {
  let latest: { readonly runId: string; readonly done: number; readonly loaded: LoadedVectors } | null = null;
  const turns = createSerialQueue();

  async function load(runId: string): Promise<LoadedVectors> {
    const head = await store.head(runId);
    if (head === null) throw noRows('embedded');
    const { done, sums } = head;
    if (latest?.runId === runId && latest.done === done) return latest.loaded;
    // Two of them at a time would be twice the memory.
    latest = null;
    const filling = createFilling(done - sums.failed);
    for (let from = 0; from < done; from += rowsPerRead)
      filling.add(await store.rows(runId, { from, count: Math.min(rowsPerRead, done - from) }));
    const loaded = { ...filling.result(), normalise: sums.normalise };
    latest = { runId, done, loaded };
    return loaded;
  }

  return {
    get: (runId) => turns('latest', () => load(runId)),
    forget(runId) {
      if (latest?.runId === runId) latest = null;
    },
  };
}

function createFilling(most: number) {
  const labels: string[] = [];
  const colours: (string | null)[] = [];
  const cut: Record<number, NonNullable<KeptVector['cut']>> = {};
  const lengths = new Float64Array(most);
  let unit: Float32Array<ArrayBuffer> | null = null;
  let dimensions = 0;

  function addOne({ text, colour, vector, cut: ownCut }: KeptVector): void {
    if (vector === null) return;
    if (unit === null) {
      dimensions = vector.length;
      unit = new Float32Array(most * dimensions);
    }
    // Of a model that was changed meanwhile: it compares with nothing.
    if (vector.length !== dimensions) return;
    const place = labels.length;
    const length = lengthOf(vector);
    lengths[place] = length;
    const from = place * dimensions;
    // Within the array.
    if (length > 0) for (let at = 0; at < dimensions; at++) unit[from + at] = (vector[at] as number) / length;
    if (ownCut !== undefined) cut[place] = ownCut;
    labels.push(text);
    colours.push(colour);
  }

  return {
    add(rows: readonly KeptVector[]): void {
      for (const row of rows) addOne(row);
    },
    result(): Omit<LoadedVectors, 'normalise'> {
      const table = { dimensions, count: labels.length, unit: unit ?? new Float32Array(0), lengths };
      return { table, labels, colours, cut };
    },
  };
}
