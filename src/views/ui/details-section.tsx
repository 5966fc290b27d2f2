import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { Icon } from './icon';

interface DetailsSectionProps {
  readonly title: string;
  /** At the end of the heading, quieter: what is inside, in few words. */
  readonly sum?: ReactNode;
  readonly children: ReactNode;
  readonly startsOpen?: boolean | undefined;
  /** The last one of a pane has no line under it. */
  readonly isLast?: boolean | undefined;
  /** Of what opens. */
  readonly bodyClassName?: string | undefined;
}

/** A part of a pane that can be closed. What is in it stays in the page, so that no half-typed value is lost. */
export function DetailsSection({ title, sum, children, startsOpen, isLast, bodyClassName }: DetailsSectionProps) {
  return (
    <details className={isLast ? undefined : 'border-line border-b'} open={startsOpen}>
      <summary
        className={classNames(
          'flex min-h-11 cursor-pointer list-none items-center gap-1.5 pr-4 pl-2.5 focus-visible:rounded-m',
          'focus-visible:-outline-offset-3 [&::-webkit-details-marker]:hidden',
        )}
      >
        <Icon
          name="right"
          className="text-ink-3 transition-transform duration-base ease-settle [[open]>summary>&]:rotate-90"
        />
        <h3 className="whitespace-nowrap">{title}</h3>
        {sum !== undefined && <span className="ml-auto min-w-0 truncate text-ink-3 text-small">{sum}</span>}
      </summary>
      <div className={classNames('grid grid-cols-[minmax(0,1fr)] gap-3 px-4 pb-4', bodyClassName)}>{children}</div>
    </details>
  );
}
