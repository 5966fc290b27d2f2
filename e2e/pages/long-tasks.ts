import type { Page } from 'playwright/test';

export interface LongTasks {
  /** Milliseconds of computing, of each task of the page's main thread that took at least this much: what the page is to blame for. */
  readonly computed: readonly number[];
  /** Of the longest: its computing, and by the clock. On a busy machine a task waits for its turn in the middle, too. */
  readonly longest: string;
}

/**
 * Far above what a page takes that leaves the work to its worker, also on a machine four times slower, and far below what a million rows take.
 * What a person notices, from 50 ms, is for benchmarks to measure.
 */
const longTaskMs = 250;

/**
 * The tasks of a page's main thread while something is done. It keeps the page busy for a moment before that, and throws when that was
 * not seen: a watch that sees nothing would find nothing.
 */
export async function longTasksDuring(page: Page, doing: () => Promise<void>): Promise<LongTasks> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('Expected a page of a launched browser.');
  await browser.startTracing(page, { categories: ['toplevel'] });
  let trace: Buffer;
  try {
    await keepBusy(page);
    await doing();
  } finally {
    trace = await browser.stopTracing();
  }
  const all = mainThreadTasks(trace);
  const staged = all.findIndex(({ clock, cpu }) => clock >= stagedMs && cpu >= stagedMs / 12);
  if (staged === -1) throw new Error('The task that kept the page busy was not seen.');
  const tasks = all.slice(staged + 1);
  return {
    computed: tasks.map(({ cpu }) => Math.round(cpu)).filter((ms) => ms >= longTaskMs),
    longest: `${Math.round(Math.max(...tasks.map(({ cpu }) => cpu)))} ms of computing, ${Math.round(Math.max(...tasks.map(({ clock }) => clock)))} ms by the clock`,
  };
}

/** Of the page alone: a worker has a heap of its own. */
export async function heapMegabytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize / 1_000_000;
}

/** By the clock. On a busy machine it gets to compute for a part of it only. */
const stagedMs = 600;

function keepBusy(page: Page): Promise<void> {
  return page.evaluate(
    (ms) =>
      new Promise<void>((resolve) => {
        window.setTimeout(() => {
          for (const until = performance.now() + ms; performance.now() < until; );
          resolve();
        });
      }),
    stagedMs,
  );
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts?: number;
  /** Microseconds by the clock, and of computing. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

interface Task {
  readonly clock: number;
  readonly cpu: number;
}

/** In order. */
function mainThreadTasks(trace: Buffer): readonly Task[] {
  const { traceEvents } = JSON.parse(trace.toString('utf8')) as { traceEvents: readonly TraceEvent[] };
  const main = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  return traceEvents
    .filter(({ name, ph, pid, tid }) => ph === 'X' && /RunTask$/.test(name) && main.has(`${pid} ${tid}`))
    .toSorted((a, b) => (a.ts ?? 0) - (b.ts ?? 0))
    .map(({ dur = 0, tdur = 0 }) => ({ clock: dur / 1000, cpu: tdur / 1000 }));
}
