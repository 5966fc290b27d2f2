import { ModelError } from '../../core/model/model-error';
import type { Ledger } from './ledger';
import { type PolicedModel, type PricedRequest, streaming } from './policed-model';
import { estimateCallTokens } from './token-estimate';

/**
 * Stops before a call that would exceed the session's budget: what is spent, what is in flight and this call's own estimate,
 * against the limit. For paid providers only. `withMeter` does the booking.
 */
export function withBudget<R extends PricedRequest>(
  model: PolicedModel<R>,
  { ledger }: { readonly ledger: Ledger },
): PolicedModel<R> {
  return streaming(model, async function* (request, signal) {
    signal.throwIfAborted();
    const tokens = estimateCallTokens(request);
    refuseWhatExceeds(ledger, tokens);
    const release = ledger.reserve(tokens);
    try {
      yield* model.stream(request, signal);
    } finally {
      release();
    }
  });
}

function refuseWhatExceeds(ledger: Ledger, tokens: number): void {
  const budget = ledger.budget();
  const { paid } = ledger.spending();
  const reserved = ledger.reserved();
  if (budget.calls !== null && paid.calls + reserved.calls + 1 > budget.calls) {
    throw overBudget(
      'CALLS',
      `The session budget is ${count(budget.calls, 'call')}; ${amount(paid.calls)} made, ${amount(reserved.calls)} under way.`,
    );
  }
  if (budget.tokens !== null && paid.tokens + reserved.tokens + tokens > budget.tokens) {
    throw overBudget(
      'TOKENS',
      `This call may take about ${count(tokens, 'token')}. The session budget is ${amount(budget.tokens)}; ${amount(paid.tokens)} spent, ${amount(reserved.tokens)} held for calls under way.`,
    );
  }
}

function overBudget(code: 'CALLS' | 'TOKENS', numbers: string): ModelError {
  return new ModelError({
    kind: 'over-budget',
    code,
    message: `${numbers} Nothing was sent. Raise or clear the budget in Settings, or use a model on this device, which is free.`,
  });
}

function count(value: number, noun: string): string {
  return `${amount(value)} ${noun}${value === 1 ? '' : 's'}`;
}

function amount(value: number): string {
  return value.toLocaleString('en-GB');
}
