import { ModelError, type ModelErrorKind } from '../../core/model/model-error';
import { totalTokens, type Usage } from '../../core/model/reply';
import type { Ledger } from './ledger';
import { type PolicedModel, type PricedRequest, streaming } from './policed-model';
import { estimateUsage } from './token-estimate';

/**
 * Books what each try cost, however it ended. It sits right above the provider, so that whatever passes it has been sent: calls
 * that wait in a queue, or are refused there, cost nothing. See `Ledger` for what counts.
 */
export function withMeter<R extends PricedRequest>(
  model: PolicedModel<R>,
  { ledger, price }: { readonly ledger: Ledger; readonly price: 'paid' | 'free' },
): PolicedModel<R> {
  return streaming(model, async function* (request, signal) {
    signal.throwIfAborted();
    let text = '';
    // A reader that stops reading cancels the call, and the service has worked for it all the same.
    let cost: Usage | undefined | 'cancelled' = 'cancelled';
    try {
      for await (const event of model.stream(request, signal)) {
        if (event.type === 'text') text += event.text;
        if (event.type === 'done') cost = event.reply.usage;
        yield event;
      }
    } catch (error) {
      cost = signal.aborted ? 'cancelled' : costOfFailure(error, { request, text });
      throw error;
    } finally {
      const usage = cost === 'cancelled' ? estimateUsage(request, text) : cost;
      if (usage !== undefined)
        ledger.book({
          calls: 1,
          tokens: totalTokens(usage),
          ...(usage.estimated ? { estimated: true } : {}),
          paid: price === 'paid',
        });
    }
  });
}

/** Undefined when the service refused the call and so does not charge it. */
function costOfFailure(
  error: unknown,
  { request, text }: { readonly request: PricedRequest; readonly text: string },
): Usage | undefined {
  if (!(error instanceof ModelError)) return undefined;
  if (error.data.usage !== undefined) return error.data.usage;
  const partialText = text === '' ? error.data.partialText : text;
  return partialText !== '' || workedFor(error.kind) ? estimateUsage(request, partialText) : undefined;
}

function workedFor(kind: ModelErrorKind): boolean {
  switch (kind) {
    case 'token-limit':
    case 'prompt-blocked':
    case 'answer-blocked':
    case 'empty':
    case 'unreadable':
      return true;
    case 'no-key':
    case 'bad-key':
    case 'unknown-model':
    case 'bad-request':
    case 'rate-limited-minute':
    case 'rate-limited-day':
    case 'no-credit':
    case 'unsupported-region':
    case 'unknown-format':
    case 'unavailable':
    case 'unreachable':
    case 'over-budget':
    case 'too-long':
    case 'no-model':
    case 'device':
    case 'private':
    case 'interrupted':
    case 'internal':
      return false;
  }
}
