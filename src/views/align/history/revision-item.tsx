import { memo, useMemo } from 'react';
import { describeRevision } from '../../../core/prompt/describe-revision';
import type { Revision } from '../../../core/prompt/revision';
import { localShortTime } from '../../shared/time/local-time';
import { patchWords } from './patch-words';
import { revisionIcon } from './revision-icon';
import { type VersionActions, VersionItem } from './version-item';

export interface RevisionItemProps extends VersionActions {
  readonly revision: Revision;
  readonly isHead: boolean;
  readonly isUndone: boolean;
}

export const RevisionItem = memo(function RevisionItem(props: RevisionItemProps) {
  const { revision, isHead, isUndone, onRestore, onCompare } = props;
  const { id, at, reason } = revision;
  const { title, by } = describeRevision(reason);
  const change = useMemo(() => patchWords(revision.patch), [revision.patch]);
  return (
    <VersionItem
      icon={revisionIcon(reason)}
      title={title}
      by={`${localShortTime(at)} · ${by}${isUndone ? ', undone' : ''}`}
      change={change}
      isNow={isHead}
      isUndone={isUndone}
      onRestore={() => onRestore(id)}
      onCompare={() => onCompare(id)}
    />
  );
});
