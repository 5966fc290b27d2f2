import type { Tables } from '../dataset/tables';
import type { Jobs } from './files/jobs';
import type { Trainer } from './trainer';

/** The page's side of `work.worker.ts`. */
export interface LabelerPort {
  readonly tables: Tables;
  readonly trainer: Trainer;
  readonly jobs: Jobs;
}
