import { canGoOn, stoppedStatus } from '../../core/jobs/job-status';
import type { RowWindow } from '../../core/jobs/job-store';
import { errorData } from '../model-choice';
import { notifyAndFallBack } from '../notify-failure';
import { followJob } from './follow-job';
import type { JobContext, JobRoom, RoomJob } from './job-room';

/** The jobs of a room: one at a time goes on. Without an id, the one under way is meant, else the latest that can go on. */
interface RoomJobs<Job> {
  /** Null where there is nothing to begin with; not asked while another job is under way. */
  readonly start: (make: () => Job | null) => Promise<void>;
  readonly pause: () => void;
  readonly resume: (jobId?: string) => Promise<void>;
  readonly stop: (jobId?: string) => void;
  readonly remove: (jobId: string) => Promise<void>;
  /** Fetches the rows of a window. */
  readonly showRows: (jobId: string, window: RowWindow) => Promise<void>;
}

export function createJobs<Job extends RoomJob, Row>(context: JobContext, room: JobRoom<Job, Row>): RoomJobs<Job> {
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
    stop,
    async remove(jobId) {
      if (shown().active?.jobId === jobId) stop(jobId);
      const { [jobId]: _, ...others } = shown().rows;
      setShown({ rows: others });
      setJobs((present) => present.filter(({ id }) => id !== jobId));
      // The rows are kept as long as any stored project has the job: not this one any more.
      await context.flush();
      // What stays behind when this fails takes room, and is asked for by nobody.
      await worker.remove(jobId).catch(() => undefined);
    },
    async showRows(jobId, window) {
      const body = (error: unknown) => errorData(error).message;
      const notice = { title: room.words.rowsUnread, body, otherwise: [] };
      const rows = await notifyAndFallBack<readonly Row[]>(context, notice, worker.rows(jobId, window));
      // The job may have been removed by now.
      if (find(jobId) === undefined) return;
      const before = shown().rows;
      setShown({ rows: { ...before, [jobId]: withWindow(before[jobId] ?? {}, { from: window.from, rows }) } });
    },
  };
}

/** Rows on either side of a window that are kept: enough to scroll back a little, whatever the size of the file. */
const keptAround = 1000;

function withWindow<Row>(
  before: Readonly<Record<number, Row>>,
  { from, rows }: { readonly from: number; readonly rows: readonly Row[] },
): Readonly<Record<number, Row>> {
  const near = Object.entries(before).filter(([place]) => Math.abs(Number(place) - from) <= keptAround);
  return Object.fromEntries([...near, ...rows.map((row, index) => [from + index, row] as const)]);
}
