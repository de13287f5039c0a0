'use client';

import { useActionState, useState } from 'react';
import { Button } from '@/components/ui/button';
import { SelectField, type SelectOption } from '@/components/ui/field';
import { Confirmation, ErrorSummary } from '@/components/ui/messages';
import type { MemberReading } from '@/lib/server/use-cases/read-people';
import { keepingFields } from '../../../keep-fields';
import { saveRole } from '../actions';
import { AS_AT_DESK, roleNow, ROLE_OPTIONS, WHOLE_DESK } from '../view-model';

export interface RoleFormProps {
  readonly people: readonly (SelectOption & Pick<MemberReading, 'role' | 'portfolioRoles'>)[];
  readonly portfolios: readonly SelectOption[];
}

/** Gives a member a role, at the desk or at one portfolio. */
export function RoleForm({ people, portfolios }: RoleFormProps) {
  const [state, action, busy] = useActionState(saveRole, {});
  const [person, setPerson] = useState(people[0].value);
  const [place, setPlace] = useState(WHOLE_DESK);
  const now = roleNow(people.find(({ value }) => value === person) ?? people[0], place);
  const roles = place === WHOLE_DESK ? ROLE_OPTIONS : [...ROLE_OPTIONS, { value: AS_AT_DESK, label: 'The same as at the desk' }];
  return (
    <form action={action} onSubmit={keepingFields(action)} className="form-stack">
      {state.error ? <ErrorSummary title={state.error.message} /> : null}
      {state.done ? <Confirmation>{state.done}</Confirmation> : null}
      <SelectField label="Person" name="person" value={person} onChange={(event) => setPerson(event.target.value)} options={people} />
      <SelectField
        label="Where"
        name="place"
        value={place}
        onChange={(event) => setPlace(event.target.value)}
        options={[{ value: WHOLE_DESK, label: 'The whole desk' }, ...portfolios]}
        hint="A role at a portfolio replaces the one at the desk there, up or down"
      />
      <SelectField key={`${person} ${place} ${now}`} label="Role" name="role" defaultValue={now} options={roles} />
      <Button type="submit" disabled={busy}>
        Change the role
      </Button>
    </form>
  );
}
