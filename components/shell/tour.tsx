'use client';

import Link from 'next/link';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { tourAddress, tourStopAt, type TourStop } from './tour-stops';

export interface TourProps {
  readonly stops: readonly TourStop[];
  /** Whether this browser was never taken around and never said no. */
  readonly invites: boolean;
  /** The cookie that remembers it. */
  readonly cookie: string;
}

const A_YEAR = 60 * 60 * 24 * 365;

/** Through the rooms by plain links: it covers nothing, and the address says where one is. */
export function Tour({ stops, invites, cookie }: TourProps) {
  const path = usePathname();
  const router = useRouter();
  const [left, setLeft] = useState(false);
  const at = tourStopAt(stops, path, useSearchParams().get('tour'));
  const leave = () => {
    document.cookie = `${cookie}=left; path=/; max-age=${A_YEAR}; samesite=lax`;
    setLeft(true);
    if (at !== null) router.replace(path, { scroll: false });
  };
  if (at === null) {
    if (!invites || left || path !== '/') return null;
    return (
      <section className="tour" aria-label="Tour">
        <p>
          <b>New here?</b> {stops.length} stops through the sample desk, a sentence at each.
        </p>
        <p className="tour-links">
          <Link className="link" href={tourAddress(stops, 1)}>
            Take the tour
          </Link>
          <button type="button" className="link" onClick={leave}>
            Not now
          </button>
        </p>
      </section>
    );
  }
  const { room, says } = stops[at - 1];
  return (
    <section className="tour" aria-label="Tour">
      <p>
        <b>
          {at} of {stops.length}: {room}.
        </b>{' '}
        {says}
      </p>
      <p className="tour-links">
        {at > 1 ? (
          <Link className="link" href={tourAddress(stops, at - 1)}>
            Back
          </Link>
        ) : null}
        {at < stops.length ? (
          <Link className="link" href={tourAddress(stops, at + 1)}>
            Next: {stops[at].room}
          </Link>
        ) : null}
        <button type="button" className="link" onClick={leave}>
          {at < stops.length ? 'Leave the tour' : 'End the tour'}
        </button>
      </p>
    </section>
  );
}
