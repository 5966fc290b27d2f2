import type { ReactNode } from 'react';
import { classNames } from './class-names';

interface PaneProps {
  /** Names the region. */
  readonly label: string;
  /** `surface` for the one that the screen is about: it is nearest to the reader. */
  readonly ground?: 'pane' | 'surface' | undefined;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A region of a workbench: a head, what scrolls, a foot. */
export function Pane({ label, ground = 'pane', className, children }: PaneProps) {
  return (
    <section
      className={classNames(
        'flex min-h-0 min-w-0 flex-col',
        ground === 'surface' ? 'bg-surface' : 'bg-pane',
        className,
      )}
      aria-label={label}
    >
      {children}
    </section>
  );
}

interface PartProps {
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

export function PaneHead({ className, children }: PartProps) {
  return (
    <div
      className={classNames(
        'pane-head flex min-h-pane-head min-w-0 flex-none items-center gap-2 px-4 [&>h2]:whitespace-nowrap',
        className,
      )}
    >
      {children}
    </div>
  );
}

interface BodyProps extends PartProps {
  /** Its parts reach to its edges, and have an inset of their own. */
  readonly flush?: boolean | undefined;
}

/** What scrolls. */
export function PaneBody({ className, flush, children }: BodyProps) {
  return (
    <div
      className={classNames(
        'pane-body thin-scrollbar relative min-h-0 flex-1 overflow-auto',
        !flush && 'px-4 pb-4',
        className,
      )}
    >
      {children}
    </div>
  );
}

/** What stays in sight: the actions on all that is above. */
export function PaneFoot({ className, children }: PartProps) {
  return <div className={classNames('flex-none border-line border-t bg-pane px-4 py-3', className)}>{children}</div>;
}
