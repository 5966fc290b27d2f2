import type { ReactNode } from 'react';
import { classNames } from './class-names';

interface RowProps {
  readonly children: ReactNode;
  /** What has no room goes on to the next line. */
  readonly wraps?: boolean | undefined;
  readonly className?: string | undefined;
}

/** Controls and words side by side. */
export function Row({ children, wraps, className }: RowProps) {
  return (
    <div className={classNames('row flex min-w-0 items-center gap-2', wraps && 'wraps flex-wrap', className)}>
      {children}
    </div>
  );
}
