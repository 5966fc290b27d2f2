import type { ReactNode } from 'react';
import { classNames } from '../class-names';
import { useOverflows } from './use-overflows';

interface ScrollFrameProps {
  /** Of the table in it: `Comparison`. */
  readonly label: string;
  readonly children: ReactNode;
  readonly className?: string | undefined;
}

/** A frame that a wide table scrolls in. Where it overflows it has a name and a tab stop, so that the arrow keys reach all of it; else neither. */
export function ScrollFrame({ label, children, className }: ScrollFrameProps) {
  const [ref, overflows] = useOverflows<HTMLElement>();
  // A group: regions are the parts of the page, and their names are looked for.
  const reached = overflows ? ({ role: 'group', 'aria-label': `${label}, scrollable`, tabIndex: 0 } as const) : {};
  return (
    <div ref={ref} className={classNames('relative overflow-x-auto', className)} {...reached}>
      {children}
    </div>
  );
}
