import type { Now } from '../core/effects';
import type { JobHead, JobStore } from '../core/jobs/job-store';
import type { StudioDatabase, StudioTransaction } from './database';
import type { JobHeadRecord, JobKey, JobRecord } from './database-layout';
import { fieldsOf } from './fields-of';

/** So many chunks are in memory at once when the output is put together. */
const chunksAtOnce = 50;

/**
 * Rows of jobs in chunks, with the sums over all of them: each chunk is one transaction, so that what is there always fits together.
 * The rows for the screen and their lines in the output lie apart, since neither is wanted with the other.
 */
export function createJobStore<Kept, Sums extends object>({
  database,
  now,
}: {
  readonly database: StudioDatabase;
  readonly now: Now;
}): JobStore<Kept, Sums> {
  return {
    head: (jobId) =>
      database.tx('readonly', ['jobs'], async (tx) => {
        const record = headRecord(await tx.objectStore('jobs').get(headKey(jobId)));
        return record === null ? null : headOf<Sums>(record);
      }),

    append: (jobId, { head: { done, sums }, rows, lines }) =>
      database.tx('readwrite', ['jobs'], async (tx) => {
        const jobs = tx.objectStore('jobs');
        const from = headRecord(await jobs.get(headKey(jobId)))?.done ?? 0;
        if (from + rows.length !== done) throw new Error(`Row ${from + 1} of job ${jobId} was expected next.`);
        await Promise.all([
          jobs.put({ ...sums, done, at: now() }, headKey(jobId)),
          jobs.put(rows, [jobId, 'rows', from]),
          lines === '' ? null : jobs.put(lines, [jobId, 'csv', from]),
        ]);
      }),

    replace: (jobId, { sums, rows }) =>
      database.tx('readwrite', ['jobs'], async (tx) => {
        const jobs = tx.objectStore('jobs');
        const head = headRecord(await jobs.get(headKey(jobId)));
        const chunks = await jobs.getAllKeys(IDBKeyRange.bound([jobId, 'rows', 0], [jobId, 'rows', []]));
        for (const [nth, key] of chunks.entries()) {
          const [, , from] = key;
          const end = chunks[nth + 1]?.[2] ?? Number.POSITIVE_INFINITY;
          const after = new Map(
            rows.flatMap(({ place, row }) => (place >= from && place < end ? [[place - from, row] as const] : [])),
          );
          if (after.size === 0) continue;
          const before = rowsOf<Kept>((await jobs.get(key)) ?? []);
          await jobs.put(
            before.map((row, at) => after.get(at) ?? row),
            key,
          );
        }
        if (head !== null) await jobs.put({ ...sums, done: head.done, at: now() }, headKey(jobId));
      }),

    rows: (jobId, { from, count }) =>
      database.tx('readonly', ['jobs'], async (tx) => {
        const jobs = tx.objectStore('jobs');
        const chunk = await jobs.openKeyCursor(IDBKeyRange.bound([jobId, 'rows', 0], [jobId, 'rows', from]), 'prev');
        if (chunk === null) return [];
        const first = chunk.key[2];
        const found = await jobs.getAll(IDBKeyRange.bound(chunk.key, [jobId, 'rows', from + count - 1]));
        return found.flatMap(rowsOf<Kept>).slice(from - first, from - first + count);
      }),

    async file(jobId) {
      const parts: Blob[] = [];
      for (let next: JobKey | null = [jobId, 'csv', 0]; next !== null; ) {
        const read = await database.tx('readonly', ['jobs'], (tx) => readLines(tx, next as JobKey)); // the loop's condition
        parts.push(new Blob([...read.lines]));
        next = read.next;
      }
      return new Blob(parts, { type: 'text/csv;charset=utf-8' });
    },

    remove: (jobId) =>
      database.tx('readwrite', ['projects', 'jobs'], async (tx) => {
        let owners = 0;
        for (
          let cursor = await tx.objectStore('projects').openCursor();
          cursor !== null;
          cursor = await cursor.continue()
        )
          if (hasJob(cursor.value, jobId)) owners += 1;
        if (owners === 0) await tx.objectStore('jobs').delete(IDBKeyRange.bound([jobId], [jobId, []]));
      }),
  };
}

const headKey = (jobId: string): JobKey => [jobId, 'head', 0];

async function readLines(
  tx: StudioTransaction<'readonly'>,
  [jobId, part, from]: JobKey,
): Promise<{ readonly lines: readonly string[]; readonly next: JobKey | null }> {
  const range = IDBKeyRange.bound([jobId, part, from], [jobId, part, []]);
  const jobs = tx.objectStore('jobs');
  const [keys, records] = await Promise.all([
    jobs.getAllKeys(range, chunksAtOnce + 1),
    jobs.getAll(range, chunksAtOnce),
  ]);
  return {
    lines: records.map((record) => (typeof record === 'string' ? record : '')),
    next: keys[chunksAtOnce] ?? null,
  };
}

function headRecord(record: JobRecord | undefined): JobHeadRecord | null {
  return record !== undefined && typeof record === 'object' && 'done' in record ? record : null;
}

/** A job reads what it wrote itself: rows and sums are of its own kind. */
function headOf<Sums>({ done, at: _, ...sums }: JobHeadRecord): JobHead<Sums> {
  return { done, sums: sums as Sums };
}

function rowsOf<Kept>(record: JobRecord): readonly Kept[] {
  return Array.isArray(record) ? record : [];
}

/** Of a project that is stored, in whatever version. */
function hasJob(project: unknown, jobId: string): boolean {
  const { labeler, tuning, playground } = fieldsOf(project);
  return [fieldsOf(labeler).jobs, fieldsOf(tuning).runs, fieldsOf(playground).runs].some(
    (jobs) => Array.isArray(jobs) && jobs.some((job) => fieldsOf(job).id === jobId),
  );
}
