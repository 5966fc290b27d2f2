import type { ReadProgress, TableProblem, TableSummary } from '../core/dataset/table';
import type { Tables } from '../core/dataset/tables';
import type { JobProgress, Jobs } from '../core/labeler/files/jobs';
import type { JobRow } from '../core/labeler/files/label-file';
import type { Prediction } from '../core/labeler/prediction/prediction';
import type { RuleMutation } from '../core/labeler/rules/rulebook';
import type { TrainingEvent } from '../core/labeler/run/training-event';
import type { ClassifyProgress, ClassifyRequest, RuleEffect, SetupCheck, Trainer } from '../core/labeler/trainer';
import { orAbort } from '../core/model/abort';
import type { PlaygroundPort } from '../core/playground/playground-port';
import { ok, type Result } from '../core/result';
import type { TuningPort } from '../core/tuning/tuning-port';
import type { WorkPort } from '../core/work-port';
import { buildLabelCounts } from './builders';

/** What a scripted stream does: tells the events, fails, or waits for the test (and for its abort). */
export type ScriptedStep<Event> =
  | { readonly tells: readonly Event[] }
  | { readonly fails: unknown }
  | { readonly waits: Promise<unknown> };

export interface LabelerScript {
  readonly table: (call: number) => Result<TableSummary, TableProblem> | Promise<Result<TableSummary, TableProblem>>;
  readonly progress?: readonly ReadProgress[];
  readonly check?: (call: number) => ReturnType<Trainer['checkSetup']>;
  /** One script per call of `train`. */
  readonly training?: readonly (readonly ScriptedStep<TrainingEvent>[])[];
  readonly predict?: (id: string) => Prediction;
  readonly effects?: readonly RuleEffect[];
  readonly proposals?: () => Promise<Result<readonly RuleMutation[], string>>;
  readonly jobs?: readonly (readonly ScriptedStep<JobProgress>[])[];
  readonly tuning?: Partial<TuningPort>;
  readonly playground?: Partial<PlaygroundPort>;
}

/** `tables.read`, `jobs.pause` …: what was asked of which part of it. */
type LabelerMethod = { [Part in keyof WorkPort]: `${Part}.${keyof WorkPort[Part] & string}` }[keyof WorkPort];

/** Methods that were called, with what they were given, in order. */
interface LabelerCall {
  readonly method: LabelerMethod;
  readonly given: unknown;
  readonly signal: AbortSignal | undefined;
}

export interface ScriptedLabeler extends WorkPort {
  readonly calls: readonly LabelerCall[];
  /** Calls of one method so far. */
  called(method: LabelerMethod): readonly LabelerCall[];
}

/** A labeler that does as it is told and remembers what it was asked. */
export function scriptedLabeler(script: LabelerScript): ScriptedLabeler {
  const calls: LabelerCall[] = [];
  const noting = <Part extends keyof WorkPort>(part: Part, fake: WorkPort[Part]): WorkPort[Part] =>
    Object.fromEntries(
      Object.entries(fake).map(([name, method]: [string, (...given: unknown[]) => unknown]) => [
        name,
        (...given: unknown[]) => {
          const signal = given.find((each) => each instanceof AbortSignal);
          calls.push({ method: `${part}.${name}` as LabelerMethod, given: given[0], signal }); // of this part
          return method(...given);
        },
      ]),
    ) as unknown as WorkPort[Part]; // the same methods
  return {
    calls,
    called: (method) => calls.filter((call) => call.method === method),
    tables: noting('tables', scriptedTables(script)),
    trainer: noting('trainer', scriptedTrainer(script)),
    jobs: noting('jobs', scriptedJobs(script)),
    tuning: noting('tuning', scriptedTuning(script)),
    playground: noting('playground', scriptedPlayground(script)),
  };
}

function scriptedTables({ progress = [], table }: LabelerScript): Tables {
  let calls = 0;
  const next = (signal: AbortSignal) => orAbort(Promise.resolve(table(calls++)), signal);
  return {
    async read({ onProgress }, signal) {
      for (const each of progress) onProgress(each);
      return next(signal);
    },
    async firstRows({ most }, signal) {
      const read = await next(signal);
      return read.ok ? ok({ summary: read.value, rows: read.value.preview.slice(0, most) }) : read;
    },
  };
}

