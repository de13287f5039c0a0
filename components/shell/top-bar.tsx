'use client';

import { Dialog } from '@base-ui/react/dialog';
import { usePathname } from 'next/navigation';
import { useState, type ReactNode } from 'react';
import { currentRoom } from './navigation';
import { RoomLinks, type RoomLinksProps } from './room-links';

export interface TopBarProps extends RoomLinksProps {
  /** The portfolio whose rooms the menu leads to. */
  readonly portfolio?: ReactNode;
  readonly search?: ReactNode;
  /** What stands at the foot of the rail: persona, theme, sign out. */
  readonly foot: ReactNode;
}

/** The rail of a narrow screen: where you are, and a menu with every room. */
export function TopBar({ groups, current, portfolio, search, foot }: TopBarProps) {
  const path = usePathname();
  const [openedAt, setOpenedAt] = useState<string | null>(null);
  const items = groups.flatMap((group) => group.items);
  const here = current ? items.find((item) => item.key === current) : currentRoom(groups, path);
  return (
    <header className="topbar">
      <span className="wordmark">Mainsheet</span>
      <span>{here?.label}</span>
      {/* Open only on the page it was opened on: following a link closes the menu. */}
      <Dialog.Root open={openedAt === path} onOpenChange={(open) => setOpenedAt(open ? path : null)}>
        <span className="topbar-end">
          {search}
          <Dialog.Trigger className="link">Menu</Dialog.Trigger>
        </span>
        <Dialog.Portal>
          <Dialog.Popup className="menu-panel">
            <header>
              <Dialog.Title className="wordmark">Mainsheet</Dialog.Title>
              <Dialog.Close className="link">Close</Dialog.Close>
            </header>
            {portfolio}
            <RoomLinks groups={groups} current={current} />
            <div className="rail-foot">{foot}</div>
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
    </header>
  );
}
