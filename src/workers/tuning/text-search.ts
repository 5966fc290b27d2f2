import type { JobStore } from '../../core/jobs/job-store';
import type { KeptRow, RunSums } from '../../core/tuning/run/kept-row';
import { createSerialQueue } from '../work/serial-queue';
import { holdsText } from './row-filter';

/** Which rows of runs hold a text. What was found of the latest text is remembered, for its next windows. */
export interface TextSearch {
  /** Places of the first `count` rows, from 0. */
  places(runId: string, sought: string, count: number): Promise<ReadonlySet<number>>;
  /** Rows of the run have changed. */
  forget(runId: string): void;
}

const rowsPerRead = 500;

export function createTextSearch(store: Pick<JobStore<KeptRow, RunSums>, 'rows'>): TextSearch {
  const found = new Map<string, { readonly places: Set<number>; searched: number }>();
  const turns = createSerialQueue();
  let latest = '';

  async function search(runId: string, sought: string, count: number): Promise<ReadonlySet<number>> {
    if (sought !== latest) found.clear();
    latest = sought;
    const known = found.get(runId) ?? { places: new Set(), searched: 0 };
    found.set(runId, known);
    while (known.searched < count) {
      const rows = await store.rows(runId, { from: known.searched, count: rowsPerRead });
      if (rows.length === 0) break;
      for (const [index, row] of rows.entries()) if (holdsText(row, sought)) known.places.add(known.searched + index);
      known.searched += rows.length;
    }
    return known.places;
  }

  return {
    places: (runId, sought, count) => turns('search', () => search(runId, sought, count)),
    forget: (runId) => void found.delete(runId),
  };
}
