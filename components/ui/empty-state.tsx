import type { ReactNode } from 'react';

export interface EmptyStateProps {
  readonly title: string;
  /** What to do next: an empty room always says it. */
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

/** Nothing here yet, why, and the way on. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="empty">
      <h2>{title}</h2>
      <p className="lede">{children}</p>
      {action}
    </div>
  );
}
