'use client';

import dynamic from 'next/dynamic';
import { usePathname } from 'next/navigation';
import { useRef, useState, type ReactNode } from 'react';
import { currentRoom } from './navigation';
import { RoomLinks, type RoomLinksProps } from './room-links';

// Wide screens never open it: the code of a dialog comes when it is wanted.
const MenuPanel = dynamic(() => import('./menu-panel').then((module) => module.MenuPanel), { ssr: false });

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
  // It stays once it was open: it gives the focus back only if it is still there when it closes.
  const [ever, setEver] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  // Open only on the page it was opened on: following a link closes the menu.
  const open = openedAt === path;
  const show = () => {
    setEver(true);
    setOpenedAt(path);
  };
  const items = groups.flatMap((group) => group.items);
  const here = current ? items.find((item) => item.key === current) : currentRoom(groups, path);
  return (
    <header className="topbar">
      <span className="wordmark">Mainsheet</span>
      <span>{here?.label}</span>
      <span className="topbar-end">
        {search}
        <button ref={button} type="button" className="link" aria-haspopup="dialog" aria-expanded={open} onClick={show}>
          Menu
        </button>
      </span>
      {ever ? (
        <MenuPanel open={open} onOpenChange={(next) => setOpenedAt(next ? path : null)} finalFocus={() => button.current ?? false}>
          {portfolio}
          <RoomLinks groups={groups} current={current} />
          <div className="rail-foot">{foot}</div>
        </MenuPanel>
      ) : null}
    </header>
  );
}
