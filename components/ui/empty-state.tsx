import type { ReactNode } from 'react';

export interface EmptyStateProps {
  readonly title: string;
  /** Why, and what would be here. */
  readonly children: ReactNode;
  /** The one next step: an empty room always has it. */
  readonly action: ReactNode;
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
