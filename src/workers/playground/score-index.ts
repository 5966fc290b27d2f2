import type { JobStore } from '../../core/jobs/job-store';
import type { KeptScore, ScoreSums } from '../../core/playground/kept-rows';
import { type RankedFigures, rankedFigures } from '../../core/playground/scores/scores-page';
import { createSerialQueue } from '../work/serial-queue';

/** What ranks the rows of runs that were looked at: a window of ten thousand sorted rows is told without reading all of them again. */
export interface ScoreIndexes {
  /** Of all rows that are kept, in order. */
  rows(runId: string): Promise<readonly RankedFigures[]>;
  forget(runId: string): void;
}

const rowsPerRead = 500;

export function createScoreIndexes(store: Pick<JobStore<KeptScore, ScoreSums>, 'head' | 'rows'>): ScoreIndexes {
  const indexes = new Map<string, RankedFigures[]>();
  const turns = createSerialQueue();

  async function complete(runId: string): Promise<readonly RankedFigures[]> {
    const index = indexes.get(runId) ?? [];
    indexes.set(runId, index);
    const { done } = (await store.head(runId)) ?? { done: 0 };
    while (index.length < done) {
      const rows = await store.rows(runId, { from: index.length, count: rowsPerRead });
      if (rows.length === 0) break;
      for (const row of rows) index.push(rankedFigures(row));
    }
    return index;
  }

  return {
    rows: (runId) => turns(runId, () => complete(runId)),
    forget: (runId) => void indexes.delete(runId),
  };
}
