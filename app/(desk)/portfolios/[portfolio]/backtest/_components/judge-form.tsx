'use client';

import { useActionState } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorSummary } from '@/components/ui/messages';
import { judge } from '../actions';

/** Asks for the work that takes seconds; the moment that is looked at goes with it. */
export function JudgeForm({ portfolio, moment }: { readonly portfolio: string; readonly moment: Readonly<Record<string, string>> }) {
  const [state, send, busy] = useActionState(judge, {});
  return (
    <form action={send}>
      <input type="hidden" name="portfolio" value={portfolio} />
      {Object.entries(moment).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button type="submit" kind="primary" disabled={busy} aria-busy={busy}>
        {busy ? 'Resampling histories and running variants…' : 'Ask whether it is luck'}
      </Button>
      <p className="sub" role="status">
        {busy ? 'This takes some seconds. The page stays usable, and the answer is kept if you leave.' : ''}
      </p>
      {state.error ? <ErrorSummary title={state.error.message} /> : null}
    </form>
  );
}
