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
  readonly tone?: keyof typeof chipTones | undefined;
}

/** A fact in a small box: always an icon and a word, since colour alone says nothing to many. */
export function Chip({ icon, tone = 'plain', children, title, className }: ChipProps) {
  return (
    <span
      className={classNames(
        'chip inline-flex min-h-[22px] items-center gap-[5px] whitespace-nowrap rounded-s pr-[7px] pl-[5px] text-small [&>svg]:size-3.5',
        'forced-colors:border forced-colors:border-[CanvasText]',
        chipTones[tone],
        className,
      )}
      title={title}
    >
      <Icon name={icon} />
      {children}
    </span>
  );
}

const chipTones = {
  plain: 'bg-sunken text-ink-2',
  kudos: 'bg-kudos-tint text-kudos',
  critique: 'bg-critique-tint text-critique',
  rewrite: 'bg-rewrite-tint text-rewrite',
  warn: 'bg-warn-tint text-warn',
  bad: 'bg-bad-tint text-bad',
  accent: 'bg-accent-tint text-accent-ink',
  good: 'bg-ins text-good',
} as const;

interface OutcomeProps extends MarkProps {
  readonly tone: keyof typeof outcomeTones;
  /** Long words may go over several lines. */
  readonly wraps?: boolean | undefined;
}

/** How something went: icon and word, without a box. */
export function Outcome({ icon, tone, wraps, children, title, className }: OutcomeProps) {
  return (
    <span
      className={classNames(
        'state inline-flex items-center gap-[5px] [&>svg]:size-3.5',
        !wraps && 'whitespace-nowrap',
        outcomeTones[tone],
        className,
      )}
      title={title}
    >
      <Icon name={icon} />
      {children}
    </span>
  );
}

const outcomeTones = { good: 'text-good', warn: 'text-warn', bad: 'text-bad', faint: 'text-ink-3', plain: '' } as const;
