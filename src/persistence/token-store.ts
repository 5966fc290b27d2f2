import type { Now } from '../core/effects';
import type { KeptTokens } from '../core/playground/playground-port';
import type { TokenStore } from '../core/playground/token-store';
import type { StudioDatabase } from './database';

/** They lie with what jobs have made, under the id of their run, and go with it: see `job-store.ts`. */
export function createTokenStore({
  database,
  now,
}: {
  readonly database: StudioDatabase;
  readonly now: Now;
}): TokenStore {
  return {
    async keep(runId, place, kept) {
      await database.tx('readwrite', ['jobs'], (tx) =>
        tx.objectStore('jobs').put({ kept, at: now() }, [runId, 'tokens', place]),
      );
    },
    async get(runId, place) {
      const record = await database.tx('readonly', ['jobs'], (tx) =>
        tx.objectStore('jobs').get([runId, 'tokens', place]),
      );
      const isKept = typeof record === 'object' && 'kept' in record;
      return isKept ? (record.kept as KeptTokens) : null; // as it was put there
    },
  };
}
