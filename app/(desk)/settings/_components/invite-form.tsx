'use client';

import { useActionState, useSyncExternalStore } from 'react';
import { Button } from '@/components/ui/button';
import { SelectField, TextField } from '@/components/ui/field';
import { Confirmation, ErrorSummary } from '@/components/ui/messages';
import { keepingFields } from '../../../keep-fields';
import { invite, type InviteState } from '../actions';

const START: InviteState = {};
const never = () => () => undefined;

/** Invites a person: makes a link, shows it once. */
export function InviteForm() {
  const [state, action, busy] = useActionState(invite, START);
  const origin = useSyncExternalStore(never, () => window.location.origin, () => '');
  return (
    <form action={action} onSubmit={keepingFields(action)} className="form-stack">
      {state.error ? <ErrorSummary title={state.error.message} /> : null}
      <TextField label="E-mail address" name="email" type="email" required />
      <SelectField
        label="Role"
        name="role"
        defaultValue="approver"
        options={[
          { value: 'viewer', label: 'Viewer: reads' },
          { value: 'analyst', label: 'Analyst: imports, makes portfolios and proposals' },
          { value: 'approver', label: 'Approver: proposes and decides' },
          { value: 'administrator', label: 'Administrator: everything, and people' },
        ]}
      />
      <Button type="submit" disabled={busy}>
        Make an invitation link
      </Button>
      {state.link ? (
        <Confirmation>
          Hand this link to {state.email}; it works once, for seven days, and is not shown again: <code data-testid="invitation">{`${origin}${state.link}`}</code>
        </Confirmation>
      ) : null}
    </form>
  );
}
