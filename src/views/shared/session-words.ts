import type { SessionTotals } from '../../core/model/call-record';
import type { CallBudget } from '../../core/model/models-port';
import { counted, whole } from './counted';

/** `1 call, 3,400 tokens`; `about` where we counted some of them. */
export function totalsWords({ calls, tokens, estimated }: SessionTotals): string {
  return `${counted(calls, 'call')}, ${estimated === true ? 'about ' : ''}${counted(tokens, 'token')}`;
}

/** What is left of the budget, or that there is none. Only what was paid counts: models on this device are free. */
export function budgetWords(paid: SessionTotals, budget: CallBudget): string {
  const parts = [left(budget.calls, paid.calls, 'call'), left(budget.tokens, paid.tokens, 'token')];
  const limits = parts.filter((part) => part !== null);
  return limits.length === 0 ? 'No limit' : `${limits.join(', ')} left`;
}

function left(limit: number | null, used: number, noun: string): string | null {
  if (limit === null) return null;
  return `${whole(Math.max(0, limit - used))} of ${counted(limit, noun)}`;
}
