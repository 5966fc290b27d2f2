import type { Instant } from '../effects';
import type { CallRecord } from './call-record';
import type { ModelErrorData } from './model-error';
import { type ModelRef, modelKey } from './model-ref';

/** Failures that the next call would meet as well, by `modelKey`: a model's last outcome is one of these, or it is not here. */
export type LastingFailures = ReadonlyMap<string, ModelErrorData>;

/**
 * What is known after this call. An answer clears its model, and what is true of a whole service with it; answers from memory say
 * nothing. `since`: calls that began before it were made with another key, or to another address.
 */
export function afterCall(failures: LastingFailures, call: CallRecord, since: Instant | undefined): LastingFailures {
  const { model, outcome } = call;
  if (since !== undefined && call.at < since) return failures;
  switch (outcome.status) {
    case 'running':
    case 'cancelled':
      return failures;
    case 'answered':
      return outcome.cached ? failures : cleared(failures, model);
    case 'failed':
      return hasAnswered(outcome.error) ? cleared(failures, model) : withFailure(failures, model, outcome.error);
  }
}

/** The same map where the failure says nothing of the next call. */
export function withFailure(failures: LastingFailures, model: ModelRef, error: ModelErrorData): LastingFailures {
  return isLasting(error) ? new Map(failures).set(modelKey(model), error) : failures;
}

/** Another key, or another address: nothing of this service is known any more. */
export function withoutService(failures: LastingFailures, provider: ModelRef['provider']): LastingFailures {
  return without(failures, (key) => key.startsWith(`${provider}/`));
}

/** Null: nothing is known to be in the way. `now` in milliseconds: a limit that names its end is over then. */
export function lastingFailureOf(failures: LastingFailures, ref: ModelRef, now: number): ModelErrorData | null {
  const own = failures.get(modelKey(ref));
  const ofService = [...failures].find(([key, error]) => key.startsWith(`${ref.provider}/`) && isOfService(error))?.[1];
  const failure = ofService ?? own;
  if (failure === undefined) return null;
  return failure.until !== undefined && Date.parse(failure.until) <= now ? null : failure;
}

function cleared(failures: LastingFailures, model: ModelRef): LastingFailures {
  return without(
    failures,
    (key, error) => key === modelKey(model) || (key.startsWith(`${model.provider}/`) && isOfService(error)),
  );
}

/** The same map where nothing goes. */
function without(failures: LastingFailures, goes: (key: string, error: ModelErrorData) => boolean): LastingFailures {
  const rest = [...failures].filter(([key, error]) => !goes(key, error));
  return rest.length === failures.size ? failures : new Map(rest);
}

/** True of every model of the service, not of one. */
function isOfService({ kind }: ModelErrorData): boolean {
  return kind === 'bad-key' || kind === 'no-credit' || kind === 'unreachable' || kind === 'unsupported-region';
}

const lasting: ReadonlySet<ModelErrorData['kind']> = new Set([
  ...(['bad-key', 'no-credit', 'unsupported-region', 'rate-limited-day', 'rate-limited-minute'] as const),
  ...(['unknown-model', 'unknown-format', 'unreachable', 'unavailable'] as const),
]);

/** The service did its work, though no text came of it: whatever was wrong with it before is over. */
function hasAnswered({ kind }: ModelErrorData): boolean {
  return kind === 'token-limit' || kind === 'prompt-blocked' || kind === 'answer-blocked' || kind === 'empty';
}

function isLasting({ kind }: ModelErrorData): boolean {
  return lasting.has(kind);
}
