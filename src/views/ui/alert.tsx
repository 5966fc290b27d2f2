import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { Icon } from './icon';
import type { IconName } from './icon-paths';

interface AlertProps {
  /** What happened. */
  readonly title: string;
  /** Why, and what to do. */
  readonly children?: ReactNode;
  /** Buttons that do it. */
  readonly actions?: ReactNode;
  readonly icon?: IconName | undefined;
  /** `good`: nothing failed, something was done; it is a status then. */
  readonly tone?: keyof typeof looks | undefined;
  readonly className?: string | undefined;
  readonly actionsClassName?: string | undefined;
}

/** A failure, in the place of the missing thing. It is read out when it appears. */
export function Alert({
  title,
  children,
  actions,
  tone = 'bad',
  icon = looks[tone].icon,
  className,
  actionsClassName,
}: AlertProps) {
  return (
    <div
      role={looks[tone].role}
      className={classNames(
        'alert inset-ring flex items-start gap-2.5 rounded-m px-2.5 py-2 forced-colors:border forced-colors:border-[CanvasText]',
        looks[tone].box,
        className,
      )}
    >
      <Icon name={icon} className={classNames('mt-0.5', looks[tone].mark)} />
      <div className="min-w-0 wrap-anywhere">
        <b className="block">{title}</b>
        {children}
        {actions !== undefined && (
          <div className={classNames('mt-1.5 flex min-w-0 flex-wrap items-center gap-2', actionsClassName)}>
            {actions}
          </div>
        )}
      </div>
    </div>
  );
}

const looks = {
  bad: { role: 'alert', icon: 'warn', box: 'inset-ring-bad-line bg-bad-tint', mark: 'text-bad' },
  good: { role: 'status', icon: 'check', box: 'inset-ring-line bg-sunken', mark: 'text-good' },
} as const;
