/** How many calls a part of a run may make. */
export interface CallBudget {
  /** False: there is none left. */
  take(): boolean;
  /** The call turned out to cost nothing. */
  giveBack(): void;
  grant(calls: number): void;
  /** Hands what is left to another part. */
  handOver(to: Pick<CallBudget, 'grant'>): void;
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
    grant(calls) {
      left += calls;
    },
    handOver(to) {
      const rest = left;
      if (rest === Number.POSITIVE_INFINITY) return;
      left = 0;
      to.grant(rest);
    },
  };
}
