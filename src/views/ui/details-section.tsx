import type { ReactNode } from 'react';
import { Icon } from './icon';

interface DetailsSectionProps {
  readonly title: string;
  /** At the end of the heading, quieter: what is inside, in few words. */
  readonly sum?: ReactNode;
  readonly children: ReactNode;
  readonly startsOpen?: boolean | undefined;
}

/** A part of a pane that can be closed. What is in it stays in the page, so that no half-typed value is lost. */
export function DetailsSection({ title, sum, children, startsOpen }: DetailsSectionProps) {
  return (
    <details className="sec" open={startsOpen}>
      <summary>
        <Icon name="right" />
        <h3>{title}</h3>
        {sum !== undefined && <span className="sum clip">{sum}</span>}
      </summary>
      <div className="sec-body">{children}</div>
    </details>
  );
}
