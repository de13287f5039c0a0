'use client';

import { useActionState } from 'react';
import { Button } from '@/components/ui/button';
import { SelectField, TextField } from '@/components/ui/field';
import { Confirmation, ErrorSummary } from '@/components/ui/messages';
import { keepingFields } from '../../../keep-fields';
import { makeOwnToken } from '../actions';

const LIVES = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'a year' },
];

/** Makes a token, shows it once. */
export function TokenForm({ mayPropose }: { readonly mayPropose: boolean }) {
  const [state, action, busy] = useActionState(makeOwnToken, {});
  return (
    <form action={action} onSubmit={keepingFields(action)} className="form-stack mt-4">
      {state.error ? <ErrorSummary title={state.error.message} /> : null}
      <TextField label="Name of the token" name="name" required maxLength={80} hint="What will use it: a script, a sheet" />
      <SelectField label="It works for" name="days" defaultValue="90" options={LIVES} />
      {mayPropose ? (
        <label>
          <input type="checkbox" name="propose" /> It may make proposals too, not only read
        </label>
      ) : null}
      <Button type="submit" disabled={busy}>
        Make a token
      </Button>
      {state.token ? (
        <Confirmation>
          Keep the token {state.done} now; it is not shown again: <code data-testid="token">{state.token}</code>
        </Confirmation>
      ) : null}
    </form>
  );
}
