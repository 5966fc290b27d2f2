import type { ReadProgress, TableProblem, TableSummary } from '../core/dataset/table';
import type { ClassifyProgress, JobProgress, LabelerPort, RuleEffect, SetupCheck } from '../core/labeler/labeler-port';
import type { Prediction } from '../core/labeler/prediction/prediction';
import type { RuleMutation } from '../core/labeler/rules/rulebook';
import type { TrainingEvent } from '../core/labeler/run/training-event';
import { orAbort } from '../core/model/abort';
import { ok, type Result } from '../core/result';

/** What a scripted stream does: tells the events, fails, or waits for the test (and for its abort). */
type ScriptedStep<Event> =
  | { readonly tells: readonly Event[] }
  | { readonly fails: unknown }
  | { readonly waits: Promise<unknown> };

export interface LabelerScript {
  readonly table: (call: number) => Result<TableSummary, TableProblem> | Promise<Result<TableSummary, TableProblem>>;
  readonly progress?: readonly ReadProgress[];
  readonly check?: (call: number) => ReturnType<LabelerPort['checkSetup']>;
  /** One script per call of `train`. */
  readonly training?: readonly (readonly ScriptedStep<TrainingEvent>[])[];
  readonly predict?: (id: string) => Prediction;
  readonly effects?: readonly RuleEffect[];
  readonly proposals?: () => Promise<Result<readonly RuleMutation[], string>>;
  readonly jobs?: readonly (readonly ScriptedStep<JobProgress>[])[];
}

/** Names of the methods that were called, with what they were given, in order. */
interface LabelerCall {
  readonly method: keyof LabelerPort;
  readonly given: unknown;
  readonly signal: AbortSignal | undefined;
}

export interface ScriptedLabeler extends LabelerPort {
  readonly calls: readonly LabelerCall[];
}

/** A labeler that does as it is told and remembers what it was asked. */
export function scriptedLabeler(script: LabelerScript): ScriptedLabeler {
  const calls: LabelerCall[] = [];
  const note = (method: keyof LabelerPort, given: unknown, signal?: AbortSignal) => {
    calls.push({ method, given, signal });
    return calls.filter((call) => call.method === method).length - 1;
  };
  return {
    calls,
    async readTable(request, signal) {
      const call = note('readTable', request, signal);
      for (const progress of script.progress ?? []) request.onProgress(progress);
      return orAbort(Promise.resolve(script.table(call)), signal);
    },
    async readRows(request, signal) {
      const table = await orAbort(Promise.resolve(script.table(note('readRows', request, signal))), signal);
      return table.ok ? ok({ summary: table.value, rows: table.value.preview.slice(0, request.most) }) : table;
    },
    async checkSetup(request, signal) {
      const call = note('checkSetup', request, signal);
      return orAbort(script.check?.(call) ?? Promise.resolve(ok(someCheck)), signal);
    },
    train: (request, signal) => play(script.training?.[note('train', request, signal)] ?? [], signal),
    pauseTraining: (runId) => void note('pauseTraining', runId),
    resumeTraining: (runId) => void note('resumeTraining', runId),
    async *classify(request, signal): AsyncGenerator<ClassifyProgress> {
      note('classify', request, signal);
      for (const [index, { id }] of request.rows.entries()) {
        signal.throwIfAborted();
        const prediction = script.predict?.(id);
        if (prediction === undefined) throw new Error(`The script has no prediction for ${id}.`);
        yield { index, prediction };
      }
    },
    ruleEffects(request, signal) {
      note('ruleEffects', request, signal);
      return play([{ tells: script.effects ?? [] }], signal);
    },
    async proposeFor(request, signal) {
      note('proposeFor', request, signal);
      return orAbort(script.proposals?.() ?? Promise.resolve(ok([])), signal);
    },
    labelRows: (request, signal) => play(script.jobs?.[note('labelRows', request, signal)] ?? [], signal),
    pauseJob: (jobId) => void note('pauseJob', jobId),
    resumeJob: (jobId) => void note('resumeJob', jobId),
    async jobRows(jobId, { from, count }) {
      note('jobRows', { jobId, from, count });
      return Array.from({ length: count }, (_, index) => ({ row: from + index + 1, fields: [], prediction: null }));
    },
    async jobFile({ id }) {
      note('jobFile', id);
      return { file: new Blob([`file of ${id}`]) };
    },
    async removeJob(jobId) {
      note('removeJob', jobId);
    },
    async batchFile(request, signal) {
      note('batchFile', request, signal);
      return new Blob(['{}']);
    },
    async importBatch(request, signal) {
      note('importBatch', request, signal);
      const text = await request.results.text();
      if (text === '') return { ok: false, error: 'Line 1: expected an answer, found nothing.' };
      return ok({ status: { status: 'finished' }, done: 2, total: 2, counts: [{ label: 'ham', count: 2 }], unread: 0 });
    },
  };
}

export const someCheck: SetupCheck = {
  counts: {
    labels: [
      { label: 'ham', count: 6 },
      { label: 'spam', count: 4 },
    ],
    unlabelled: 0,
    blank: 0,
    notNumbers: 0,
    variants: [],
    duplicates: 0,
    contradictions: 0,
  },
  split: { training: 4, validation: 3, test: 3 },
  estimate: { calls: 40, tokens: 4000, seconds: 20 },
};

async function* play<Event>(steps: readonly ScriptedStep<Event>[], signal: AbortSignal): AsyncGenerator<Event> {
  for (const step of steps) {
    signal.throwIfAborted();
    if ('tells' in step) yield* step.tells;
    else if ('fails' in step) throw step.fails;
    else await orAbort(step.waits, signal);
  }
}
