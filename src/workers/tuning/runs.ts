import type { RowsRun } from '../../core/jobs/run-rows';
import type { KeptRow, RunSums } from '../../core/tuning/run/kept-row';
import { createSerialQueue, type SerialQueue } from '../work/serial-queue';
import type { WorkContext } from '../work/work-context';
import { createRunIndexes, type RunIndexes } from './run-index';
import { createTextSearch, type TextSearch } from './text-search';
import { createTrials, type Trials } from './trials';

/** The runs that this worker has in hand. */
export interface TuningRuns {
  /** By the run's id; only while new rows are made, not while failed ones are made again. */
  readonly underWay: Map<string, RowsRun<KeptRow, RunSums>>;
  /** One life of a run after the other. */
  readonly turns: SerialQueue;
  readonly indexes: RunIndexes;
  readonly search: TextSearch;
  readonly trials: Trials;
}

export function createTuningRuns({ jobs }: Pick<WorkContext, 'jobs'>): TuningRuns {
  return {
    underWay: new Map(),
    turns: createSerialQueue(),
    indexes: createRunIndexes(jobs.tuning),
    search: createTextSearch(jobs.tuning),
    trials: createTrials(),
  };
}
