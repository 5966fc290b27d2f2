import type { LabelerWork } from '../../core/labeler/run/labeler-run';
import type { CheckState, DataFile } from './label-state';

/**
 * Which file of the set-up is not on this device, as far as the latest check has found; null: none. A project holds what came of its
 * files and not the files, so one from another device has none of them.
 */
export function missingFile(check: CheckState): 'training' | 'test' | null {
  if (check.status !== 'refused' || check.problem.kind !== 'gone') return null;
  return check.problem.file ?? 'training';
}

/** As `missingFile`, for any file of the set-up. Rows to label are looked for only when they are to be labeled. */
export function isMissing(
  which: DataFile,
  { work: { setup, jobs }, check }: { readonly work: LabelerWork; readonly check: CheckState },
): boolean {
  if (which !== 'rows') return missingFile(check) === which;
  return jobs.some(
    ({ dataset, status }) =>
      dataset.id === setup.rows?.id && status.status === 'paused' && status.error?.code === goneCode,
  );
}

/** What a call that needs the file fails with: the kind of its `TableProblem`. */
const goneCode = 'GONE';
