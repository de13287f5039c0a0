'use client';

import { useActionState } from 'react';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { ErrorSummary } from '@/components/ui/messages';
import { keepingFields } from '../../../keep-fields';
import { chooseNewPassword } from '../actions';

/** Somebody who forgot their password chooses another. */
export function NewPasswordForm({ token, email }: { readonly token: string; readonly email: string }) {
  const [state, action, busy] = useActionState(chooseNewPassword, {});
  return (
    <form action={action} onSubmit={keepingFields(action)} className="form-stack">
      {state.error ? <ErrorSummary title={state.error.message} /> : null}
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <TextField label="New password" name="password" type="password" autoComplete="new-password" required minLength={10} maxLength={128} hint="Ten characters or more" />
      <Button kind="primary" type="submit" wide disabled={busy}>
        Change the password
      </Button>
    </form>
  );
}
