import type { Instant, Now } from '../core/effects';
import type { DatasetStore } from '../core/project/training-storage';
import type { StudioDatabase, StudioTransaction } from './database';
import { fieldsOf } from './fields-of';
import { idsInUse, storesWithIds } from './files-in-use';

/** What nobody refers to is kept so long: a project that was just changed may not be saved yet, and Undo may bring one back. */
export const keptUnusedMs = 24 * 60 * 60 * 1000;

export function createDatasetStore({
  database,
  now,
}: {
  readonly database: StudioDatabase;
  readonly now: Now;
}): DatasetStore {
  return {
    async put(id, { file, name }) {
      await database.tx('readwrite', ['datasets'], (tx) =>
        tx.objectStore('datasets').put({ file, name, at: now() }, id),
      );
    },
    async get(id) {
      const found = await database.tx('readonly', ['datasets'], (tx) => tx.objectStore('datasets').get(id));
      return found === undefined ? null : { file: found.file, name: found.name };
    },
    async collectGarbage() {
      const before = new Date(Date.parse(now()) - keptUnusedMs).toISOString();
      await database.tx('readwrite', [...storesWithIds, 'datasets', 'jobs'], async (tx) => {
        const used = await idsInUse(tx);
        await removeUnusedDatasets(tx, { used, before });
        await removeUnusedJobs(tx, { used, before });
      });
    },
  };
}

type Transaction = StudioTransaction<'readwrite'>;
interface Unused {
  readonly used: ReadonlySet<string>;
  readonly before: Instant;
}

async function removeUnusedDatasets(tx: Transaction, { used, before }: Unused): Promise<void> {
  const datasets = tx.objectStore('datasets');
  for (let cursor = await datasets.openCursor(); cursor !== null; cursor = await cursor.continue()) {
    if (!used.has(cursor.key) && cursor.value.at < before) await cursor.delete();
  }
}

async function removeUnusedJobs(tx: Transaction, { used, before }: Unused): Promise<void> {
  const jobs = tx.objectStore('jobs');
  for (const [jobId, part, from] of await jobs.getAllKeys()) {
    if ((part !== 'head' && part !== 'tokens') || used.has(jobId)) continue;
    const { at } = fieldsOf(await jobs.get([jobId, part, from]));
    if (typeof at !== 'string' || at < before) await jobs.delete(IDBKeyRange.bound([jobId], [jobId, []]));
  }
}
