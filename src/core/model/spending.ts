import type { SessionTotals } from './call-record';

/** What a session has spent: `all` is shown as its totals, `paid` is held against the budget (models on this device are free). */
export interface Spending {
  readonly all: SessionTotals;
  readonly paid: SessionTotals;
}

export const nothingSpent: Spending = { all: { calls: 0, tokens: 0 }, paid: { calls: 0, tokens: 0 } };
