'use client';

import { Dialog } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';

export interface MenuPanelProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** What gets the focus when it closes. */
  readonly finalFocus: () => HTMLElement | false;
  readonly children: ReactNode;
}

/** What the menu of a narrow screen opens: the rail, over the page. */
export function MenuPanel({ open, onOpenChange, finalFocus, children }: MenuPanelProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Popup className="menu-panel" finalFocus={finalFocus}>
          <header>
            <Dialog.Title className="wordmark">Mainsheet</Dialog.Title>
            <Dialog.Close className="link">Close</Dialog.Close>
          </header>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
