'use client';

import { useActionState } from 'react';
import { Button } from '@/components/ui/button';
import { Confirmation, ErrorSummary } from '@/components/ui/messages';
import { keepingFields } from '../../../keep-fields';
import { saveMailKinds } from '../actions';
import type { MailKind } from '../view-model';

/** Ticks the kinds of notices that come by mail. */
export function MailForm({ kinds }: { readonly kinds: readonly MailKind[] }) {
  const [state, action, busy] = useActionState(saveMailKinds, {});
  return (
    <form action={action} onSubmit={keepingFields(action)} className="form-stack">
      {state.error ? <ErrorSummary title={state.error.message} /> : null}
      {state.done ? <Confirmation>{state.done}</Confirmation> : null}
      <fieldset>
        <legend className="field-label">Send me a mail when</legend>
        {kinds.map(({ kind, label, isChosen }) => (
          <label className="choice" key={kind}>
            <input type="checkbox" name={kind} defaultChecked={isChosen} /> <b>{label}</b>
          </label>
        ))}
      </fieldset>
      <Button type="submit" disabled={busy}>
        Save what comes by mail
      </Button>
    </form>
  );
}
