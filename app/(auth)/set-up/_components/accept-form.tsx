'use client';

import { useActionState } from 'react';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { ErrorSummary } from '@/components/ui/messages';
import { keepingFields } from '../../../keep-fields';
import { acceptLink } from '../actions';

export interface AcceptFormProps {
  readonly token: string;
  /** Set for an invitation: the address it was made for. */
  readonly email: string | null;
  /** The link makes a new desk, which needs a name. */
  readonly makesDesk: boolean;
}

/** Name, address and password of a new person, and the name of the desk where there is none yet. */
export function AcceptForm({ token, email, makesDesk }: AcceptFormProps) {
  const [state, action, busy] = useActionState(acceptLink, {});
  return (
    <form action={action} onSubmit={keepingFields(action)} className="form-stack">
      {state.error ? <ErrorSummary title={state.error.message} /> : null}
      <input type="hidden" name="token" value={token} />
      {makesDesk ? <TextField label="Name of the desk" name="workspaceName" hint="A fund, a family, a firm" required /> : null}
      <TextField label="Your name" name="name" autoComplete="name" required hint="It stands beside everything you decide" />
      <TextField label="E-mail address" name="email" type="email" autoComplete="username" required defaultValue={email ?? ''} readOnly={email !== null} />
      <TextField label="Password" name="password" type="password" autoComplete="new-password" required minLength={10} maxLength={128} hint="Ten characters or more" />
      <Button kind="primary" type="submit" wide disabled={busy}>
        {makesDesk ? 'Set up the desk' : 'Join the desk'}
      </Button>
    </form>
  );
}
