import Link from 'next/link';
import type { ReactNode } from 'react';

export interface Crumb {
  readonly label: string;
  readonly href?: string;
}

export interface PageHeadProps {
  /** From the portfolio to this page; the last one is this page. */
  readonly crumbs: readonly Crumb[];
  /** The finding, with its number. */
  readonly title: string;
  readonly lede?: ReactNode;
  /** The main action last: it stands right, and first where it is narrow. */
  readonly actions?: ReactNode;
}

/** What this page found, why, and what can be done about it. */
export function PageHead({ crumbs, title, lede, actions }: PageHeadProps) {
  return (
    <>
      <nav className="crumb" aria-label="Where you are">
        <ol>
          {crumbs.map((crumb, index) => (
            <li key={crumb.label} aria-current={index === crumbs.length - 1 ? 'page' : undefined}>
              {crumb.href && index < crumbs.length - 1 ? <Link href={crumb.href}>{crumb.label}</Link> : crumb.label}
            </li>
          ))}
        </ol>
      </nav>
      <div className="page-head">
        <div>
          <h1>{title}</h1>
          {lede ? <p className="lede">{lede}</p> : null}
        </div>
        {actions ? <div className="actions">{actions}</div> : null}
      </div>
    </>
  );
}

/** The end of a page: on what it rests, and the main action once more. */
export function FootActions({ children, actions }: { readonly children: ReactNode; readonly actions?: ReactNode }) {
  return (
    <div className="foot-actions">
      <span>{children}</span>
      {actions ? <div className="actions">{actions}</div> : null}
    </div>
  );
}
