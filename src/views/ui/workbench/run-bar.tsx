import type { ReactNode } from 'react';
import { classNames } from '../class-names';

interface RunBarProps {
  /** Names the region. */
  readonly label: string;
  /** What is run on. A narrow window leaves it out: the header of the app says it. */
  readonly title: string;
  /** Under the title: which run, and how it stands. */
  readonly line: ReactNode;
  /** How far it is, or what it would cost. */
  readonly children: ReactNode;
  /** Buttons, the primary one first. */
  readonly actions: ReactNode;
  /** Why it does not go on. */
  readonly problem?: ReactNode;
}

/** Above the panes of a workbench whose runs take their time: what runs, how far it is, and what can be done with it. */
export function RunBar({ label, title, line, children, actions, problem }: RunBarProps) {
  return (
    <div className="min-w-0 bg-surface max-medium:border-line max-medium:border-b">
      <section className={barLook} aria-label={label}>
        <div className="min-w-0 px-4 max-medium:flex max-medium:max-w-none max-wide:max-w-[260px] max-medium:items-center max-medium:gap-3 max-wide:pr-0 max-medium:pr-4">
          <b className="block truncate text-title max-medium:hidden">{title}</b>
          {line}
        </div>
        {children}
        <div className={actionsLook}>{actions}</div>
      </section>
      {problem}
    </div>
  );
}

const barLook = classNames(
  'train grid min-h-16 grid-cols-[292px_minmax(0,1fr)_auto] items-center max-wide:grid-cols-[auto_minmax(0,1fr)_auto]',
  'max-medium:relative max-medium:grid-cols-[minmax(0,1fr)] max-medium:gap-2.5 max-medium:py-2.5',
);

/** Words go before icons where there is little room. */
const actionsLook = classNames(
  'flex gap-2 pr-3 max-medium:px-4 max-wide:[&>.btn:not(.icon)]:px-2.5',
  'max-medium:[&>.btn:not(.icon)]:flex-1 max-medium:[&>.btn:not(.icon)]:px-1.5 max-[1081px]:[&>.btn:not(.icon)>svg]:hidden',
);
