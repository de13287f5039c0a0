import type { ReactNode } from 'react';

/** The way in: one narrow column, nothing else. */
export default function EntranceLayout({ children }: { readonly children: ReactNode }) {
  return (
    <main className="entrance" id="room">
      <p className="wordmark">Mainsheet</p>
      {children}
    </main>
  );
}
