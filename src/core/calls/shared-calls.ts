import { abortError, orAbort } from '../model/abort';
import { finished } from '../model/finished';
import type { DoneEvent, LanguageModel } from '../model/language-model';
import { callText } from './call-text';

/** Makes of a model one whose calls are shared with all others that were made here. Its answers come whole. `paidBy`: a run or job. */
export type SharedCalls = (model: LanguageModel, paidBy: string) => LanguageModel;

interface Shared {
  readonly done: Promise<DoneEvent>;
  readonly stopping: AbortController;
  waiting: number;
  /** Who has it on their bill; null: nobody yet. */
  paidBy: string | null;
}

/**
 * Equal calls that are under way at once are one call, whoever asks: a rulebook that is scored again and measured at the same time reads
 * the same rows, and the journal knows none of them yet. Whoever stops leaves the call to those who still wait for it.
 */
export function createSharedCalls(): SharedCalls {
  const underWay = new Map<string, Shared>();

  function begin(key: string, stream: (signal: AbortSignal) => ReturnType<LanguageModel['stream']>): Shared {
    const stopping = new AbortController();
    const done = finished(stream(stopping.signal));
    const shared: Shared = { done, stopping, waiting: 0, paidBy: null };
    const forget = () => leave(key, shared);
    done.then(forget, forget);
    underWay.set(key, shared);
    return shared;
  }

  function leave(key: string, shared: Shared): void {
    if (underWay.get(key) === shared) underWay.delete(key);
  }

  return (model, paidBy) => ({
    ref: model.ref,
    capabilities: model.capabilities,
    async *stream(request, signal) {
      signal.throwIfAborted();
      const key = callText(model.ref, request);
      const shared = underWay.get(key) ?? begin(key, (own) => model.stream(request, own));
      shared.waiting += 1;
      try {
        const done = await orAbort(shared.done, signal);
        shared.paidBy ??= paidBy;
        yield shared.paidBy === paidBy ? done : { ...done, cached: true };
      } finally {
        shared.waiting -= 1;
        // One that is over is let be: an abort is dear.
        if (shared.waiting === 0 && underWay.get(key) === shared) {
          leave(key, shared);
          shared.stopping.abort(abortError('Nobody waits for this answer any more.'));
        }
      }
    },
  });
}
