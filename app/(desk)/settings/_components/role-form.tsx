'use client';

import { useActionState, useState } from 'react';
import { Button } from '@/components/ui/button';
import { SelectField, type SelectOption } from '@/components/ui/field';
import { Confirmation, ErrorSummary } from '@/components/ui/messages';
import { keepingFields } from '../../../keep-fields';
import { saveRole } from '../actions';
import { AS_AT_DESK, ROLE_OPTIONS, WHOLE_DESK } from '../view-model';

export interface RoleFormProps {
  readonly people: readonly SelectOption[];
  readonly portfolios: readonly SelectOption[];
}

/** Gives a member a role, at the desk or at one portfolio. */
export function RoleForm({ people, portfolios }: RoleFormProps) {
  const [state, action, busy] = useActionState(saveRole, {});
  const [place, setPlace] = useState(WHOLE_DESK);
  const roles = place === WHOLE_DESK ? ROLE_OPTIONS : [...ROLE_OPTIONS, { value: AS_AT_DESK, label: 'The same as at the desk' }];
  return (
    <form action={action} onSubmit={keepingFields(action)} className="form-stack">
      {state.error ? <ErrorSummary title={state.error.message} /> : null}
      {state.done ? <Confirmation>{state.done}</Confirmation> : null}
      <SelectField label="Person" name="person" options={people} />
      <SelectField
        label="Where"
        name="place"
        value={place}
        onChange={(event) => setPlace(event.target.value)}
        options={[{ value: WHOLE_DESK, label: 'The whole desk' }, ...portfolios]}
        hint="A role at a portfolio replaces the one at the desk there, up or down"
      />
      <SelectField key={place === WHOLE_DESK ? 'desk' : 'portfolio'} label="Role" name="role" defaultValue="viewer" options={roles} />
      <Button type="submit" disabled={busy}>
        Change the role
      </Button>
    </form>
  );
}
