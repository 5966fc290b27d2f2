import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { Icon } from './icon';
import type { IconName } from './icon-paths';

interface NoticeProps {
  readonly children: ReactNode;
  readonly icon?: IconName | undefined;
  /** `plain` explains; `warn` asks for attention without being a failure. */
  readonly tone?: 'plain' | 'warn' | undefined;
  /** A LinkButton at the end. */
  readonly action?: ReactNode;
  readonly className?: string | undefined;
}

/** Something worth knowing that has not gone wrong. Not announced. */
export function Notice({ children, icon, tone = 'plain', action, className }: NoticeProps) {
  return (
    <div
      className={classNames(
        noticeLook(tone),
        // A link at the end is as high as its line, and is caught from farther off.
        '[&>.link]:relative [&>.link]:ml-auto [&>.link]:min-h-[18px] [&>.link]:whitespace-nowrap [&>.link]:leading-[18px]',
        '[&>.link]:after:absolute [&>.link]:after:-inset-x-1 [&>.link]:after:inset-y-[calc(9px-var(--spacing-target)/2)]',
        className,
      )}
    >
      <Icon name={icon ?? (tone === 'warn' ? 'warn' : 'info')} className="mt-px" />
      <span>{children}</span>
      {action}
    </div>
  );
}

/** The classes of a notice, for one that has no icon. */
export function noticeLook(tone: keyof typeof looks): string {
  return classNames(
    'flex rounded-m text-small/[18px] forced-colors:border forced-colors:border-[CanvasText]',
    looks[tone],
  );
}

const looks = {
  plain: 'inset inset-ring inset-ring-line gap-2.5 bg-sunken px-3 py-2.5 text-ink-2',
  warn: 'note items-start gap-2 bg-warn-tint py-1.5 pr-1.5 pl-2.5 text-ink [&>svg]:text-warn',
} as const;
