'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useEffect } from 'react';
import { PORTFOLIO_COOKIE, sameRoom } from './navigation';

export interface PortfolioSwitchProps {
  readonly current: { readonly slug: string; readonly name: string };
  /** All portfolios of the desk. */
  readonly portfolios: readonly { readonly slug: string; readonly name: string }[];
}

/** The portfolio whose rooms stand below, and the others: each opens in the room one is in. */
export function PortfolioSwitch({ current, portfolios }: PortfolioSwitchProps) {
  const path = usePathname();
  useEffect(() => {
    document.cookie = `${PORTFOLIO_COOKIE}=${encodeURIComponent(current.slug)}; path=/; max-age=31536000; samesite=lax`;
  }, [current.slug]);
  const others = portfolios.filter(({ slug }) => slug !== current.slug);
  const mix = `/portfolios/${current.slug}`;
  if (others.length === 0) return <Link className="sub" href={mix}>{current.name}</Link>;
  return (
    <details className="portfolio-switch">
      <summary>{current.name}</summary>
      <ul aria-label="Other portfolios">
        {others.map(({ slug, name }) => (
          <li key={slug}>
            <Link href={sameRoom(path, slug)}>{name}</Link>
          </li>
        ))}
      </ul>
    </details>
  );
}
