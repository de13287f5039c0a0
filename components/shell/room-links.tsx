'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { currentRoom, type NavigationGroup } from './navigation';

export interface RoomLinksProps {
  readonly groups: readonly NavigationGroup[];
  /** Key of the current room; without it the address decides. */
  readonly current?: string;
}

/** The rooms, in their groups, with the current one marked. */
export function RoomLinks({ groups, current }: RoomLinksProps) {
  const path = usePathname();
  const here = current ?? currentRoom(groups, path)?.key;
  return groups.map((group) => (
    <ul key={group.label} aria-label={group.label} className="rail-links">
      {group.items.map((item) => (
        <li key={item.key}>
          {item.href === null ? (
            <span className="off">{item.label}</span>
          ) : (
            <Link href={`${item.href}${item.query ?? ''}`} aria-current={item.key === here ? 'page' : undefined}>
              {item.label}
              {item.count ? (
                <>
                  {' '}
                  <span className="rail-count">
                    {item.count}
                    <span className="sr-only"> unread</span>
                  </span>
                </>
              ) : null}
            </Link>
          )}
        </li>
      ))}
    </ul>
  ));
}
