import type { SessionTotals } from '../../core/model/call-record';
import type { CallBudget } from '../../core/model/models-port';
import { nothingSpent, type Spending } from '../../core/model/spending';

/**
 * Books what a session spends. A call counts when it reached a model and was not refused: an answer, a blocked or cut one, a
 * cancelled one, and each retry of these. Answers from memory and refusals (4xx, 5xx: the service does not charge them) do not.
 * A model on this device is free: its calls are in `all`, never in `paid`, and no budget stops them.
 */
export interface Ledger {
  spending(): Spending;
  reserved(): SessionTotals;
  budget(): CallBudget;
  setBudget(budget: CallBudget): void;
  book(entry: SessionTotals & { readonly paid: boolean }): void;
  /** Holds one call and its tokens until the returned function is called; calling that again does nothing. */
  reserve(tokens: number): () => void;
}

export function createLedger({
  spent = nothingSpent,
  onChange = () => {},
}: {
  readonly spent?: Spending;
  readonly onChange?: (spending: Spending) => void;
} = {}): Ledger {
  let spending = spent;
  let reserved: SessionTotals = { calls: 0, tokens: 0 };
  let budget: CallBudget = { calls: null, tokens: null };
  return {
    spending: () => spending,
    reserved: () => reserved,
    budget: () => budget,
    setBudget(next) {
      budget = next;
    },
    book({ paid, ...entry }) {
      spending = { all: plus(spending.all, entry), paid: paid ? plus(spending.paid, entry) : spending.paid };
      onChange(spending);
    },
    reserve(tokens) {
      let held = true;
      reserved = plus(reserved, { calls: 1, tokens });
      return () => {
        if (!held) return;
        held = false;
        reserved = plus(reserved, { calls: -1, tokens: -tokens });
      };
    },
  };
}

function plus(a: SessionTotals, b: SessionTotals): SessionTotals {
  return {
    calls: a.calls + b.calls,
    tokens: a.tokens + b.tokens,
    ...(a.estimated === true || b.estimated === true ? { estimated: true } : {}),
  };
}