function scriptedTrainer({ check, training, predict, effects = [], proposals }: LabelerScript): Trainer {
  let checks = 0;
  let lives = 0;
  return {
    checkSetup: async (_, signal) => orAbort(check?.(checks++) ?? Promise.resolve(ok(someCheck)), signal),
    train: (_, signal) => play(training?.[lives++] ?? [], signal),
    pause: () => undefined,
    resume: () => undefined,
    classify: (request, signal) => predicted(request, predict, signal),
    ruleEffects: (_, signal) => play([{ tells: effects }], signal),
    proposeFor: async (_, signal) => orAbort(proposals?.() ?? Promise.resolve(ok([])), signal),
  };
}

function scriptedJobs({ jobs }: LabelerScript): Jobs {
  let lives = 0;
  return {
    labelRows: (_, signal) => play(jobs?.[lives++] ?? [], signal),
    pause: () => undefined,
    resume: () => undefined,
    rows: async (_, { from, count }) => waitingRows(from, count),
    file: async ({ id }) => ({ file: new Blob([`file of ${id}`]) }),
    remove: async () => undefined,
    batchFile: async () => new Blob(['{}']),
    importBatch: async ({ results }) => importedBatch(await results.text()),
  };
}

function scriptedTuning({ tuning }: LabelerScript): TuningPort {
  const unscripted = () => {
    throw new Error('The script has nothing of fine-tuning data.');
  };
  return {
    check: unscripted,
    findDuplicates: unscripted,
    tryOne: unscripted,
    generate: unscripted,
    retryFailed: unscripted,
    pause: () => undefined,
    resume: () => undefined,
    rows: unscripted,
    row: unscripted,
    statistics: unscripted,
    checkExport: unscripted,
    export: unscripted,
    bringPairs: unscripted,
    batchFile: unscripted,
    importBatch: unscripted,
    remove: async () => undefined,
    ...tuning,
  };
}

function scriptedPlayground({ playground }: LabelerScript): PlaygroundPort {
  const unscripted = () => {
    throw new Error('The script has nothing of the Playground.');
  };
  return {
    keepTokens: async () => undefined,
    tokens: async () => null,
    checkScores: unscripted,
    score: unscripted,
    scores: unscripted,
    scoresFile: unscripted,
    checkTexts: unscripted,
    embed: unscripted,
    similarity: unscripted,
    neighbours: unscripted,
    search: unscripted,
    map: unscripted,
    vectorsFile: unscripted,
    pause: () => undefined,
    resume: () => undefined,
    remove: async () => undefined,
    ...playground,
  };
}

async function* predicted(
  { rows }: ClassifyRequest,
  predict: LabelerScript['predict'],
  signal: AbortSignal,
): AsyncGenerator<ClassifyProgress> {
  for (const [index, { id }] of rows.entries()) {
    signal.throwIfAborted();
    const prediction = predict?.(id);
    if (prediction === undefined) throw new Error(`The script has no prediction for ${id}.`);
    yield { index, prediction };
  }
}

function waitingRows(from: number, count: number): readonly JobRow[] {
  return Array.from({ length: count }, (_, index) => ({ row: from + index + 1, fields: [], prediction: null }));
}

function importedBatch(results: string): Result<JobProgress, string> {
  if (results === '') return { ok: false, error: 'Line 1: expected an answer, found nothing.' };
  return ok({ status: { status: 'finished' }, done: 2, total: 2, counts: [{ label: 'ham', count: 2 }], unread: 0 });
}

export const someCheck: SetupCheck = {
  counts: buildLabelCounts({
    labels: [
      { label: 'ham', count: 6 },
      { label: 'spam', count: 4 },
    ],
  }),
  split: { training: 4, validation: 3, test: 3 },
  estimate: { calls: 40, tokens: 4000, seconds: 20 },
};

export async function* play<Event>(steps: readonly ScriptedStep<Event>[], signal: AbortSignal): AsyncGenerator<Event> {
  for (const step of steps) {
    signal.throwIfAborted();
    if ('tells' in step) yield* step.tells;
    else if ('fails' in step) throw step.fails;
    else await orAbort(step.waits, signal);
  }
}
