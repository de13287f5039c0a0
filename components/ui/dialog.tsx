'use client';

import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactElement, ReactNode } from 'react';

export interface DialogProps {
  /** The control that opens it; focus returns there. */
  readonly trigger?: ReactElement;
  readonly title: string;
  readonly description?: ReactNode;
  readonly children?: ReactNode;
  /** Buttons; wrap the one that cancels in `DialogClose`. */
  readonly actions?: ReactNode;
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  /** What gets the focus when it closes, false for nothing; without it, what had it before or the first control of the page. */
  readonly finalFocus?: () => HTMLElement | false;
}

/** A question that must be answered before anything else. Escape closes it and gives the focus back. */
export function Dialog({ trigger, title, description, children, actions, open, onOpenChange, finalFocus }: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange?.(next)}>
      {trigger ? <Base.Trigger render={trigger} /> : null}
      <Base.Portal>
        <Base.Backdrop className="dialog-backdrop" />
        <Base.Popup className="dialog" finalFocus={finalFocus}>
          <Base.Title render={<h2 />}>{title}</Base.Title>
          {description ? <Base.Description className="lede mt-2">{description}</Base.Description> : null}
          {children ? <div className="mt-4">{children}</div> : null}
          {actions ? <div className="dialog-foot">{actions}</div> : null}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** Makes the control it is given close the dialog around it. */
export function DialogClose({ render }: { readonly render: ReactElement }) {
  return <Base.Close render={render} />;
}
