import type { OperatedGate } from '../../core/calls/gate';
import type { CallDeps } from '../../core/calls/paid-calls';
import type { Instant, NewId } from '../../core/effects';
import type { TrainingStorage } from '../../core/project/training-storage';
import type { BatchFormat } from '../jobs/batch-files';
import type { Table } from '../rpc/serve';
import type { TableStore } from '../table/table-store';
import type { WorkMethods } from './work-protocol';

/** What the worker's methods work with. */
export interface WorkContext extends CallDeps, Omit<TrainingStorage, 'journal'> {
  readonly tables: TableStore;
  /** Loaded when it is wanted. */
  readonly batch: () => Promise<BatchFormat>;
  readonly newId: NewId;
  readonly now: () => Instant;
  /** What the author pauses and resumes, by the id of the run or job. */
  readonly gates: { readonly training: Map<string, OperatedGate>; readonly job: Map<string, OperatedGate> };
}

/** What the worker does: a row a method. An abort rejects with the signal's reason. */
export type WorkTable = Table<WorkMethods>;
