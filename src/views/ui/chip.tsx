import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { Icon } from './icon';
import type { IconName } from './icon-paths';

interface MarkProps {
  readonly icon: IconName;
  readonly children: ReactNode;
  readonly title?: string | undefined;
  readonly className?: string | undefined;
}

interface ChipProps extends MarkProps {
  readonly tone?: 'plain' | 'kudos' | 'critique' | 'rewrite' | 'warn' | 'bad' | 'accent' | undefined;
}

/** A fact in a small box: always an icon and a word, since colour alone says nothing to many. */
export function Chip({ icon, tone = 'plain', children, title, className }: ChipProps) {
  return (
    <span className={classNames('chip', tone !== 'plain' && tone, className)} title={title}>
      <Icon name={icon} />
      {children}
    </span>
  );
}

interface OutcomeProps extends MarkProps {
  readonly tone: 'good' | 'warn' | 'bad' | 'faint';
}

/** How something went: icon and word, without a box. */
export function Outcome({ icon, tone, children, title, className }: OutcomeProps) {
  return (
    <span className={classNames('state', tone, className)} title={title}>
      <Icon name={icon} />
      {children}
    </span>
  );
}
