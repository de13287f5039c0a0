import Link from 'next/link';
import { instant } from '@/lib/format/date';

export interface JournalEntry {
  readonly id: string;
  /** An instant, or null for what is still awaited. */
  readonly at: string | null;
  readonly what: string;
  /** "Ines Duarte, maker"; "scheduler". */
  readonly who?: string;
  readonly reason?: string;
  /** First characters of the line's hash. */
  readonly hash?: string;
  readonly href?: string;
}

/** Who did what, when, and in what order? Each line carries the hash that the next one holds. */
export function JournalList({ entries }: { readonly entries: readonly JournalEntry[] }) {
  return (
    <ol className="journal">
      {entries.map((entry) => (
        <li key={entry.id}>
          {entry.at === null ? <span className="muted">now</span> : <time dateTime={entry.at}>{instant(entry.at)}</time>}
          <div>
            {entry.href ? (
              <Link className="link" href={entry.href}>
                {entry.what}
              </Link>
            ) : (
              entry.what
            )}
            {entry.reason ? <p className="reason">{entry.reason}</p> : null}
            {entry.who ? <p className="muted">{entry.who}</p> : null}
            {entry.hash ? <p className="muted">{entry.hash}</p> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}
