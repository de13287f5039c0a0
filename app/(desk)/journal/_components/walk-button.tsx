'use client';

import { useActionState } from 'react';
import { Button } from '@/components/ui/button';
import { Confirmation, ErrorSummary } from '@/components/ui/messages';
import { walkChain } from '../actions';

/** Walks the whole chain when asked; what was found stays until the page is left. */
export function WalkButton() {
  const [state, send, busy] = useActionState(walkChain, {});
  return (
    <form action={send} className="walk">
      <Button type="submit" kind="primary" disabled={busy}>
        {busy ? 'Walking every row …' : 'Verify the whole chain'}
      </Button>
      {state.error && !busy ? <ErrorSummary title={state.error.message} /> : null}
      {state.done && !busy ? <Confirmation>{state.done}</Confirmation> : null}
    </form>
  );
}
