import type { Project, ProjectSummary } from '../core/project/project';
import {
  type ProjectRepository,
  type SaveOutcome,
  type SaveRequest,
  type StoredProject,
  UnreadableProjectError,
} from '../core/project/repository';
import { settleInterrupted } from '../core/project/settle-interrupted';
import { withSharedRunParts } from '../core/project/share-run-parts';
import type { ChangesChannel } from './changes-channel';
import { type StudioDatabase, type StudioTransaction, together } from './database';
import { fieldsOf } from './fields-of';
import { removeFilesOf } from './files-in-use';
import type { JoinedProject, StoredRecords } from './join-project';
import {
  documentRecord,
  type ListChanges,
  labelerRunRecord,
  listChanges,
  revisionRecord,
  turnRecord,
} from './project-records';

interface Deps {
  readonly database: StudioDatabase;
  readonly changes: ChangesChannel;
}

export function createProjectRepository({ database, changes }: Deps): ProjectRepository {
  return {
    async list() {
      const records = await database.tx('readonly', ['projects'], (tx) => tx.objectStore('projects').getAll());
      return records.flatMap(summary).toSorted((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
    },

    async load(id) {
      const records = await database.tx('readonly', [...projectStores], (tx) => readRecords(tx, id));
      if (records === null) return null;
      // The schemas of everything saved: a first visit has nothing saved, and does not fetch them.
      const { joinProject } = await import('./join-project');
      const joined = joinProject(records);
      if (!joined.ok) throw new UnreadableProjectError(unreadable(joined.error));
      if (joined.value.problems.length > 0) await setAside(database, joined.value);
      return stored(joined.value);
    },

    async save(request) {
      const outcome = await database.tx('readwrite', [...projectStores], (tx) => write(tx, request));
      if (outcome.status === 'saved') {
        changes.announce({ kind: 'saved', id: request.project.id, version: outcome.version });
      }
      return outcome;
    },

    async remove(id) {
      await database.tx('readwrite', [...projectStores, 'aside', 'datasets', 'jobs'], async (tx) => {
        await removeFilesOf(tx, id);
        const aside = tx.objectStore('aside');
        const keys = await aside.index('project').getAllKeys(id);
        await Promise.all([
          tx.objectStore('projects').delete(id),
          ...recordStores.map((store) => tx.objectStore(store).delete(allOf(id))),
          ...keys.map((key) => aside.delete(key)),
        ]);
      });
      changes.announce({ kind: 'removed', id });
    },

    onChange(listener) {
      return changes.listen((change) => {
        if (change.kind !== 'settings') listener(change);
      });
    },
  };
}

const recordStores = ['turns', 'revisions', 'labelerRuns'] as const;
const projectStores = ['projects', ...recordStores] as const;

/** Every key that begins with the project's id. */
function allOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id], [id, []]);
}

async function readRecords(tx: StudioTransaction<'readonly'>, id: string): Promise<StoredRecords | null> {
  const [document, turns, revisions, labelerRuns] = await Promise.all([
    tx.objectStore('projects').get(id),
    tx.objectStore('turns').getAll(allOf(id)),
    tx.objectStore('revisions').getAll(allOf(id)),
    tx.objectStore('labelerRuns').getAll(allOf(id)),
  ]);
  return document === undefined ? null : { document, turns, revisions, labelerRuns };
}

async function write(
  tx: StudioTransaction<'readwrite'>,
  { project, previous, expectedVersion }: SaveRequest,
): Promise<SaveOutcome> {
  const projects = tx.objectStore('projects');
  const storedVersion = (await projects.get(project.id))?.version ?? 0;
  if (storedVersion !== expectedVersion) return { status: 'conflict', storedVersion };
  const version = storedVersion + 1;
  const from = previous ?? (await emptied(tx, project));
  const projectId = project.id;
  const at = (order: number) => ({ projectId, order });
  await together([
    () => projects.put(documentRecord(project, version)),
    ...changed(listChanges(from.turns, project.turns), {
      put: (turn, order) => tx.objectStore('turns').put(turnRecord(turn, at(order))),
      remove: (id) => tx.objectStore('turns').delete([projectId, id]),
    }),
    ...changed(listChanges(from.history.revisions, project.history.revisions), {
      put: (revision, order) => tx.objectStore('revisions').put(revisionRecord(revision, at(order))),
      remove: (id) => tx.objectStore('revisions').delete([projectId, id]),
    }),
    ...changed(listChanges(from.labeler?.runs ?? [], project.labeler?.runs ?? []), {
      put: (run, order) => tx.objectStore('labelerRuns').put(labelerRunRecord(run, at(order))),
      remove: (id) => tx.objectStore('labelerRuns').delete([projectId, id]),
    }),
  ]);
  return { status: 'saved', version };
}

interface RecordStore<T> {
  readonly put: (item: T, order: number) => Promise<unknown>;
  readonly remove: (id: string) => Promise<void>;
}

function changed<T>({ write, remove }: ListChanges<T>, store: RecordStore<T>): readonly (() => Promise<unknown>)[] {
  return [
    ...write.map(
      ({ item, order }) =>
        () =>
          store.put(item, order),
    ),
    ...remove.map((id) => () => store.remove(id)),
  ];
}

/** Nothing is known of what is stored, so what another tab may have written makes room. */
async function emptied(tx: StudioTransaction<'readwrite'>, project: Project): Promise<Project> {
  await Promise.all(recordStores.map((store) => tx.objectStore(store).delete(allOf(project.id))));
  return { ...project, turns: [], history: { ...project.history, revisions: [] }, labeler: null };
}

/** Moves what could not be read, as it is, and stores the document that now fits the rest. A newer save by another tab wins. */
async function setAside(database: StudioDatabase, { project, version, unreadable }: JoinedProject): Promise<void> {
  await database.tx('readwrite', [...projectStores, 'aside'], async (tx) => {
    const stored = await tx.objectStore('projects').get(project.id);
    if (stored?.version !== version) return;
    for (const store of recordStores) {
      for (const record of unreadable[store]) {
        await tx.objectStore('aside').add({ projectId: project.id, store, record });
        const key = keyOf(record);
        if (key !== null) await tx.objectStore(store).delete(key);
      }
    }
    await tx.objectStore('projects').put(documentRecord(project, version));
  });
}

/** The key path of the store saw to it that these two are there. */
function keyOf(record: unknown): [projectId: string, id: string] | null {
  const { projectId, id } = fieldsOf(record);
  return typeof projectId === 'string' && typeof id === 'string' ? [projectId, id] : null;
}

function stored({ project, version, problems }: JoinedProject): StoredProject {
  const settled = withSharedRunParts(settleInterrupted(project));
  return problems.length === 0 ? { project: settled, version } : { project: settled, version, problems };
}

function summary(record: unknown): readonly ProjectSummary[] {
  const { id, name, updatedAt } = fieldsOf(record);
  if (typeof id !== 'string' || typeof name !== 'string' || typeof updatedAt !== 'string') return [];
  return [{ id, name, updatedAt }];
}

function unreadable(problems: readonly string[]): string {
  return `The project could not be read: ${problems[0] ?? 'its shape is unknown.'} It was left as it is. Update the app, or open another project.`;
}
