import { memo, type ReactNode } from 'react';
import { Button } from '../../ui/button';
import { Chip } from '../../ui/chip';
import { Icon } from '../../ui/icon';
import type { IconName } from '../../ui/icon-paths';

export interface VersionActions {
  readonly onRestore: (id: string | null) => void;
  readonly onCompare: (id: string | null) => void;
}

interface StartItemProps extends VersionActions {
  readonly isHead: boolean;
}

/** The version that everything else builds on. */
export const StartItem = memo(function StartItem({ isHead, onRestore, onCompare }: StartItemProps) {
  return (
    <VersionItem
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

interface VersionItemProps {
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

/** A version of the prompt in History. */
export function VersionItem({
  icon,
  title,
  by,
  change,
  isNow,
  isUndone,
  onRestore,
  onCompare,
}: VersionItemProps): ReactNode {
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
