'use client';

import { useActionState } from 'react';
import { Button } from '@/components/ui/button';
import { SelectField, type SelectOption } from '@/components/ui/field';
import { ErrorSummary } from '@/components/ui/messages';
import { keepingFields } from '../../../keep-fields';
import { makeReset } from '../actions';
import { LinkShown } from './link-shown';

/** For somebody who forgot their password: makes a link, shows it once. */
export function ResetForm({ people }: { readonly people: readonly SelectOption[] }) {
  const [state, action, busy] = useActionState(makeReset, {});
  return (
    <form action={action} onSubmit={keepingFields(action)} className="form-stack">
      {state.error ? <ErrorSummary title={state.error.message} /> : null}
      <SelectField label="Who forgot" name="person" options={people} />
      <Button type="submit" disabled={busy}>
        Make a link for a new password
      </Button>
      {state.link ? <LinkShown link={state.link} person={state.person ?? ''} life="one day" testId="reset-link" /> : null}
    </form>
  );
}
