import type { JobRow } from '../../core/labeler/files/label-file';

/** What is shown of the jobs of each room, and not kept: the jobs themselves are the project's. A room that has jobs is a line here. */
export interface JobsState {
  /** Files of new rows. */
  readonly label: JobsShown & ShownRows<JobRow>;
  /** Runs that make fine-tuning data. */
  readonly tune: JobsShown;
  /** Runs that score many rows or embed many texts. */
  readonly playground: JobsShown;
}

export type JobKind = keyof JobsState;

export interface JobsShown {
  /** The job that goes on in this tab; null when none does. */
  readonly active: ActiveJob | null;
}

/** Of a room that shows the rows of a job as they are kept. */
export interface ShownRows<Row> {
  /** Rows on the screen, by job and by place from 0; a window at a time is fetched. */
  readonly rows: Readonly<Record<string, Readonly<Record<number, Row>>>>;
}

interface ActiveJob {
  readonly jobId: string;
  /** Pause was pressed, and calls in flight are being finished. */
  readonly pausing: boolean;
  readonly startedAt: string;
}

export const blankJobs: JobsState = {
  label: { active: null, rows: {} },
  tune: { active: null },
  playground: { active: null },
};

/** When everything under way was stopped, with the project still on the screen. */
export function settledJobs({ label, tune, playground }: JobsState): JobsState {
  return {
    label: { ...label, active: null },
    tune: { ...tune, active: null },
    playground: { ...playground, active: null },
  };
}
