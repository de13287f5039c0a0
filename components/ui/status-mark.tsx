import type { ReactNode } from 'react';

export type StatusTone = 'ok' | 'attention' | 'bad' | 'neutral';

/** A word with a shape: disc is fine, diamond wants attention, square is wrong, ring is only a state. */
export function StatusMark({ tone, children }: { readonly tone: StatusTone; readonly children: ReactNode }) {
  return (
    <span className="status" data-tone={tone}>
      {children}
    </span>
  );
}
