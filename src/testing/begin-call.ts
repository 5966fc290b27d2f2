import type { LanguageModel, ModelEvent } from '../core/model/language-model';
import type { ModelRequest } from '../core/model/model-request';
import { aRequest } from './stepwise-model';

/** A call under way: what has come of it so far, and how it failed, if it did. */
export function beginCall(model: LanguageModel, request: ModelRequest = aRequest()) {
  const abort = new AbortController();
  const events: ModelEvent[] = [];
  let failure: unknown;
  const read = async () => {
    try {
      for await (const event of model.stream(request, abort.signal)) events.push(event);
    } catch (error) {
      failure = error;
    }
  };
  const ended = read();
  return { abort, events, ended, failure: () => failure };
}
