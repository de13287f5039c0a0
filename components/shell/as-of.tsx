'use client';

import { usePathname, useSearchParams } from 'next/navigation';

export interface AsOfProps {
  /** The day shown, and the last one there is. */
  readonly asOf: string;
  readonly latest: string;
  readonly isPast: boolean;
}

/** Names of the address that the picker sets itself, or that mean nothing on another day. */
const OWN = new Set(['asOf', 'recordedBy']);

/** Which day is looked at: a plain form, so that it works before any script has come. */
export function AsOf({ asOf, latest, isPast }: AsOfProps) {
  const path = usePathname();
  const query = useSearchParams();
  const kept = [...query.entries()].filter(([name]) => !OWN.has(name));
  const back = kept.length === 0 ? path : `${path}?${new URLSearchParams(kept).toString()}`;
  return (
    <form className="as-of" action={path} method="get">
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <label>
        As of <input key={asOf} type="date" name="asOf" defaultValue={asOf} max={latest} required />
      </label>
      <button type="submit" className="link">
        Show
      </button>
      {isPast ? (
        <a className="link" href={back}>
          Latest
        </a>
      ) : null}
    </form>
  );
}
