import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type { JournalEntry } from '../core/calls/journal';
import { asOfVersion3, asOfVersion4, asOfVersion5, asOfVersion6, runToTurn } from '../core/project/migrate';
import { fieldsOf } from './fields-of';
import type { DocumentRecord, LabelerRunRecord, RevisionRecord, TurnRecord } from './project-records';

/**
 * What lies where. Turns and revisions are records of their own, so that a keystroke writes the document and one revision, not
 * every response of the project.
 */
export interface StudioStores extends DBSchema {
  projects: { key: string; value: DocumentRecord };
  turns: { key: [projectId: string, id: string]; value: TurnRecord };
  revisions: { key: [projectId: string, id: string]; value: RevisionRecord };
  /** Records that could not be read, as they were. */
  aside: { key: number; value: AsideRecord; indexes: { project: string } };
  device: { key: string; value: unknown };
  /** Apart from everything else, and empty unless the user asked to remember a key. */
  keys: { key: string; value: string };
  labelerRuns: { key: [projectId: string, id: string]; value: LabelerRunRecord };
  /** Files that were chosen for labeling or as prompts, by dataset id. */
  datasets: { key: string; value: DatasetRecord };
  journal: { key: string; value: JournalEntry; indexes: { at: string; paidBy: string } };
  /** What jobs have made of their rows, in chunks; `from` counts rows from 0. Of the Playground also tokens, by their place in a run. */
  jobs: { key: JobKey; value: JobRecord };
}

export const studioStores = [
  'projects',
  'turns',
  'revisions',
  'aside',
  'device',
  'keys',
  'labelerRuns',
  'datasets',
  'journal',
  'jobs',
] as const satisfies readonly StoreNames<StudioStores>[];

interface DatasetRecord {
  readonly file: Blob;
  readonly name: string;
  /** When it was put there: ISO instant. */
  readonly at: string;
}

export type JobKey = [jobId: string, part: 'head' | 'csv' | 'rows' | 'tokens', from: number];
export type JobRecord = JobHeadRecord | TokensRecord | string | readonly unknown[];

/** With the sums over all rows that are there, as the job adds them up. */
export interface JobHeadRecord {
  readonly done: number;
  /** When it was last written to: ISO instant. */
  readonly at: string;
  readonly [sum: string]: unknown;
}

interface TokensRecord {
  readonly kept: unknown;
  /** When it was written: ISO instant. */
  readonly at: string;
}

interface AsideRecord {
  readonly projectId: string;
  readonly store: string;
  readonly record: unknown;
}

export type Upgrade = (
  database: IDBPDatabase<StudioStores>,
  transaction: IDBPTransaction<StudioStores, StoreNames<StudioStores>[], 'versionchange'>,
) => Promise<void>;

/** For stores that no longer are. */
function asBefore(database: IDBPDatabase<StudioStores>): IDBPDatabase {
  return database as unknown as IDBPDatabase;
}

/** Never edit a step that was released: append one. */
export const studioUpgrades: readonly Upgrade[] = [
  async (database) => {
    database.createObjectStore('projects', { keyPath: 'id' });
    asBefore(database).createObjectStore('runs', { keyPath: ['projectId', 'id'] });
    database.createObjectStore('revisions', { keyPath: ['projectId', 'id'] });
    database.createObjectStore('aside', { autoIncrement: true }).createIndex('project', 'projectId');
    database.createObjectStore('device');
    database.createObjectStore('keys');
  },
  // Labeling.
  async (database, transaction) => {
    database.createObjectStore('labelerRuns', { keyPath: ['projectId', 'id'] });
    database.createObjectStore('datasets');
    const journal = database.createObjectStore('journal');
    journal.createIndex('at', 'at');
    journal.createIndex('paidBy', 'paidBy');
    database.createObjectStore('jobs');
    const projects = transaction.objectStore('projects');
    for (let cursor = await projects.openCursor(); cursor !== null; cursor = await cursor.continue()) {
      // Written by another version of the studio, whatever our types say.
      if (cursor.value.labeler === undefined) await cursor.update({ ...cursor.value, labeler: null });
    }
  },
  // Runs are turns.
  async (database, transaction) => {
    const before = asBefore(database);
    const turns = before.createObjectStore('turns', { keyPath: ['projectId', 'id'] });
    const runs = transaction.objectStore('runs' as 'turns'); // under the name that it had
    for (let cursor = await runs.openCursor(); cursor !== null; cursor = await cursor.continue()) {
      const { run, ...place } = fieldsOf(cursor.value);
      await turns.put({ ...place, turn: runToTurn(run) });
    }
    before.deleteObjectStore('runs');
    const projects = transaction.objectStore('projects');
    for (let cursor = await projects.openCursor(); cursor !== null; cursor = await cursor.continue())
      await cursor.update(asOfVersion3({ ...cursor.value }) as unknown as DocumentRecord); // what it now is, if it was whole before
  },
  // A project may have conversations.
  async (_database, transaction) => {
    const projects = transaction.objectStore('projects');
    for (let cursor = await projects.openCursor(); cursor !== null; cursor = await cursor.continue())
      await cursor.update(asOfVersion4({ ...cursor.value }) as unknown as DocumentRecord); // what it now is, if it was whole before
  },
  // Of principles that contradict each other some are both kept; and a project may make fine-tuning data.
  async (_database, transaction) => {
    const projects = transaction.objectStore('projects');
    for (let cursor = await projects.openCursor(); cursor !== null; cursor = await cursor.continue())
      await cursor.update(asOfVersion5({ ...cursor.value }) as unknown as DocumentRecord); // what it now is, if it was whole before
  },
  // A project may use the Playground.
  async (_database, transaction) => {
    const projects = transaction.objectStore('projects');
    for (let cursor = await projects.openCursor(); cursor !== null; cursor = await cursor.continue())
      await cursor.update(asOfVersion6({ ...cursor.value }) as unknown as DocumentRecord); // what it now is, if it was whole before
  },
];
