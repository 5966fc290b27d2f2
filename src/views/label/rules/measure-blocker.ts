import type { LabelerRun } from '../../../core/labeler/run/labeler-run';

/** Why the validation rows cannot be read again; undefined when they can. */
export function measureBlocker({ status, rows }: Pick<LabelerRun, 'status' | 'rows'>): string | undefined {
  if (rows.validation.length > 0) return undefined;
  if (status.status === 'imported')
    return 'This labeler was imported without rows to read. Train starts a run that has them.';
  return 'No validation rows were read yet.';
}
