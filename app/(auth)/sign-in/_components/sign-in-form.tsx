'use client';

import { useActionState } from 'react';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { ErrorSummary } from '@/components/ui/messages';
import { keepingFields } from '../../../keep-fields';
import { signIn, signInAsPersona } from '../actions';

interface Back {
  /** The notice that somebody came for, to be led to once they are signed in. */
  readonly back?: string | undefined;
}

/** E-mail and password. */
export function SignInForm({ back }: Back) {
  const [state, action, busy] = useActionState(signIn, {});
  return (
    <form action={action} onSubmit={keepingFields(action)} className="form-stack">
      {state.error ? <ErrorSummary title={state.error.message} /> : null}
      {back === undefined ? null : <input type="hidden" name="back" value={back} />}
      <TextField label="E-mail address" name="email" type="email" autoComplete="username" required />
      <TextField label="Password" name="password" type="password" autoComplete="current-password" required />
      <Button kind="primary" type="submit" wide disabled={busy}>
        Sign in
      </Button>
    </form>
  );
}

export interface Persona {
  readonly userId: string;
  readonly name: string;
  readonly role: string;
}

const MEANING: Readonly<Record<string, string>> = {
  analyst: 'makes proposals',
  approver: 'approves or rejects them',
  viewer: 'looks on',
  administrator: 'sets the rules',
};

/** One click into the sample desk as one of its people. */
export function PersonaButtons({ personas, back }: Back & { readonly personas: readonly Persona[] }) {
  const [state, action, busy] = useActionState(signInAsPersona, {});
  return (
    <form action={action} className="form-stack">
      {state.error ? <ErrorSummary title={state.error.message} /> : null}
      {back === undefined ? null : <input type="hidden" name="back" value={back} />}
      {personas.map((persona) => (
        <Button key={persona.userId} type="submit" name="userId" value={persona.userId} wide disabled={busy}>
          {persona.name}, {persona.role}: {MEANING[persona.role]}
        </Button>
      ))}
    </form>
  );
}
