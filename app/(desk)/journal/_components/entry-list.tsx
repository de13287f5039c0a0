import Link from 'next/link';
import type { ReactNode } from 'react';
import { StatusMark } from '@/components/ui/status-mark';
import { instant } from '@/lib/format/date';
import type { EntryView } from '../view-model';

export interface ListedEntry extends EntryView {
  /** Opens the row, or closes it again. */
  readonly href: string;
  /** The facts, where it is open. */
  readonly facts: ReactNode;
}

/** Who did what, when, and in what order? Each row opens where it stands. */
export function EntryList({ entries }: { readonly entries: readonly ListedEntry[] }) {
  return (
    <ol className="journal">
      {entries.map((entry) => (
        <li key={entry.sequence} id={`row-${entry.sequence}`}>
          <time dateTime={entry.at}>{instant(entry.at)}</time>
          <div>
            <Link className="link" href={entry.href} scroll={false} prefetch={false} aria-expanded={entry.facts !== null}>
              {entry.what}
            </Link>
            {entry.fault === null ? null : (
              <p>
                <StatusMark tone="bad">Does not hold: {entry.fault}</StatusMark>
              </p>
            )}
            {entry.reason ? <p className="reason">{entry.reason}</p> : null}
            <p className="muted">
              {entry.who} · {entry.hash}
            </p>
            {entry.facts}
          </div>
        </li>
      ))}
    </ol>
  );
}
