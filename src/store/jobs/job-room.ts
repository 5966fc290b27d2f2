import type { JobStatus } from '../../core/jobs/job-status';
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
export interface JobRoom<Job extends RoomJob> {
  readonly kind: JobKind;
  readonly words: {
    /** Another tab has it in hand. */
    readonly elsewhere: { readonly title: string; readonly body: string };
  };
  readonly shown: () => JobsShown;
  readonly setShown: (change: JobsShown) => void;
  readonly jobs: () => readonly Job[];
  readonly setJobs: (change: (jobs: readonly Job[]) => readonly Job[]) => void;
  /** Leaves everything as it is when the job has gone. */
  readonly setJob: (id: string, change: (job: Job) => Job) => void;
  readonly begin: BeginJob<Job>;
  /** A job is removed, and what is shown of it goes. */
  readonly forget?: (id: string) => void;
  readonly worker: {
    pause(jobId: string): void;
    resume(jobId: string): void;
    remove(jobId: string): Promise<void>;
  };
}

/** Of a job, from where it is to its end; the error says why it cannot go on at all. */
export type BeginJob<Job extends RoomJob> = (
  job: Job,
) => Result<(signal: AbortSignal) => AsyncIterable<ProgressOf<Job>>, string>;

/** How far it is: what it says takes the place of what the job says. */
export type ProgressOf<Job extends RoomJob> = Partial<Job> & Pick<RoomJob, 'status'>;
