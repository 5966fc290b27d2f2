import { createGate, type OperatedGate } from '../../core/calls/gate';
import { type Answering, type Handler, latestOnly } from '../rpc/serve';
import type { SerialQueue } from './serial-queue';

export interface GatedAnswering<Event> extends Answering<Event> {
  readonly gate: OperatedGate;
}

interface GatedJob<Request, Event> {
  readonly gates: Map<string, OperatedGate>;
  readonly turns: SerialQueue;
  readonly idOf: (request: Request) => string;
  readonly work: (request: Request, gated: GatedAnswering<Event>) => Promise<null>;
  /** Milliseconds between two events at the least; absent: a frame. */
  readonly windowMs?: number;
}

/** A job that the author pauses and resumes by its id, one life of it after the other. */
export function gatedJob<Request, Event>({
  gates,
  turns,
  idOf,
  work,
  windowMs,
}: GatedJob<Request, Event>): Handler<Request, Event, null> {
  return latestOnly<Request, Event, null>(
    (request, answering) => {
      const id = idOf(request);
      // At once, so that Pause reaches it while its last life is still ending.
      const gate = createGate();
      gates.set(id, gate);
      return turns(id, async () => {
        try {
          answering.signal.throwIfAborted();
          return await work(request, { ...answering, gate });
        } finally {
          if (gates.get(id) === gate) gates.delete(id);
        }
      });
    },
    windowMs === undefined ? {} : { windowMs },
  );
}
