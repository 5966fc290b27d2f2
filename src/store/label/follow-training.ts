import type { LabelerRun, RunSettings, RunStatus } from '../../core/labeler/run/labeler-run';
import type { TrainingEvent } from '../../core/labeler/run/training-event';
import { reduceTraining } from '../../core/labeler/training/reduce-training';
import { ModelError } from '../../core/model/model-error';
import { createBatch } from '../batch';
import { errorData } from '../model-choice';
import type { SettledCheck } from '../settled-check';
import type { LabelContext } from './label-context';

interface Training {
  /** A copy of the project has the run under the same id. */
  readonly runId: string;
  readonly settings: RunSettings;
  /** Puts the run into the project and gives it; not called when another tab trains in this project. */
  readonly begin: () => LabelerRun;
}

/** Trains to the end, to a stop, or until another project is opened. Resolves when nothing is under way any more. */
export function followTraining(context: LabelContext, checks: SettledCheck, training: Training): Promise<void> {
  return context.work.run({ scope: 'project/label/train', ifRunning: 'follow' }, async (signal) => {
    let isFree = false;
    await context.deps.withLock(`label/train/${context.get().project.id}`, async () => {
      const run = `label/run/${training.runId}`;
      isFree = await context.deps.withLock(run, () => follow(context, { training, signal }));
    });
    if (!isFree && !signal.aborted) context.notify(elsewhere);
    if (!signal.aborted) checks.schedule();
  });
}

const elsewhere = {
  title: 'This project is being trained in another tab',
  body: 'There, or in a copy of it. Two runs at once would pay for the same calls twice. Stop the run there, or wait until it is over.',
};

async function follow(
  context: LabelContext,
  { training, signal }: { readonly training: Training; readonly signal: AbortSignal },
): Promise<void> {
  const { deps, labeler, setRun, setLabel } = context;
  signal.throwIfAborted();
  const run = training.begin();
  const startedAt = deps.now();
  setLabel({ training: { runId: run.id, pausing: false, startedAt, callsBefore: run.spent.calls } });
  const batch = createBatch<TrainingEvent>(deps.setTimer, (events) => {
    setRun(run.id, (present) => events.reduce(reduceTraining, present));
    if (events.some(({ type }) => type === 'paused' || type === 'resumed')) showPausing(context, false);
  });
  const end = (status: (present: RunStatus) => RunStatus) => {
    batch.flush();
    setRun(run.id, (present) => ({ ...present, status: status(present.status) }));
    setLabel({ training: null });
  };
  // At once, while its project is still the open one.
  signal.addEventListener('abort', () => end(interrupted), { once: true });
  try {
    const { settings } = training;
    const request = { runId: run.id, settings, limits: context.limits([settings.trainModel, settings.evalModel]) };
    for await (const event of labeler.trainer.train(request, signal)) {
      if (signal.aborted) return;
      batch.add(event);
    }
    if (!signal.aborted) end(withoutAnEnd);
  } catch (error) {
    if (!signal.aborted) end(() => failure(error));
  }
}

/** Calls in flight are being finished, or no longer. */
export function showPausing({ label, setLabel }: LabelContext, pausing: boolean): void {
  const { training } = label();
  if (training !== null && training.pausing !== pausing) setLabel({ training: { ...training, pausing } });
}

/** A paused one keeps why it was paused. */
function interrupted(status: RunStatus): RunStatus {
  return status.status === 'training' ? { status: 'interrupted' } : status;
}

function withoutAnEnd(status: RunStatus): RunStatus {
  if (status.status !== 'training') return status;
  const message =
    'Expected to hear how the training ended; heard nothing more of it. Resume: what was paid for is kept, and costs nothing again.';
  return { status: 'failed', message };
}

/** What a call could not do may go through later; anything else is our fault. */
function failure(error: unknown): RunStatus {
  if (error instanceof ModelError) return { status: 'paused', error: error.data };
  return { status: 'failed', message: errorData(error).message };
}
