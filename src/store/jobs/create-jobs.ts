import { canGoOn, stoppedStatus } from '../../core/jobs/job-status';
import { followJob } from './follow-job';
import type { BeginJob, JobContext, JobRoom, RoomJob } from './job-room';

/** The jobs of a room: one at a time goes on. Without an id, the one under way is meant, else the latest that can go on. */
interface RoomJobs<Job> {
  /** Null where there is nothing to begin with; not asked while another job is under way. */
  readonly start: (make: () => Job | null) => Promise<void>;
  readonly pause: () => void;
  readonly resume: (jobId?: string) => Promise<void>;
  /** Goes on with a job in another way than from where it is: with what failed of it, for one. */
  readonly takeUp: (jobId: string, begin: BeginJob<Job & RoomJob>) => Promise<void>;
  readonly stop: (jobId?: string) => void;
  readonly remove: (jobId: string) => Promise<void>;
}

export function createJobs<Job extends RoomJob>(context: JobContext, room: JobRoom<Job>): RoomJobs<Job> {
  const { jobs, setJob, setJobs, shown, setShown, worker } = room;
  const scope = `project/${room.kind}/job` as const;
  const find = (jobId: string | undefined) => jobs().find(({ id }) => id === jobId);
  const meant = () => shown().active?.jobId ?? jobs().findLast(({ status }) => canGoOn(status))?.id;

  const stop = (jobId = meant()) => {
    if (jobId === undefined) return;
    if (shown().active?.jobId === jobId) void context.work.stop(scope);
    setJob(jobId, (job) => ({ ...job, status: stoppedStatus(job.status) }));
  };

  return {
    async start(make) {
      if (context.work.isRunning(scope)) return;
      const job = make();
      if (job === null) return;
      setJobs((present) => [...present, job]);
      await followJob(context, room, job.id);
    },
    pause() {
      const { active } = shown();
      if (active === null) return;
      worker.pause(active.jobId);
      setShown({ active: { ...active, pausing: true } });
    },
    async resume(jobId = meant()) {
      const { active } = shown();
      if (active !== null && active.jobId === jobId) {
        worker.resume(jobId);
        setShown({ active: { ...active, pausing: false } });
        return;
      }
      const job = find(jobId);
      if (job === undefined || context.work.isRunning(scope) || !canGoOn(job.status)) return;
      await followJob(context, room, job.id);
    },
    async takeUp(jobId, begin) {
      if (find(jobId) === undefined || context.work.isRunning(scope)) return;
      await followJob(context, { ...room, begin }, jobId);
    },
    stop,
    async remove(jobId) {
      if (shown().active?.jobId === jobId) stop(jobId);
      room.forget?.(jobId);
      setJobs((present) => present.filter(({ id }) => id !== jobId));
      // The rows are kept as long as any stored project has the job: not this one any more.
      await context.flush();
      // What stays behind when this fails takes room, and is asked for by nobody.
      await worker.remove(jobId).catch(() => undefined);
    },
  };
}
