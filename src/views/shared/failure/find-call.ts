import type { Purpose } from '../../../core/instructions/task';
import type { CallRecord } from '../../../core/model/call-record';
import type { ModelErrorData } from '../../../core/model/model-error';

interface FailedCall {
  readonly purposes: readonly Purpose[];
  readonly error: ModelErrorData;
}

/** The latest call that failed this way; undefined when it is no longer in the log. */
export function findFailedCall(calls: readonly CallRecord[], { purposes, error }: FailedCall): string | undefined {
  const found = calls.findLast(
    ({ purpose, outcome }) =>
      purposes.some((one) => one === purpose) &&
      outcome.status === 'failed' &&
      outcome.error.kind === error.kind &&
      outcome.error.code === error.code &&
      outcome.error.message === error.message,
  );
  return found?.id;
}
