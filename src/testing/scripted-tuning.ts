import { orAbort } from '../core/model/abort';
import { ok } from '../core/result';
import type { Made, MadeRow } from '../core/tuning/run/made-row';
import type {
  ExportCheck,
  PromptsFound,
  RowShown,
  RowsRequest,
  TryEvent,
  TuningPort,
  TuningProgress,
} from '../core/tuning/tuning-port';
import { play, type ScriptedStep } from './scripted-labeler';

export interface TuningScript {
  readonly check?: (call: number) => ReturnType<TuningPort['check']>;
  readonly duplicates?: () => ReturnType<TuningPort['findDuplicates']>;
  readonly trial?: readonly ScriptedStep<TryEvent>[];
  /** One script per call of `generate` or `retryFailed`. */
  readonly lives?: readonly (readonly ScriptedStep<TuningProgress>[])[];
  /** Rows that are on this device, of every run. */
  readonly rows?: number;
}

interface TuningCall {
  readonly method: keyof TuningPort;
  readonly given: unknown;
}

/** What makes fine-tuning data as it is told, and remembers what it was asked. */
export function scriptedTuning(script: TuningScript = {}) {
  const calls: TuningCall[] = [];
  const noting = (fake: TuningPort): TuningPort =>
    Object.fromEntries(
      Object.entries(fake).map(([method, act]: [string, (...given: unknown[]) => unknown]) => [
        method,
        (...given: unknown[]) => {
          calls.push({ method: method as keyof TuningPort, given: given[0] }); // of this port
          return act(...given);
        },
      ]),
    ) as unknown as TuningPort; // the same methods
  let checks = 0;
  let lives = 0;
  const next = (signal: AbortSignal) => play(script.lives?.[lives++] ?? [], signal);
  const port = noting({
    check: (_, signal) => orAbort(script.check?.(checks++) ?? Promise.resolve(ok(someFound)), signal),
    findDuplicates: (_, signal) =>
      orAbort(script.duplicates?.() ?? Promise.resolve(ok({ equal: [2], near: [] })), signal),
    tryOne: (_, signal) => play(script.trial ?? [], signal),
    generate: (_, signal) => next(signal),
    retryFailed: (_, signal) => next(signal),
    pause: () => undefined,
    resume: () => undefined,
    rows: async (request) => pageOf(request, script.rows ?? 2),
    row: async ({ row }) => (row <= (script.rows ?? 2) ? madeRow(row) : null),
    statistics: async () => someStatistics,
    checkExport: async () => someExport,
    export: async ({ as }) => ({ ...someExport, name: `data.${as}`, file: new Blob(['{}']) }),
    batchFile: async () => ({ stage: 'answer', calls: 2, file: new Blob(['{}']) }),
    importBatch: async ({ results }) =>
      (await results.text()) === ''
        ? { ok: false, error: 'Line 1: expected an answer.' }
        : ok({ answers: 2, failed: [], unanswered: 0, unknown: 0 }),
    bringPairs: async () => ok({ pairs: 1, refused: [{ row: 2, reason: 'Chosen and rejected are equal.' }] }),
    remove: async () => undefined,
  });
  return { port, called: (method: keyof TuningPort) => calls.filter((call) => call.method === method) };
}

export const someFound: PromptsFound = {
  rows: 2,
  empty: [],
  tooLong: [],
  unusable: [],
  usable: 2,
  total: 2,
  estimate: { calls: 6, tokens: 600, seconds: 3 },
  seen: { asked: 0, fine: 0 },
};

const someExport: ExportCheck = { training: 2, validation: 0, leftOut: {}, problems: [] };

const someStatistics = {
  rows: 2,
  outcomes: { revised: 2 },
  principles: [],
  words: null,
  flips: null,
  firstPlaceWon: null,
  longerWon: null,
  favours: [],
} as const;

/** So many prompts through, with three calls each. */
export function through(done: number, given: Partial<TuningProgress> = {}): TuningProgress {
  const passed = { answers: done, critiques: done, revisions: done, judgements: 0 };
  const status = { status: 'running' } as const;
  return { status, done, total: 2, passed, calls: 3 * done, tokens: 300 * done, failed: 0, ...given };
}

const improved: Made = {
  kind: 'improved',
  answer: { text: 'Because.', isCut: false },
  rounds: [
    {
      pair: 1,
      hasProblem: true,
      critique: { text: 'It says nothing.', isCut: false },
      revision: { text: 'Because light is scattered.', isCut: false },
    },
  ],
};

export function madeRow(row: number): MadeRow {
  return { row, id: `${row}`, turns: [{ role: 'user', text: `Prompt ${row}` }], made: improved, flags: [] };
}

function pageOf({ runs, edits, window: { from, count } }: RowsRequest, ofEach: number) {
  const rows = runs.flatMap(({ id: runId }) =>
    Array.from({ length: ofEach }, (_, index): RowShown => {
      const row = index + 1;
      const edit = edits[runId]?.[row] ?? null;
      const prompt = `Prompt ${row}`;
      return {
        runId,
        row,
        id: `${row}`,
        prompt,
        principle: 'pair 1',
        outcome: 'revised',
        words: [1, 4],
        score: null,
        flags: [],
        edit,
      };
    }),
  );
  return {
    rows: rows.slice(from, from + count),
    matching: rows.length,
    total: rows.length,
    counts: { outcomes: { revised: rows.length }, flags: {}, lengths: {}, scores: {} },
  };
}
