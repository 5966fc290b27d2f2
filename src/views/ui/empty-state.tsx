import type { ReactNode } from 'react';

interface EmptyStateProps {
  /** The level that the page has room for. */
  readonly heading?: 'h2' | 'h3' | undefined;
  readonly title: string;
  /** One sentence on what will be here. */
  readonly children: ReactNode;
  /** The one button that starts it. */
  readonly action?: ReactNode;
}

export function EmptyState({ heading: Heading = 'h3', title, children, action }: EmptyStateProps) {
  return (
    <div className="empty-state grid max-w-[44ch] justify-items-start gap-3 px-4 py-5 text-ink-2">
      <Heading className="text-ink text-title">{title}</Heading>
      <p>{children}</p>
      {action}
    </div>
  );
}
