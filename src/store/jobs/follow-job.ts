import { interruptedStatus, type JobStatus } from '../../core/jobs/job-status';
import { ModelError } from '../../core/model/model-error';
import { createBatch } from '../batch';
import { errorData } from '../model-choice';
import type { JobContext, JobRoom, ProgressOf, RoomJob } from './job-room';

/** Works on the rows of a job, or goes on with them, until it ends, is stopped, or another project is opened. */
export function followJob<Job extends RoomJob>(context: JobContext, room: JobRoom<Job>, jobId: string): Promise<void> {
  const { kind, words } = room;
  return context.work.run({ scope: `project/${kind}/job`, ifRunning: 'follow' }, async (signal) => {
    const work = () => follow(context, room, { jobId, signal });
    const isOurs = await context.deps.withLock(`${kind}/job/${jobId}`, work);
    if (!isOurs && !signal.aborted) context.notify(words.elsewhere);
  });
}

async function follow<Job extends RoomJob>(
  { deps }: JobContext,
  { jobs, setJob, shown, setShown, begin }: JobRoom<Job>,
  { jobId, signal }: { readonly jobId: string; readonly signal: AbortSignal },
): Promise<void> {
  signal.throwIfAborted();
  const job = jobs().find(({ id }) => id === jobId);
  if (job === undefined) return;
  const setStatus = (status: JobStatus) => setJob(jobId, (present) => ({ ...present, status }));
  const begun = begin(job);
  if (!begun.ok) {
    setStatus({ status: 'failed', message: begun.error });
    return;
  }
  setStatus({ status: 'running' });
  setShown({ active: { jobId, pausing: false, startedAt: deps.now() } });
  const batch = createBatch<ProgressOf<Job>>(deps.setTimer, (all) => {
    const last = all.at(-1);
    if (last === undefined) return;
    setJob(jobId, (present) => ({ ...present, ...last }));
    const { active } = shown();
    if (last.status.status === 'paused' && active?.pausing) setShown({ active: { ...active, pausing: false } });
  });
  const end = (status: (present: JobStatus) => JobStatus) => {
    batch.flush();
    setJob(jobId, (present) => ({ ...present, status: status(present.status) }));
    setShown({ active: null });
  };
  // At once, while its project is still the open one.
  signal.addEventListener('abort', () => end(interruptedStatus), { once: true });
  try {
    for await (const progress of begun.value(signal)) {
      if (signal.aborted) return;
      batch.add(progress);
    }
    if (!signal.aborted) end((status) => (status.status === 'running' ? { status: 'finished' } : status));
  } catch (error) {
    if (!signal.aborted) end(() => failure(error));
  }
}

function failure(error: unknown): JobStatus {
  if (error instanceof ModelError) return { status: 'paused', error: error.data };
  return { status: 'failed', message: errorData(error).message };
}
