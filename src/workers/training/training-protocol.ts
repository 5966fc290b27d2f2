import * as z from 'zod/mini';
import type { MappingProblem } from '../../core/dataset/mapping';
import type { ReadProgress, TableFormat, TableProblem, TableSummary } from '../../core/dataset/table';
import type {
  BatchRequest,
  ClassifyProgress,
  ClassifyRequest,
  FirstRows,
  JobProgress,
  JobRow,
  LabeledFile,
  LabelRowsRequest,
  ProposeRequest,
  ReadRows,
  ReadTable,
  RuleEffect,
  RuleEffectsRequest,
  SetupCheck,
  SetupRequest,
  TrainRequest,
} from '../../core/labeler/labeler-port';
import type { RuleMutation } from '../../core/labeler/rules/rulebook';
import type { TrainingEvent } from '../../core/labeler/run/training-event';
import type { ModelErrorData } from '../../core/model/model-error';
import type { Result } from '../../core/result';
import type { Endpoint } from '../models-protocol';

/** What the page can ask of the training worker: what it sends, what it is told meanwhile, and what it gets in the end. */
interface TrainingMethods {
  readonly 'read-table': Method<ReadNamed, ReadProgress, Result<TableSummary, TableProblem>>;
  readonly 'read-rows': Method<ReadRowsNamed, never, Result<FirstRows, TableProblem>>;
  readonly 'check-setup': Method<SetupRequest, never, Result<SetupCheck, MappingProblem | TableProblem>>;
  readonly train: Method<TrainRequest, TrainingEvent, null>;
  readonly classify: Method<ClassifyRequest, ClassifyProgress, null>;
  readonly 'rule-effects': Method<RuleEffectsRequest, RuleEffect, null>;
  readonly 'propose-for': Method<ProposeRequest, never, Result<readonly RuleMutation[], string>>;
  readonly 'label-rows': Method<LabelRowsRequest, JobProgress, null>;
  readonly 'job-rows': Method<JobWindow, never, readonly JobRow[]>;
  readonly 'job-file': Method<{ readonly jobId: string; readonly format: TableFormat }, never, LabeledFile>;
  readonly 'remove-job': Method<{ readonly jobId: string }, never, null>;
  readonly 'batch-file': Method<BatchRequest, never, Blob>;
  readonly 'import-batch': Method<ImportBatch, never, Result<JobProgress, string>>;
}

interface Method<Input, Event, Value> {
  readonly input: Input;
  readonly event: Event;
  readonly value: Value;
}

export type MethodName = keyof TrainingMethods;
export type Input<M extends MethodName> = TrainingMethods[M]['input'];
export type EventOf<M extends MethodName> = TrainingMethods[M]['event'];
export type Value<M extends MethodName> = TrainingMethods[M]['value'];

/** Not every browser sends a file's name along with it. */
export type ReadNamed = Omit<ReadTable, 'file' | 'onProgress'> & {
  readonly file: { readonly content: Blob; readonly name: string } | null;
};

type ReadRowsNamed = Omit<ReadRows, 'file'> & {
  readonly file: { readonly content: Blob; readonly name: string };
};

interface JobWindow {
  readonly jobId: string;
  readonly window: { readonly from: number; readonly count: number };
}

type ImportBatch = BatchRequest & {
  readonly results: Blob;
  readonly jobId: string;
  readonly abstainBelow: number;
};

/** A method with its input: a union, so that a switch on `method` narrows `input`. */
export type Call = { [M in MethodName]: { readonly method: M; readonly input: Input<M> } }[MethodName];

/**
 * Both ends come from one build, so an envelope that does not fit means that they do not: it is checked on arrival. What it carries
 * is not walked through: our own types have been over it.
 */
export type ToTraining =
  | { readonly type: 'call'; readonly id: string; readonly call: Call }
  | { readonly type: 'abort'; readonly id: string }
  | {
      readonly type: 'operate';
      readonly what: 'training' | 'job';
      readonly id: string;
      readonly to: 'pause' | 'resume';
    }
  /** Answers `models-wanted`: the other end of this port is at the models worker. */
  | { readonly type: 'models'; readonly port: Endpoint }
  | { readonly type: 'models-failed'; readonly error: ModelErrorData }
  /** The models worker has stopped: nobody answers at the other end of the port any more. */
  | { readonly type: 'models-gone'; readonly reason: string }
  | { readonly type: 'ping' };

export type FromTraining =
  | { readonly type: 'events'; readonly id: string; readonly events: readonly unknown[] }
  /** Every event was sent before. */
  | { readonly type: 'result'; readonly id: string; readonly value: unknown }
  | { readonly type: 'failed'; readonly id: string; readonly error: ModelErrorData }
  | { readonly type: 'models-wanted' }
  | { readonly type: 'pong' };

/** Undefined when it is no message of this protocol. */
export function readToTraining(data: unknown): ToTraining | undefined {
  const read = toTrainingSchema.safeParse(data);
  // The schema holds the envelope to this type, and leaves what it carries as it came.
  return read.success ? (read.data as ToTraining) : undefined;
}

/** Undefined when it is no message of this protocol. */
export function readFromTraining(data: unknown): FromTraining | undefined {
  const read = fromTrainingSchema.safeParse(data);
  // As above.
  return read.success ? (read.data as FromTraining) : undefined;
}

const methods = {
  'read-table': true,
  'read-rows': true,
  'check-setup': true,
  train: true,
  classify: true,
  'rule-effects': true,
  'propose-for': true,
  'label-rows': true,
  'job-rows': true,
  'job-file': true,
  'remove-job': true,
  'batch-file': true,
  'import-batch': true,
} satisfies Record<MethodName, true>;

const id = z.string().check(z.minLength(1));
const object = z.custom<object>((value) => typeof value === 'object' && value !== null);
const error = z.looseObject({ kind: z.string(), code: z.string(), message: z.string(), partialText: z.string() });

const toTrainingSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('call'),
    id,
    call: z.object({ method: z.enum(Object.keys(methods)), input: object }),
  }),
  z.object({ type: z.literal('abort'), id }),
  z.object({ type: z.literal('operate'), what: z.enum(['training', 'job']), id, to: z.enum(['pause', 'resume']) }),
  z.object({ type: z.literal('models'), port: object }),
  z.object({ type: z.literal('models-failed'), error }),
  z.object({ type: z.literal('models-gone'), reason: z.string() }),
  z.object({ type: z.literal('ping') }),
]);

const fromTrainingSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('events'), id, events: z.custom<unknown[]>(Array.isArray) }),
  z.object({ type: z.literal('result'), id, value: z.unknown() }),
  z.object({ type: z.literal('failed'), id, error }),
  z.object({ type: z.literal('models-wanted') }),
  z.object({ type: z.literal('pong') }),
]);
