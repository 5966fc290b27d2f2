import type { ReactNode } from 'react';
import { classNames } from './class-names';

interface RowProps {
  readonly children: ReactNode;
  /** What has no room goes on to the next line. */
  readonly wraps?: boolean | undefined;
  readonly className?: string | undefined;
}

/** The classes of a row, for what is an element of its own kind: a header, a fieldset. */
export const rowLook = 'row flex min-w-0 items-center gap-2';

/** Controls and words side by side. */
export function Row({ children, wraps, className }: RowProps) {
  return <div className={classNames(rowLook, wraps && 'wraps flex-wrap', className)}>{children}</div>;
}
