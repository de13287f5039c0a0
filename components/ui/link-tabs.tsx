import Link from 'next/link';

export interface LinkTab {
  readonly label: string;
  readonly href: string;
}

export interface LinkTabsProps {
  /** What is being chosen: "Asset class". */
  readonly label: string;
  readonly tabs: readonly LinkTab[];
  /** `href` of the tab that is shown. */
  readonly current: string;
  /** Only where the wide layout offers the choice elsewhere. */
  readonly narrowOnly?: boolean;
}

/** A choice kept in the address, so that the view can be sent to a colleague. */
export function LinkTabs({ label, tabs, current, narrowOnly = false }: LinkTabsProps) {
  return (
    <nav aria-label={label} className={narrowOnly ? 'narrow-only' : undefined}>
      <ul className="tabs">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <Link href={tab.href} scroll={false} aria-current={tab.href === current ? 'true' : undefined}>
              {tab.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
