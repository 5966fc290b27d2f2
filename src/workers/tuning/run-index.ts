import type { JobStore } from '../../core/jobs/job-store';
import { critiquesOf } from '../../core/tuning/run/early-ends';
import type { KeptRow, RunSums } from '../../core/tuning/run/kept-row';
import type { Flag, MadeRow } from '../../core/tuning/run/made-row';
import { decisionOf, outcomeOf } from '../../core/tuning/run/outcome';
import { principleNames } from '../../core/tuning/run/principle-names';
import { wordCounts } from '../../core/tuning/run/word-counts';
import type { RowShown } from '../../core/tuning/tuning-port';
import { createSerialQueue } from '../work/serial-queue';

/** What the table shows of a row, without what the author did with it. */
export interface IndexedRow extends Omit<RowShown, 'runId' | 'flags' | 'edit'> {
  readonly flags: readonly Flag[];
  readonly differsAt: number | undefined;
  readonly principles: readonly string[];
  /** Whether each critique has found something. */
  readonly critiques: readonly boolean[];
}

/** A little of every row of the runs that were looked at: a window of ten thousand filtered rows is told without reading them again. */
export interface RunIndexes {
  /** Of all rows that are kept, in order. */
  rows(runId: string): Promise<readonly IndexedRow[]>;
  /** Rows were made again. */
  replaced(runId: string, rows: readonly { readonly place: number; readonly row: MadeRow }[]): void;
  forget(runId: string): void;
}

const rowsPerRead = 500;

export function createRunIndexes(store: Pick<JobStore<KeptRow, RunSums>, 'head' | 'rows'>): RunIndexes {
  const indexes = new Map<string, IndexedRow[]>();
  const turns = createSerialQueue();

  async function complete(runId: string): Promise<readonly IndexedRow[]> {
    const index = indexes.get(runId) ?? [];
    indexes.set(runId, index);
    const { done } = (await store.head(runId)) ?? { done: 0 };
    while (index.length < done) {
      const rows = await store.rows(runId, { from: index.length, count: rowsPerRead });
      if (rows.length === 0) break;
      for (const row of rows) index.push(indexedRow(row));
    }
    return index;
  }

  return {
    rows: (runId) => turns(runId, () => complete(runId)),
    replaced(runId, rows) {
      const index = indexes.get(runId);
      // Those that are not in it yet are read as they are now.
      for (const { place, row } of rows) if (index?.[place] !== undefined) index[place] = indexedRow(row);
    },
    forget(runId) {
      indexes.delete(runId);
    },
  };
}

const promptCharacters = 200;

export function indexedRow({ row, id, turns, made, flags, differsAt }: MadeRow): IndexedRow {
  const principles = principleNames(made);
  const last = turns.findLast(({ role }) => role === 'user')?.text ?? '';
  return {
    row,
    id,
    prompt: last.slice(0, promptCharacters),
    principle: principles.join(', '),
    principles,
    critiques: critiquesOf(made),
    outcome: outcomeOf(made),
    ...(made?.kind === 'failed' && { code: made.error.code }),
    words: wordCounts(made),
    score: made?.kind === 'compared' ? decisionOf(made).score : null,
    flags,
    differsAt,
  };
}
