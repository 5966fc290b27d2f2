import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type { DocumentRecord, RevisionRecord, RunRecord } from './project-records';

/**
 * What lies where. Runs and revisions are records of their own, so that a keystroke writes the document and one revision, not
 * every response of the project.
 */
export interface StudioStores extends DBSchema {
  projects: { key: string; value: DocumentRecord };
  runs: { key: [projectId: string, id: string]; value: RunRecord };
  revisions: { key: [projectId: string, id: string]; value: RevisionRecord };
  /** Records that could not be read, as they were. */
  aside: { key: number; value: AsideRecord; indexes: { project: string } };
  device: { key: string; value: unknown };
  /** Apart from everything else, and empty unless the user asked to remember a key. */
  keys: { key: string; value: string };
}

export interface AsideRecord {
  readonly projectId: string;
  readonly store: string;
  readonly record: unknown;
}

export type Upgrade = (
  database: IDBPDatabase<StudioStores>,
  transaction: IDBPTransaction<StudioStores, StoreNames<StudioStores>[], 'versionchange'>,
) => Promise<void>;

/** Never edit a step that was released: append one. */
export const studioUpgrades: readonly Upgrade[] = [
  async (database) => {
    database.createObjectStore('projects', { keyPath: 'id' });
    database.createObjectStore('runs', { keyPath: ['projectId', 'id'] });
    database.createObjectStore('revisions', { keyPath: ['projectId', 'id'] });
    database.createObjectStore('aside', { autoIncrement: true }).createIndex('project', 'projectId');
    database.createObjectStore('device');
    database.createObjectStore('keys');
  },
];
