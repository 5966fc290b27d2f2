import type { Gate } from '../../core/calls/gate';
import { ModelError } from '../../core/model/model-error';

/** For work that nobody pauses: what would stand in every call's way ends it, with that error. */
export function failingGate(signal: AbortSignal): { readonly gate: Gate; readonly signal: AbortSignal } {
  const failure = new AbortController();
  const either = AbortSignal.any([signal, failure.signal]);
  return {
    signal: either,
    gate: {
      held: null,
      passed: async () => either.throwIfAborted(),
      hold: (error) => failure.abort(new ModelError(error)),
    },
  };
}
