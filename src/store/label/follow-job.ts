import { interruptedStatus, type JobStatus } from '../../core/jobs/job-status';
import type { JobProgress } from '../../core/labeler/files/jobs';
import type { Classifier } from '../../core/labeler/prediction/classifier';
import type { LabelerRun, LabelJob } from '../../core/labeler/run/labeler-run';
import { ModelError } from '../../core/model/model-error';
import { errorData } from '../model-choice';
import { createBatch } from './batch';
import type { LabelContext } from './label-context';
import { classifierOf } from './select-run';

/** Labels the rows of a job, or goes on with them, until it ends, is stopped, or another project is opened. */
export function labelJob(context: LabelContext, jobId: string): Promise<void> {
  return context.work.run({ scope: 'project/label/job', ifRunning: 'follow' }, async (signal) => {
    const isOurs = await context.deps.withLock(`label/job/${jobId}`, () => follow(context, { jobId, signal }));
    if (!isOurs && !signal.aborted) context.notify(elsewhere);
  });
}

const elsewhere = {
  title: 'This file is being labeled in another tab',
  body: 'Labeling it twice at once would pay for its rows twice. Stop it there, or wait until it is done.',
};

async function follow(
  context: LabelContext,
  { jobId, signal }: { readonly jobId: string; readonly signal: AbortSignal },
): Promise<void> {
  const { deps, label, labeler, setJob, setLabel } = context;
  signal.throwIfAborted();
  const job = context.labeling().jobs.find(({ id }) => id === jobId);
  if (job === undefined) return;
  const classifier = classifierOfJob(context.labeling().runs, job);
  if (classifier === null) {
    setJob(jobId, (present) => ({ ...present, status: { status: 'failed', message: withoutRules } }));
    return;
  }
  setJob(jobId, (present) => ({ ...present, status: { status: 'running' } }));
  setLabel({ activeJob: { jobId, pausing: false, startedAt: deps.now() } });
  const batch = createBatch<JobProgress>(deps.setTimer, (all) => {
    const last = all.at(-1);
    if (last === undefined) return;
    setJob(jobId, (present) => ({ ...present, ...last }));
    const { activeJob } = label();
    if (last.status.status === 'paused' && activeJob?.pausing)
      setLabel({ activeJob: { ...activeJob, pausing: false } });
  });
  const end = (status: (present: JobStatus) => JobStatus) => {
    batch.flush();
    setJob(jobId, (present) => ({ ...present, status: status(present.status) }));
    setLabel({ activeJob: null });
  };
  // At once, while its project is still the open one.
  signal.addEventListener('abort', () => end(interruptedStatus), { once: true });
  try {
    const request = { job, classifier, inputs: job.inputs, limits: context.limits([job.evalModel]) };
    for await (const progress of labeler.jobs.labelRows(request, signal)) {
      if (signal.aborted) return;
      batch.add(progress);
    }
    if (!signal.aborted) end((status) => (status.status === 'running' ? { status: 'finished' } : status));
  } catch (error) {
    if (!signal.aborted) end(() => failure(error));
  }
}

const withoutRules =
  'Expected the rules that this file was labeled with, and they are gone: their run was removed, or trained on in another way. Label the file again with the present ones.';

/** The rulebooks that the job began with, whatever was edited since. */
export function classifierOfJob(runs: readonly LabelerRun[], job: LabelJob): Classifier | null {
  const run = runs.find(({ id }) => id === job.runId);
  if (run === undefined) return null;
  const ids = [job.checkpointId, ...job.expertCheckpointIds];
  const begun = run.labelers.flatMap((labeler) => {
    const checkpoint = labeler.checkpoints.find(({ id }) => ids.includes(id));
    return checkpoint === undefined ? [] : [{ labeler, id: checkpoint.id }];
  });
  if (begun.length < ids.length) return null;
  // Experts that the run has got since are none of the job's.
  const labelers = begun.map(({ labeler }) => labeler);
  return classifierOf({ ...run, labelers }, Object.fromEntries(begun.map(({ labeler, id }) => [labeler.key, id])));
}

function failure(error: unknown): JobStatus {
  if (error instanceof ModelError) return { status: 'paused', error: error.data };
  return { status: 'failed', message: errorData(error).message };
}
