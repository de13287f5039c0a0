'use client';

import { useActionState } from 'react';
import type { ActionState } from '../../action-result';

export interface RowDeedProps {
  readonly action: (before: ActionState, form: FormData) => Promise<ActionState>;
  /** The hidden field that says which row is meant. */
  readonly name: string;
  readonly value: string;
  /** What goes with it: the portfolio that the row belongs to. */
  readonly also?: Readonly<Record<string, string>>;
  readonly label: string;
  /** The whole deed for those who do not see the row: "Try EURUSD from ECB USD again". */
  readonly says: string;
}

/** A small deed on one row of a table. */
export function RowDeed({ action, name, value, also = {}, label, says }: RowDeedProps) {
  const [state, send, busy] = useActionState(action, {});
  return (
    <form action={send}>
      {Object.entries({ ...also, [name]: value }).map(([key, text]) => (
        <input key={key} type="hidden" name={key} value={text} />
      ))}
      <button type="submit" className="link" disabled={busy} aria-label={says}>
        {busy ? 'One moment …' : label}
      </button>
      {state.error ? (
        <span className="field-error" role="alert">
          {' '}
          {state.error.message}
        </span>
      ) : null}
    </form>
  );
}
