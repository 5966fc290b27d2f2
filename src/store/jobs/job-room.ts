import type { JobStatus } from '../../core/jobs/job-status';
import type { RowWindow } from '../../core/jobs/job-store';
import type { Result } from '../../core/result';
import type { ActionContext, StudioDeps } from '../context';
import type { Notifier } from '../notify-failure';
import type { JobKind, JobsShown } from './jobs-state';

/** What jobs take of the studio. */
export type JobContext = Pick<ActionContext, 'work' | 'flush'> &
  Notifier & { readonly deps: Pick<StudioDeps, 'withLock' | 'setTimer' | 'now'> };

/** What every kind of job has. */
export interface RoomJob {
  readonly id: string;
  readonly status: JobStatus;
}

/** What a room says of its jobs; what becomes of them is the same for all (`create-jobs.ts`). */
export interface JobRoom<Job extends RoomJob, Row> {
  readonly kind: JobKind;
  readonly words: {
    /** Another tab has it in hand. */
    readonly elsewhere: { readonly title: string; readonly body: string };
    readonly rowsUnread: string;
  };
  readonly shown: () => JobsShown<Row>;
  readonly setShown: (change: Partial<JobsShown<Row>>) => void;
  readonly jobs: () => readonly Job[];
  readonly setJobs: (change: (jobs: readonly Job[]) => readonly Job[]) => void;
  /** Leaves everything as it is when the job has gone. */
  readonly setJob: (id: string, change: (job: Job) => Job) => void;
  /** Of a job, from where it is to its end; the error says why it cannot go on at all. */
  readonly begin: (job: Job) => Result<(signal: AbortSignal) => AsyncIterable<ProgressOf<Job>>, string>;
  readonly worker: {
    pause(jobId: string): void;
    resume(jobId: string): void;
    rows(jobId: string, window: RowWindow): Promise<readonly Row[]>;
    remove(jobId: string): Promise<void>;
  };
}

/** How far it is: what it says takes the place of what the job says. */
export type ProgressOf<Job extends RoomJob> = Partial<Job> & Pick<RoomJob, 'status'>;
