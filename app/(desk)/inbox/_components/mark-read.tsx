'use client';

import { useActionState } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorSummary } from '@/components/ui/messages';
import { markRead } from '../actions';

/** Marks one notice as read, or, without one, all. */
export function MarkRead({ notice, says }: { readonly notice?: string; readonly says?: string }) {
  const [state, send, busy] = useActionState(markRead, {});
  return (
    <form action={send}>
      {notice === undefined ? (
        <Button type="submit" disabled={busy}>
          Mark all as read
        </Button>
      ) : (
        <>
          <input type="hidden" name="notice" value={notice} />
          <button type="submit" className="link" disabled={busy} aria-label={`Mark as read: ${says ?? ''}`}>
            Mark as read
          </button>
        </>
      )}
      {state.error ? <ErrorSummary title={state.error.message} /> : null}
    </form>
  );
}
