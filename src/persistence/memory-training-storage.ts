import type { Journal, JournalEntry } from '../core/calls/journal';
import type { JobHead, JobStore } from '../core/jobs/job-store';
import type { KeptTokens } from '../core/playground/playground-port';
import type { TokenStore } from '../core/playground/token-store';
import type { DatasetStore, StoredDataset, TrainingStorage } from '../core/project/training-storage';

/** Stands in where the browser keeps nothing: everything works until the page is closed. */
export function createMemoryTrainingStorage(): TrainingStorage {
  return {
    datasets: memoryDatasets(),
    jobs: { label: memoryJobs(), tuning: memoryJobs(), scores: memoryJobs(), vectors: memoryJobs() },
    tokens: memoryTokens(),
    journal: memoryJournal(),
    prefetch: async () => {},
  };
}

function memoryDatasets(): DatasetStore {
  const stored = new Map<string, StoredDataset>();
  return {
    async put(id, dataset) {
      stored.set(id, dataset);
    },
    get: async (id) => stored.get(id) ?? null,
    collectGarbage: async () => {},
  };
}

function memoryJobs<Kept, Sums>(): JobStore<Kept, Sums> {
  const stored = new Map<string, { head: JobHead<Sums>; readonly rows: Kept[]; readonly lines: string[] }>();
  return {
    head: async (jobId) => stored.get(jobId)?.head ?? null,
    async append(jobId, { head, rows, lines }) {
      const job = stored.get(jobId) ?? { head, rows: [], lines: [] };
      stored.set(jobId, job);
      for (const row of rows) job.rows.push(row);
      job.lines.push(lines);
      job.head = head;
    },
    async replace(jobId, { sums, rows }) {
      const job = stored.get(jobId);
      if (job === undefined) return;
      for (const { place, row } of rows) job.rows[place] = row;
      job.head = { ...job.head, sums };
    },
    rows: async (jobId, { from, count }) => stored.get(jobId)?.rows.slice(from, from + count) ?? [],
    file: async (jobId) => new Blob(stored.get(jobId)?.lines ?? [], { type: 'text/csv;charset=utf-8' }),
    async remove(jobId) {
      stored.delete(jobId);
    },
  };
}

function memoryTokens(): TokenStore {
  const stored = new Map<string, KeptTokens>();
  return {
    async keep(runId, place, kept) {
      stored.set(`${runId}/${place}`, kept);
    },
    get: async (runId, place) => stored.get(`${runId}/${place}`) ?? null,
  };
}

function memoryJournal(): Journal {
  const stored = new Map<string, JournalEntry>();
  return {
    get: async (key) => stored.get(key),
    async put(key, entry) {
      stored.set(key, entry);
    },
  };
}
