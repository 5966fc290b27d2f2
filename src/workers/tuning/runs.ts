import type { RowsRun } from '../../core/jobs/run-rows';
import { critiqueKey, critiquesOf } from '../../core/tuning/run/early-ends';
import type { KeptRow, RunSums } from '../../core/tuning/run/kept-row';
import type { Made } from '../../core/tuning/run/made-row';
import type { RunPlan } from '../../core/tuning/run/run-plan';
import { createSerialQueue, type SerialQueue } from '../work/serial-queue';
import type { WorkContext } from '../work/work-context';
import { createRunIndexes, type RunIndexes } from './run-index';
import { createTextSearch, type TextSearch } from './text-search';

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

/** What was tried since this worker began: how often there was nothing to improve. */
interface Trials {
  add(plan: RunPlan, row: number, made: Made): void;
  /** Of each prompt that was tried by the same constitution, whether its critiques have found something. */
  critiques(plan: RunPlan): readonly (readonly boolean[])[];
}

function createTrials(): Trials {
  const trials = new Map<string, Map<number, readonly boolean[]>>();
  return {
    add(plan, row, made) {
      if (made.kind !== 'improved') return;
      const key = critiqueKey(plan);
      const rows = trials.get(key) ?? new Map<number, readonly boolean[]>();
      trials.set(key, rows.set(row, critiquesOf(made)));
    },
    critiques: (plan) => [...(trials.get(critiqueKey(plan))?.values() ?? [])],
  };
}
