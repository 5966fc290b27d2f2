import { memo, type ReactNode, useMemo } from 'react';
import { describeRevision } from '../../../core/prompt/describe-revision';
import type { Revision } from '../../../core/prompt/revision';
import { localShortTime } from '../../shared/time/local-time';
import { Button } from '../../ui/button';
import { Chip } from '../../ui/chip';
import { Icon } from '../../ui/icon';
import type { IconName } from '../../ui/icon-paths';
import { patchWords } from './patch-words';
import { revisionIcon } from './revision-icon';

interface ItemActions {
  readonly onRestore: (id: string | null) => void;
  readonly onCompare: (id: string | null) => void;
}

interface RevisionItemProps extends ItemActions {
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
    <Item
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

interface StartItemProps extends ItemActions {
  readonly isHead: boolean;
}

/** The version that everything else builds on. */
export const StartItem = memo(function StartItem({ isHead, onRestore, onCompare }: StartItemProps) {
  return (
    <Item
      icon="file"
      title="Start"
      by="the first version"
      change="The prompt as the project began."
      isNow={isHead}
      isUndone={false}
      onRestore={() => onRestore(null)}
      onCompare={() => onCompare(null)}
    />
  );
});

interface ItemProps {
  readonly icon: IconName;
  readonly title: string;
  readonly by: string;
  /** What it changed; shown on hover and focus, after the title, which may be cut off. */
  readonly change: string;
  readonly isNow: boolean;
  readonly isUndone: boolean;
  readonly onRestore: () => void;
  readonly onCompare: () => void;
}

function Item({ icon, title, by, change, isNow, isUndone, onRestore, onCompare }: ItemProps): ReactNode {
  return (
    <li
      tabIndex={-1}
      aria-current={isNow || undefined}
      data-undone={isUndone || undefined}
      data-tip={`${title}. ${change}`}
    >
      <Icon name={icon} />
      <span className="t clip">{title}</span>
      <span className="m clip">{by}</span>
      {isNow ? (
        <Chip icon="check" tone="accent" className="now">
          Now
        </Chip>
      ) : (
        <span className="rev-acts">
          <Button
            variant="ghost"
            icon="compare"
            label="Compare with now"
            tip={`Compare “${title}” with now`}
            className="rev-compare"
            onClick={onCompare}
          />
          <Button variant="ghost" icon="restore" label="Restore" tip={`${title}. ${change}`} onClick={onRestore} />
        </span>
      )}
    </li>
  );
}
