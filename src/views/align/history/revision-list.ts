import type { History, Revision } from '../../../core/prompt/revision';

export interface ListedRevision {
  readonly revision: Revision;
  readonly isHead: boolean;
  /** Not on the way from the start to now: undone, or left behind by a change after an undo. */
  readonly isUndone: boolean;
}

/** Newest first. */
export function listedRevisions({ revisions, head }: History): readonly ListedRevision[] {
  const listed: ListedRevision[] = [];
  let onPath = head;
  // A parent stands before its children, so one walk back from the newest meets the whole path.
  for (let index = revisions.length - 1; index >= 0; index -= 1) {
    const revision = revisions[index];
    if (revision === undefined) continue;
    const isOnPath = revision.id === onPath;
    if (isOnPath) onPath = revision.parent;
    listed.push({ revision, isHead: revision.id === head, isUndone: !isOnPath });
  }
  return listed;
}

/** How many of the newest to show: `wanted`, and as many more as it takes to show the present one. */
export function shownCount(listed: readonly ListedRevision[], wanted: number): number {
  return Math.max(wanted, listed.findIndex(({ isHead }) => isHead) + 3);
}
