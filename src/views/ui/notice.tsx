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
    <div className={classNames(tone === 'warn' ? 'note' : 'inset', className)}>
      <Icon name={icon ?? (tone === 'warn' ? 'warn' : 'info')} />
      <span>{children}</span>
      {action}
    </div>
  );
}
