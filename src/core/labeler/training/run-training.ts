import { createAsyncQueue } from '../../async-queue';
import type { CallLimits } from '../../calls/limits';
import { evaluatedRow } from '../run/evaluated-row';
import type { TrainingEvent } from '../run/training-event';
import { type ConductInput, conductTraining } from './conduct-training';
import { estimateTraining } from './estimate';
import type { TrainingDeps } from './training-calls';

export interface TrainingInput extends ConductInput {
  /** For the estimate. */
  readonly limits: CallLimits;
}

/**
 * A whole run: the single labeler, experts if they are wanted, and the scores on the test rows. Leaving the loop stops it. Throws the
 * signal's reason.
 */
export async function* runTraining(input: TrainingInput, deps: TrainingDeps): AsyncGenerator<TrainingEvent> {
  deps.signal.throwIfAborted();
  const { split } = input;
  yield {
    type: 'started',
    estimate: estimateTraining({ ...input, trainModel: deps.trainModel.ref, evalModel: deps.evalModel.ref }),
    validation: split.validation.map(evaluatedRow),
    test: split.test.map(evaluatedRow),
  };
  deps.signal.throwIfAborted();
  const told = createAsyncQueue(isOvertaken);
  const left = new AbortController();
  const stop = (): void => left.abort(deps.signal.reason);
  deps.signal.addEventListener('abort', stop, { once: true });
  conductTraining(input, { ...deps, signal: left.signal }, told.push).then(
    () => told.end(),
    (error: unknown) => told.end({ error }),
  );
  try {
    yield* told.items();
  } finally {
    deps.signal.removeEventListener('abort', stop);
    left.abort(new Error('The training was left.'));
  }
}

/** Counts that nobody has read yet are replaced by newer ones: there are as many of them as calls. */
function isOvertaken(last: TrainingEvent, next: TrainingEvent): boolean {
  if (last.type === 'spent') return next.type === 'spent';
  if (last.type !== 'activity' || next.type !== 'activity') return false;
  const { labeler, kind, step } = next.activity;
  return last.activity.labeler === labeler && last.activity.kind === kind && last.activity.step === step;
}
