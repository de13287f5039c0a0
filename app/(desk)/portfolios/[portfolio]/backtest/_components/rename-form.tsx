'use client';

import { useActionState } from 'react';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { ErrorSummary } from '@/components/ui/messages';
import { keepingFields } from '../../../../../keep-fields';
import { renameRun } from '../actions';

/** Gives a run another name; what it is stays. */
export function RenameForm({ portfolio, run, name }: { readonly portfolio: string; readonly run: string; readonly name: string }) {
  const [state, action, busy] = useActionState(renameRun, {});
  return (
    <form action={action} onSubmit={keepingFields(action)} className="form-stack">
      <input type="hidden" name="portfolio" value={portfolio} />
      <input type="hidden" name="run" value={run} />
      <TextField label={`New name of ${name}`} name="name" defaultValue={name} required maxLength={80} />
      <Button type="submit" disabled={busy}>
        {busy ? 'Renaming…' : 'Rename'}
      </Button>
      {state.error ? <ErrorSummary title={state.error.message} /> : null}
    </form>
  );
}
