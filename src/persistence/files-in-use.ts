import type { StudioTransaction } from './database';
import { fieldsOf } from './fields-of';

/** Removes the files and made rows of a project that is being deleted, but for those that another one has too. */
export async function removeFilesOf(tx: StudioTransaction<'readwrite'>, projectId: string): Promise<void> {
  const own = await idsInUse(tx, (owner) => owner === projectId);
  const others = await idsInUse(tx, (owner) => owner !== projectId);
  const going = [...own].filter((id) => !others.has(id));
  await Promise.all(
    going.flatMap((id) => [
      tx.objectStore('datasets').delete(id),
      tx.objectStore('jobs').delete(IDBKeyRange.bound([id], [id, []])),
    ]),
  );
}

/** Where a project, or what was set aside of it, mentions files and jobs. */
export const storesWithIds = ['projects', 'labelerRuns', 'aside'] as const;

/** Every id that these projects mention, in their records as they are: one that this version cannot read keeps its files too. */
export async function idsInUse(
  tx: StudioTransaction<'readwrite'>,
  isMeant: (projectId: unknown) => boolean = () => true,
): Promise<ReadonlySet<string>> {
  const used = new Set<string>();
  const addRun = (record: unknown) => {
    const { projectId, run } = fieldsOf(record);
    if (isMeant(projectId)) addIds(fieldsOf(run).settings, used);
  };
  for (let cursor = await tx.objectStore('projects').openCursor(); cursor !== null; cursor = await cursor.continue())
    if (isMeant(cursor.key)) {
      const { labeler, tuning, playground } = fieldsOf(cursor.value);
      addIds(labeler, used);
      addIds(tuning, used);
      addIds(playground, used);
    }
  for (let cursor = await tx.objectStore('labelerRuns').openCursor(); cursor !== null; cursor = await cursor.continue())
    addRun(cursor.value);
  for (let cursor = await tx.objectStore('aside').openCursor(); cursor !== null; cursor = await cursor.continue())
    addRun(cursor.value.record);
  return used;
}

function addIds(data: unknown, ids: Set<string>): void {
  if (typeof data !== 'object' || data === null) return;
  for (const [name, value] of Object.entries(data)) {
    if (name === 'id' && typeof value === 'string') ids.add(value);
    else addIds(value, ids);
  }
}
