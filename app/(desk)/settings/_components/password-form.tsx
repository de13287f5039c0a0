'use client';

import { useActionState } from 'react';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { Confirmation, ErrorSummary } from '@/components/ui/messages';
import { changePassword } from '../actions';

/** Changes one's own password. */
export function PasswordForm() {
  const [state, action, busy] = useActionState(changePassword, {});
  return (
    <form action={action} className="form-stack">
      {state.error ? <ErrorSummary title={state.error.message} /> : null}
      {state.done ? <Confirmation>{state.done}</Confirmation> : null}
      <TextField label="Password of now" name="current" type="password" autoComplete="current-password" required maxLength={128} />
      <TextField label="New password" name="next" type="password" autoComplete="new-password" required minLength={10} maxLength={128} hint="Ten characters or more" />
      <Button type="submit" disabled={busy}>
        Change the password
      </Button>
    </form>
  );
}
