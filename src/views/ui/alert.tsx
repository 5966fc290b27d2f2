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
  readonly className?: string | undefined;
}

/** A failure, in the place of the missing thing. It is read out when it appears. */
export function Alert({ title, children, actions, icon = 'warn', className }: AlertProps) {
  return (
    <div
      role="alert"
      className={classNames(
        'alert inset-ring inset-ring-bad-line flex items-start gap-2.5 rounded-m bg-bad-tint px-2.5 py-2 forced-colors:border forced-colors:border-[CanvasText]',
        className,
      )}
    >
      <Icon name={icon} className="mt-0.5 text-bad" />
      <div className="min-w-0 wrap-anywhere">
        <b className="block">{title}</b>
        {children}
        {actions !== undefined && <div className="mt-1.5 flex min-w-0 flex-wrap items-center gap-2">{actions}</div>}
      </div>
    </div>
  );
}
