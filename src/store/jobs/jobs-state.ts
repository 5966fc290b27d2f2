import type { JobRow } from '../../core/labeler/files/label-file';

/** What is shown of the jobs of each room, and not kept: the jobs themselves are the project's. A room that has jobs is a line here. */
export interface JobsState {
  /** Files of new rows. */
  readonly label: JobsShown<JobRow>;
}

export type JobKind = keyof JobsState;

export interface JobsShown<Row> {
  /** The job that goes on in this tab; null when none does. */
  readonly active: ActiveJob | null;
  /** Rows on the screen, by job and by place from 0; a window at a time is fetched. */
  readonly rows: Readonly<Record<string, Readonly<Record<number, Row>>>>;
}

interface ActiveJob {
  readonly jobId: string;
  /** Pause was pressed, and calls in flight are being finished. */
  readonly pausing: boolean;
  readonly startedAt: string;
}

export const blankJobs: JobsState = { label: { active: null, rows: {} } };

/** When everything under way was stopped, with the project still on the screen. */
export function settledJobs({ label }: JobsState): JobsState {
  return { label: { ...label, active: null } };
}
