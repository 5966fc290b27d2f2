import { blankPlaygroundWork, type EmbedRun } from '../../src/core/playground/playground-work';
import { setRealTimer } from '../../src/workers/set-timer';
import { createWorkClient } from '../../src/workers/work/work-client';

/** A page with the app's own work worker, and nothing on the screen: what is measured is the way of vectors. */
const embedder = new Worker(new URL('./embedder.worker.ts', import.meta.url), { type: 'module' });
const { playground } = createWorkClient({
  spawn: () => new Worker(new URL('../../src/workers/work.worker.ts', import.meta.url), { type: 'module' }),
  setTimer: setRealTimer,
  connectModels: (port) => embedder.postMessage(port, [port]),
  onModelsRestart: () => () => {},
});
const never = new AbortController().signal;
const model = { provider: 'practice' } as const;
const limits = { parallelRequests: 4, requestsPerMinute: 1_000_000 };

/** Of the page: milliseconds of every task that was longer than 50. */
const longTasks: number[] = [];
new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
  type: 'longtask',
});

function runOf(count: number): EmbedRun {
  const { model: _, ...setup } = blankPlaygroundWork.embed;
  const texts = Array.from({ length: count }, (_, n) => `Text ${n}: how a rope is spliced.`).join('\n');
  const head = { id: `embed-${count}`, n: 1, at: '2026-01-01T00:00:00.000Z', model, tookMs: null };
  return {
    ...head,
    kind: 'embed',
    setup: { ...setup, texts },
    status: { status: 'running' },
    done: 0,
    total: 0,
    failed: 0,
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

async function drawn(runId: string, method: 'pca' | 'umap'): Promise<void> {
  let points = 0;
  for await (const map of playground.map({ runId, method, seed: 1 }, never)) points = map.points?.length ?? points;
  if (points === 0) throw new Error('Expected points on the map.');
}

const bench = {
  async embed(count: number): Promise<{ readonly ms: number; readonly longTasks: readonly number[] }> {
    longTasks.length = 0;
    let done = 0;
    const ms = await timed(async () => {
      for await (const progress of playground.embed({ run: runOf(count), images: {}, limits }, never))
        done = progress.done;
    });
    if (done !== count) throw new Error(`Expected ${count} vectors, got ${done}.`);
    return { ms, longTasks: [...longTasks] };
  },
  /** A text that was not embedded before, and one of those that were. */
  async search(count: number, nth: number): Promise<number> {
    const run = runOf(count);
    const query = { type: 'text', text: `Query ${nth}` } as const;
    return timed(() => playground.search({ run, query, count: 10, model }, never));
  },
  neighbours: (count: number, of: number) =>
    timed(() => playground.neighbours({ runId: `embed-${count}`, of, count: 10 })),
  map: (count: number, method: 'pca' | 'umap') => timed(() => drawn(`embed-${count}`, method)),
  file: (count: number) => timed(() => playground.vectorsFile({ runId: `embed-${count}`, as: 'npy' }, never)),
};

declare global {
  interface Window {
    vectors: typeof bench;
  }
}
window.vectors = bench;
