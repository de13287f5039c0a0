'use client';

import dynamic from 'next/dynamic';
import { useActionState, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorSummary } from '@/components/ui/messages';
import { removePerson } from '../actions';

// Few visits remove anybody: the code of the question comes when it is asked.
const Dialog = dynamic(() => import('@/components/ui/dialog').then((module) => module.Dialog), { ssr: false });

export interface RemovePersonProps {
  readonly userId: string;
  readonly name: string;
}

/** Takes a person off the desk, once that was asked and answered: it cannot be taken back, only begun anew by an invitation. */
export function RemovePerson({ userId, name }: RemovePersonProps) {
  const [state, send, busy] = useActionState(removePerson, {});
  const [asked, setAsked] = useState(false);
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const ask = () => {
    setAsked(true);
    setOpen(true);
  };
  return (
    <>
      <button ref={opener} type="button" className="link" aria-haspopup="dialog" aria-label={`Remove ${name} from this desk`} onClick={ask}>
        Remove
      </button>
      {asked ? (
        <Dialog
          open={open}
          onOpenChange={setOpen}
          finalFocus={() => opener.current ?? false}
          title={`Remove ${name} from this desk?`}
          description="They cannot open it any more from now on, and their tokens here end. What they made and signed stays. To come back, they need a new invitation."
          actions={
            <>
              <Button onClick={() => setOpen(false)}>Keep</Button>
              <form action={send}>
                <input type="hidden" name="person" value={userId} />
                <Button type="submit" kind="danger" disabled={busy}>
                  {busy ? 'One moment …' : 'Remove'}
                </Button>
              </form>
            </>
          }
        >
          {state.error ? <ErrorSummary title={state.error.message} /> : null}
        </Dialog>
      ) : null}
    </>
  );
}
