import { defaultDeviceSettings } from '../../src/core/project/device-settings';
import { modelsConfig } from '../../src/core/project/models-config';
import { blankConstitution } from '../../src/core/tuning/constitution/tuning-constitution';
import { defaultExportSettings, type ExportSettings } from '../../src/core/tuning/export/export-settings';
import type { KeptRow } from '../../src/core/tuning/run/kept-row';
import { keptRowsPerChunk, noSums } from '../../src/core/tuning/run/make-rows';
import { defaultTuningSettings } from '../../src/core/tuning/run/tuning-settings';
import { blankTuningWork, type TuningRun } from '../../src/core/tuning/run/tuning-work';
import type { RowFilter, TuningProgress } from '../../src/core/tuning/tuning-port';
import { openTrainingStorage } from '../../src/persistence/open-training-storage';
import { createModelsClient } from '../../src/workers/models-client';
import { setRealTimer } from '../../src/workers/set-timer';
import { createWorkClient } from '../../src/workers/work/work-client';
import type { BareTask } from './bare.worker';

/** A page with the app's own workers, and nothing on the screen: what is measured is the making of data, and the way to its rows. */
const models = createModelsClient({
  spawn: () => new Worker(new URL('../../src/workers/models.worker.ts', import.meta.url), { type: 'module' }),
  now: Date.now,
  setTimer: setRealTimer,
});
const { tuning } = createWorkClient({
  spawn: () => new Worker(new URL('../../src/workers/work.worker.ts', import.meta.url), { type: 'module' }),
  setTimer: setRealTimer,
  connectModels: (port) => models.connect(port),
  onModelsRestart: () => () => {},
});
const never = new AbortController().signal;
const ref = { provider: 'gemini', id: 'gemini-flash-latest' } as const;

interface Asked {
  readonly id: string;
  readonly prompts: number;
  readonly parallel: number;
  /** Of the prompts: other words are other calls. */
  readonly words: string;
}

let endpoint = '';
let ended: { readonly ms: number; readonly last: TuningProgress | null } | undefined;

const bench = {
  configure(address: string, parallelRequests: number): void {
    endpoint = address;
    const gemini = { ...defaultDeviceSettings.gemini, address, requestsPerMinute: 1_000_000, parallelRequests };
    models.configure(modelsConfig({ ...defaultDeviceSettings, gemini }, { gemini: 'any-key', server: '' }));
  },
  /** Begins a run, or goes on with it; nobody waits: what came of it is `ended`. */
  start(asked: Asked): void {
    ended = undefined;
    void generate(asked).then((came) => {
      ended = came;
    });
  },
  /** The same calls, as bare requests of one worker. */
  startBare({ id, prompts, parallel, words }: Asked): void {
    ended = undefined;
    const worker = new Worker(new URL('./bare.worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }) => {
      ended = { ms: Number(data), last: null };
      worker.terminate();
    });
    const run: TuningRun = { ...runOf(id), total: prompts };
    worker.postMessage({ run, parallel, words, endpoint } satisfies BareTask);
  },
  ended: () => ended,
  /** Puts so many made rows into the storage, as a run would have kept them. */
  async fill(id: string, count: number): Promise<void> {
    const { jobs } = await openTrainingStorage({ now: () => new Date().toISOString() });
    for (let from = 0; from < count; from += keptRowsPerChunk) {
      const rows = Array.from({ length: Math.min(keptRowsPerChunk, count - from) }, (_, at) => madeRow(from + at + 1));
      await jobs.tuning.append(id, { head: { done: from + rows.length, sums: noSums }, rows, lines: '' });
    }
  },
  /** Milliseconds until a window of the rows is there, and how many match. */
  async rows(id: string, { filter, from }: { readonly filter: RowFilter; readonly from: number }) {
    const started = performance.now();
    const page = await tuning.rows({ ...request(id), filter, window: { from, count: 60 } });
    return { ms: performance.now() - started, matching: page.matching, shown: page.rows.length };
  },
  async row(id: string, row: number): Promise<number> {
    const started = performance.now();
    if ((await tuning.row({ runId: id, row })) === null) throw new Error(`Row ${row} is not there.`);
    return performance.now() - started;
  },
  async statistics(id: string): Promise<number> {
    const started = performance.now();
    await tuning.statistics(request(id));
    return performance.now() - started;
  },
  /** Until the file is there, with its size. */
  async export(
    id: string,
    { validationShare, format }: Pick<ExportSettings, 'validationShare' | 'format'>,
  ): Promise<{ readonly ms: number; readonly bytes: number }> {
    const started = performance.now();
    const settings = { ...defaultExportSettings, format, validationShare };
    const { file, training, validation } = await tuning.export(
      { ...request(id), settings, as: 'jsonl', feedback: [], projectName: 'Benchmark' },
      never,
    );
    if (training + validation === 0) throw new Error('Nothing was exported.');
    return { ms: performance.now() - started, bytes: file.size };
  },
};

async function generate({ id, prompts, parallel, words }: Asked): Promise<NonNullable<typeof ended>> {
  const typed = Array.from({ length: prompts }, (_, n) => `${words} ${n + 1}: how do I splice a rope?`).join('\n');
  const run: TuningRun = { ...runOf(id), prompts: { ...blankTuningWork.prompts, typed }, total: prompts };
  const limits = { parallelRequests: parallel, requestsPerMinute: 1_000_000 };
  let last: TuningProgress | null = null;
  const started = performance.now();
  for await (const progress of tuning.generate({ run, limits }, never)) last = progress;
  return { ms: performance.now() - started, last };
}

function request(id: string) {
  return { runs: [runOf(id)], edits: {}, lateDifference: 512 };
}

function runOf(id: string): TuningRun {
  return {
    id,
    n: 1,
    at: '2026-03-01T10:00:00.000Z',
    prompts: blankTuningWork.prompts,
    constitution: {
      ...blankConstitution,
      pairs: [1, 2, 3].map((n) => ({
        id: `p${n}`,
        critique: `Does the answer keep rule ${n}?`,
        revision: `Write it so that rule ${n} is kept.`,
      })),
    },
    settings: defaultTuningSettings,
    promptModel: ref,
    alignmentModel: ref,
    estimate: { calls: 0, tokens: 0, seconds: 0 },
    status: { status: 'running' },
    done: 0,
    total: 0,
    passed: noSums.passed,
    calls: 0,
    tokens: 0,
    failed: 0,
  };
}

/** As long as a usual one: answer and revision of 120 words each. */
function madeRow(row: number): KeptRow {
  const words = (seed: number) => Array.from({ length: 120 }, (_, at) => `word${(at * 7 + seed) % 1000}`).join(' ');
  const text = (seed: number) => ({ text: words(seed), isCut: false });
  return {
    row,
    id: `id-${row}`,
    turns: [{ role: 'user', text: `Question ${row}: ${words(row).slice(0, 200)}` }],
    made:
      row % 50 === 0
        ? {
            kind: 'failed',
            stage: 'answer',
            error: { kind: 'answer-blocked', code: 'SAFETY', message: 'The answer was blocked.', partialText: '' },
            answers: [],
            rounds: [],
          }
        : {
            kind: 'improved',
            answer: text(row),
            rounds: [{ pair: (row % 3) + 1, hasProblem: true, critique: text(row + 1), revision: text(row + 2) }],
          },
    flags: row % 20 === 0 ? ['refusal'] : [],
    calls: 3,
    tokens: 900,
  };
}

declare global {
  interface Window {
    readonly tune: typeof bench;
  }
}

Object.assign(window, { tune: bench });
