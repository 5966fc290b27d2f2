import type { ReactNode } from 'react';

interface EmptyStateProps {
  readonly title: string;
  /** One sentence on what will be here. */
  readonly children: ReactNode;
  /** The one button that starts it. */
  readonly action?: ReactNode;
}

export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="empty-state">
      <h3>{title}</h3>
      <p>{children}</p>
      {action}
    </div>
  );
}
