import { critiqueKey, critiquesOf } from '../../core/tuning/run/early-ends';
import type { Made } from '../../core/tuning/run/made-row';
import type { RunPlan } from '../../core/tuning/run/run-plan';

/** What was tried since this worker began: how often there was nothing to improve. */
export interface Trials {
  add(plan: RunPlan, row: number, made: Made): void;
  /** Of each prompt that was tried by the same constitution, whether its critiques have found something. */
  critiques(plan: RunPlan): readonly (readonly boolean[])[];
}

export function createTrials(): Trials {
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
