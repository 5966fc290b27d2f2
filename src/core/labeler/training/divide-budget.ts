import { type CallBudget, createCallBudget } from '../../calls/budget';

export interface BudgetParts {
  readonly training: CallBudget;
  readonly scoring: CallBudget;
  readonly untrained: CallBudget;
}

/**
 * A run's budget, with what is kept for reading the test rows: by the champion and by the untrained labeler, or by the champion alone,
 * or not at all; never more than half of it, so that training has the larger part. `reading` is what one reading takes, in calls.
 */
export function divideBudget(budget: number | null, reading: number): BudgetParts {
  const parts = (training: number | null, scoring: number | null, untrained: number | null): BudgetParts => ({
    training: createCallBudget(training),
    scoring: createCallBudget(scoring),
    untrained: createCallBudget(untrained),
  });
  if (budget === null) return parts(null, null, null);
  if (4 * reading <= budget) return parts(budget - 2 * reading, reading, reading);
  return 2 * reading <= budget ? parts(budget - reading, reading, 0) : parts(budget, 0, 0);
}
