import type { Tables } from './dataset/tables';
import type { Jobs } from './labeler/files/jobs';
import type { Trainer } from './labeler/trainer';
import type { PlaygroundPort } from './playground/playground-port';
import type { TuningPort } from './tuning/tuning-port';

/** The page's side of `work.worker.ts`. */
export interface WorkPort {
  readonly tables: Tables;
  readonly trainer: Trainer;
  readonly jobs: Jobs;
  readonly tuning: TuningPort;
  readonly playground: PlaygroundPort;
}
