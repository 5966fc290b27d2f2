import { nothingSpent } from '../core/model/spending';

/** What a stack of models needs around it, for a test that looks at its answers alone. */
export const stackDeps = {
  random: () => 0.5,
  newId: () => 'id',
  onCall: () => undefined,
  onSpending: () => undefined,
  spent: nothingSpent,
} as const;
