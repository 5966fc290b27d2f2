import type { OperatedGate } from '../../core/calls/gate';
import type { Instant, NewId } from '../../core/effects';
import type { TrainingStorage } from '../../core/project/training-storage';
import type { BatchFormat } from './batch-files';
import type { CallDeps } from './model-calls';
import type { Tables } from './tables';
import type { EventOf, Input, MethodName, Value } from './training-protocol';

/** What the worker's methods work with. */
export interface TrainingWork extends CallDeps, Omit<TrainingStorage, 'journal'> {
  readonly tables: Tables;
  /** Loaded when it is wanted. */
  readonly batch: () => Promise<BatchFormat>;
  readonly newId: NewId;
  readonly now: () => Instant;
  /** What the author pauses and resumes, by the id of the run or job. */
  readonly gates: { readonly training: Map<string, OperatedGate>; readonly job: Map<string, OperatedGate> };
}

export interface Answering<M extends MethodName> {
  readonly signal: AbortSignal;
  readonly emit: (event: EventOf<M>) => void;
}

/** One thing that the page can ask for. An abort rejects with the signal's reason. */
type Method<M extends MethodName> = (input: Input<M>, answering: Answering<M>) => Promise<Value<M>>;
export type Methods = { readonly [M in MethodName]: Method<M> };
