/** How many calls a part of a run may make. */
export interface CallBudget {
  /** False: there is none left. */
  take(): boolean;
  /** The call turned out to cost nothing. */
  giveBack(): void;
  readonly left: number;
}

/** Thrown instead of making a call that is over the run's budget. Work that it interrupts is given up, the run ends with what it has. */
export class BudgetSpent extends Error {
  override readonly name = 'BudgetSpent';

  constructor() {
    super('The call budget of this run is spent. Give it a larger one to train further.');
  }
}

/** Null: no limit. */
export function createCallBudget(calls: number | null): CallBudget {
  let left = calls ?? Number.POSITIVE_INFINITY;
  return {
    take() {
      if (left < 1) return false;
      left -= 1;
      return true;
    },
    giveBack() {
      left += 1;
    },
    get left() {
      return left;
    },
  };
}

/**
 * What of a budget is kept for reading the test rows: twice over (champion and untrained), once, or not at all, but never more than
 * half of it, so that training has the larger part. `readings` is what one reading of the test rows takes, in calls.
 */
export function keptForScoring(budget: number, reading: number): number {
  if (2 * reading <= budget / 2) return 2 * reading;
  return reading <= budget / 2 ? reading : 0;
}
