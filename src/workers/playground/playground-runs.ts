import type { RowsRun } from '../../core/jobs/run-rows';
import type { KeptScore, KeptVector, ScoreSums, VectorSums } from '../../core/playground/kept-rows';
import { createSerialQueue, type SerialQueue } from '../work/serial-queue';
import type { WorkContext } from '../work/work-context';
import { createScoreIndexes, type ScoreIndexes } from './score-index';
import { createVectorTables, type VectorTables } from './vector-tables';

/** The runs that this worker has in hand, by their ids. */
export interface PlaygroundRuns {
  readonly scoring: Map<string, RowsRun<KeptScore, ScoreSums>>;
  readonly embedding: Map<string, RowsRun<KeptVector, VectorSums>>;
  /** One life of a run after the other. */
  readonly turns: SerialQueue;
  readonly indexes: ScoreIndexes;
  readonly tables: VectorTables;
}

export function createPlaygroundRuns({ jobs }: Pick<WorkContext, 'jobs'>): PlaygroundRuns {
  return {
    scoring: new Map(),
    embedding: new Map(),
    turns: createSerialQueue(),
    indexes: createScoreIndexes(jobs.scores),
    tables: createVectorTables(jobs.vectors),
  };
}
