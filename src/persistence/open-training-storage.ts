import type { Now } from '../core/effects';
import type { TrainingStorage } from '../core/project/training-storage';
import { openDatabase } from './database';
import { databaseName } from './database-names';
import { createDatasetStore } from './dataset-store';
import { createJobStore } from './job-store';
import { createJournalStore } from './journal-store';
import { createMemoryTrainingStorage } from './memory-training-storage';
import { createTokenStore } from './token-store';

/** The page's database from a worker, or memory where there is none; the page says so. */
export async function openTrainingStorage({
  name = databaseName,
  now,
}: {
  readonly name?: string;
  readonly now: Now;
}): Promise<TrainingStorage> {
  try {
    // What the user has to do about the database is told by the page, which opens it too.
    const database = await openDatabase({ name, onNotice: () => {} });
    const journal = createJournalStore(database);
    return {
      datasets: createDatasetStore({ database, now }),
      jobs: {
        label: createJobStore({ database, now }),
        tuning: createJobStore({ database, now }),
        scores: createJobStore({ database, now }),
        vectors: createJobStore({ database, now }),
      },
      tokens: createTokenStore({ database, now }),
      journal,
      prefetch: (paidBy) => journal.prefetch(paidBy),
    };
  } catch {
    return createMemoryTrainingStorage();
  }
}
