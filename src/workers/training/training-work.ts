import type { OperatedGate } from '../../core/calls/gate';
import type { CallDeps } from '../../core/calls/paid-calls';
import type { Instant, NewId } from '../../core/effects';
import type { TrainingStorage } from '../../core/project/training-storage';
import type { Table } from '../rpc/serve';
import type { BatchFormat } from './batch-files';
import type { Tables } from './tables';
import type { TrainingMethods } from './training-protocol';

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

/** What the worker does: a row a method. An abort rejects with the signal's reason. */
export type TrainingTable = Table<TrainingMethods>;
