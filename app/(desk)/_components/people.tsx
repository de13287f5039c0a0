'use client';

import { usePathname } from 'next/navigation';
import { useActionState } from 'react';
import { signInAsPersona, signOut } from '../../(auth)/sign-in/actions';
import { chooseDesk } from '../actions';

export interface PersonaSwitchProps {
  readonly personas: readonly { readonly userId: string; readonly name: string; readonly role: string }[];
  readonly current: string;
}

/** Changes into another person of the sample desk and stays in the room. */
export function PersonaSwitch({ personas, current }: PersonaSwitchProps) {
  const [, action, busy] = useActionState(signInAsPersona, {});
  const path = usePathname();
  return (
    <form action={action} aria-label="Act as" className="inline-choices">
      <input type="hidden" name="back" value={path} />
      <span className="muted">Act as</span>
      {personas
        .filter((persona) => persona.userId !== current)
        .map((persona) => (
          <button key={persona.userId} type="submit" name="userId" value={persona.userId} className="link" disabled={busy}>
            {persona.role}
          </button>
        ))}
    </form>
  );
}

export interface DeskSwitchProps {
  readonly desks: readonly { readonly slug: string; readonly name: string }[];
  readonly current: string;
}

/** Changes to another desk the person belongs to. */
export function DeskSwitch({ desks, current }: DeskSwitchProps) {
  return (
    <form action={chooseDesk} aria-label="Change desk">
      {desks
        .filter((desk) => desk.slug !== current)
        .map((desk) => (
          <button key={desk.slug} type="submit" name="desk" value={desk.slug} className="link">
            Go to {desk.name}
          </button>
        ))}
    </form>
  );
}

export function SignOut() {
  return (
    <form action={signOut}>
      <button type="submit" className="link">
        Sign out
      </button>
    </form>
  );
}
