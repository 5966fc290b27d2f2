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
    <div role="alert" className={classNames('alert', className)}>
      <Icon name={icon} />
      <div>
        <b>{title}</b>
        {children}
        {actions !== undefined && <div className="row">{actions}</div>}
      </div>
    </div>
  );
}
