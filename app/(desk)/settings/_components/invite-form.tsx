'use client';

import { useActionState } from 'react';
import { Button } from '@/components/ui/button';
import { SelectField, TextField } from '@/components/ui/field';
import { ErrorSummary } from '@/components/ui/messages';
import { keepingFields } from '../../../keep-fields';
import { invite } from '../actions';
import { ROLE_OPTIONS } from '../view-model';
import { LinkShown } from './link-shown';

/** Invites a person: makes a link, shows it once. */
export function InviteForm() {
  const [state, action, busy] = useActionState(invite, {});
  return (
    <form action={action} onSubmit={keepingFields(action)} className="form-stack">
      {state.error ? <ErrorSummary title={state.error.message} /> : null}
      <TextField label="E-mail address" name="email" type="email" required />
      <SelectField label="Role" name="role" defaultValue="approver" options={ROLE_OPTIONS} />
      <Button type="submit" disabled={busy}>
        Make an invitation link
      </Button>
      {state.link ? <LinkShown link={state.link} person={state.person ?? ''} life="seven days" testId="invitation" /> : null}
    </form>
  );
}
