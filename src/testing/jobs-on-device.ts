import { createGate, type Gate } from '../core/calls/gate';
import type { Journal, JournalEntry } from '../core/calls/journal';
import { createSharedCalls } from '../core/calls/shared-calls';
import type { JobHead, JobStore } from '../core/jobs/job-store';
import { type RowsJob, type RowsProgress, type RowsRun, runRows } from '../core/jobs/run-rows';
import { capabilitiesOf } from '../core/model/known-capabilities';
import type { LanguageModel } from '../core/model/language-model';
import { promptText } from '../core/model/model-prompt';
import { noUsage } from '../core/model/reply';
import { noInspection } from './no-inspection';

/** A store of jobs in memory. */
function memoryJobStore<Kept, Sums>(): JobStore<Kept, Sums> & { readonly chunks: readonly string[] } {
  const jobs = new Map<string, { readonly head: JobHead<Sums>; readonly rows: readonly Kept[] }>();
  const chunks: string[] = [];
  return {
    chunks,
    head: async (id) => jobs.get(id)?.head ?? null,
    async append(id, { head, rows, lines }) {
      jobs.set(id, { head, rows: [...(jobs.get(id)?.rows ?? []), ...rows] });
      chunks.push(lines);
    },
    async replace(id, { sums, rows }) {
      const job = jobs.get(id);
      if (job === undefined) return;
      const after = new Map(rows.map(({ place, row }) => [place, row]));
      jobs.set(id, { head: { ...job.head, sums }, rows: job.rows.map((row, at) => after.get(at) ?? row) });
    },
    rows: async (id, { from, count }) => jobs.get(id)?.rows.slice(from, from + count) ?? [],
    file: async () => new Blob(chunks),
    remove: async (id) => void jobs.delete(id),
  };
}

interface Life<Kept, Sums> {
  readonly run: RowsRun<Kept, Sums>;
  /** Prompts that the model was asked, in order. */
  readonly asked: readonly string[];
  readonly told: readonly RowsProgress<Sums>[];
  /** Settles as the job does; never, once the page is dead. */
  readonly ended: Promise<void>;
  /** Resolves when the page has died. */
  readonly dead: Promise<void>;
}

interface Begin {
  readonly answer: (prompt: string) => string | Promise<string>;
  /** The page dies when it has written down so many answers: from then on nothing comes back, and nothing is kept. */
  readonly dies?: { readonly afterAnswers: number };
  readonly parallel?: number;
  readonly gate?: Gate;
  readonly signal?: AbortSignal;
}

/** What outlives a page: a journal and a store. Each life works on a job with a model of its own. */
export function deviceOfJobs<Kept, Sums>() {
  const store = memoryJobStore<Kept, Sums>();
  const entries = new Map<string, JournalEntry>();

  function live<Row, Result>(job: RowsJob<Row, Result, Kept, Sums>, begin: Begin): Life<Kept, Sums> {
    let left = begin.dies?.afterAnswers ?? Number.POSITIVE_INFINITY;
    let die: () => void = () => {};
    const dead = new Promise<void>((resolve) => {
      die = resolve;
    });
    const unlessDead = <T>(work: () => T | Promise<T>): Promise<T> =>
      left > 0 ? Promise.resolve(work()) : new Promise<T>(() => {});
    const journal: Journal = {
      get: (key) => unlessDead(() => entries.get(key)),
      async put(key, entry) {
        await unlessDead(() => entries.set(key, entry));
        left -= 1;
        if (left === 0) die();
        await unlessDead(() => undefined);
      },
    };
    const asked: string[] = [];
    const model: LanguageModel = {
      ref: { provider: 'practice' },
      capabilities: capabilitiesOf({ provider: 'practice' }),
      async *stream({ prompt }) {
        const text = promptText(prompt);
        asked.push(text);
        const reply = {
          text: await begin.answer(text),
          finish: { kind: 'stop', code: 'STOP' },
          usage: noUsage,
        } as const;
        yield { type: 'done', reply, cached: false };
      },
    };
    const run = runRows(job, {
      store: { head: store.head, append: (...chunk) => unlessDead(() => store.append(...chunk)) },
      calls: {
        models: { ...noInspection, model: () => model, embeddingModel: (ref) => ({ ref, embed: async () => [] }) },
        shared: createSharedCalls(),
        journal,
        hash: async (text) => text,
        now: () => '2026-03-01T10:00:00.000Z',
      },
      limits: { parallelRequests: begin.parallel ?? 1, requestsPerMinute: 1000 },
      gate: begin.gate ?? createGate(),
      signal: begin.signal ?? new AbortController().signal,
    });
    const told: RowsProgress<Sums>[] = [];
    const ended = (async () => {
      for await (const progress of run.events()) told.push(progress);
    })();
    ended.catch(() => undefined);
    return { run, asked, told, ended, dead };
  }

  return { store, live };
}
