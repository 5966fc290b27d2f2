import type { MadeRow } from './made-row';
import type { StagesPassed } from './tuning-work';

/** A row as the storage of its run holds it. */
export interface KeptRow extends MadeRow {
  /** Answered for this row, over all lives of the run. */
  readonly calls: number;
  /** Of them, in and out. */
  readonly tokens: number;
}

/** Over all rows of a run that are through. */
export interface RunSums {
  readonly passed: StagesPassed;
  readonly calls: number;
  readonly tokens: number;
  readonly failed: number;
  /** How often failed rows were gone through again. */
  readonly retries: number;
}
