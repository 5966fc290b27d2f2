import type { ModelEvent } from '../../core/model/language-model';
import { ModelError } from '../../core/model/model-error';
import { fromInstant, toInstant } from './clock';
import type { Hold, Limiter, Ticket } from './limiter';
import { type PolicedModel, type PricedRequest, streaming } from './policed-model';

/**
 * Takes a place in the shared limiter for as long as the stream lasts, and gives it back on every way out: answer, failure,
 * abort, or a consumer that stops reading. While it waits it says why and until when, again whenever that changes.
 */
export function withRateLimit<R extends PricedRequest>(
  model: PolicedModel<R>,
  { limiter }: { readonly limiter: Limiter },
): PolicedModel<R> {
  return streaming(model, async function* (request, signal) {
    signal.throwIfAborted();
    const ticket = limiter.enter();
    try {
      yield* waitForPlace(ticket, signal);
      for await (const event of model.stream(request, signal)) {
        // Before it is handed on: who has the whole answer may read no further.
        if (event.type === 'done') ticket.succeeded();
        yield event;
      }
    } catch (error) {
      if (error instanceof ModelError && error.kind === 'rate-limited-minute')
        ticket.refused(fromInstant(error.data.until));
      throw error;
    } finally {
      if (signal.aborted) ticket.giveUp();
      else ticket.leave();
    }
  });
}

async function* waitForPlace(ticket: Ticket, signal: AbortSignal): AsyncGenerator<ModelEvent> {
  let announced: Hold | undefined;
  while (!ticket.granted) {
    const hold = ticket.hold;
    if (hold !== undefined && !equal(hold, announced)) {
      announced = hold;
      yield waitEvent(hold);
      continue;
    }
    await ticket.changed(signal);
  }
  signal.throwIfAborted();
}

/** Retries are counted further out: `withRetry` puts its number in place of this 1. */
function waitEvent({ reason, until }: Hold): ModelEvent {
  const code = reason === 'queue' ? 'QUEUED' : 'PAUSED';
  return { type: 'wait', reason, attempt: 1, code, ...(until === undefined ? {} : { until: toInstant(until) }) };
}

function equal(a: Hold, b: Hold | undefined): boolean {
  return b !== undefined && a.reason === b.reason && a.until === b.until;
}
