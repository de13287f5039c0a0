'use client';

import { useActionState, useState, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { SelectField, TextAreaField, TextField } from '@/components/ui/field';
import { Confirmation, ErrorSummary } from '@/components/ui/messages';
import type { ActionState } from '../../../../../../action-result';
import { keepingFields } from '../../../../../../keep-fields';

export interface Reference {
  readonly portfolio: string;
  readonly number: number;
  readonly version: number;
}

const newKey = (): string => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

export interface ProposalFormProps {
  readonly send: (before: ActionState, form: FormData) => Promise<ActionState>;
  readonly reference: Reference;
  readonly label: string;
  readonly busyLabel?: string;
  readonly kind?: 'primary' | 'plain';
  readonly wide?: boolean;
  readonly children?: ReactNode;
}

/**
 * A deed on one version of a proposal. Its key stays the same as long as the version does: a second click, or a retry
 * after an answer that never came, asks for the same deed.
 */
export function ProposalForm({ send, reference, label, busyLabel, kind = 'plain', wide = true, children }: ProposalFormProps) {
  const [state, action, busy] = useActionState(send, {});
  // Never shown, so that the server's and the browser's may differ.
  const [key] = useState(newKey);
  const sendWithKey = (form: FormData): void => {
    form.set('key', `${key}-${reference.version}`);
    action(form);
  };
  return (
    <form action={action} onSubmit={keepingFields(sendWithKey)}>
      {Object.entries(reference).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      <div className="mt-3">
        <Button kind={kind} type="submit" wide={wide} disabled={busy}>
          {busy && busyLabel ? busyLabel : label}
        </Button>
      </div>
      {state.error ? <ErrorSummary title={state.error.message} /> : null}
      {state.done ? <Confirmation>{state.done}</Confirmation> : null}
    </form>
  );
}

const KINDS = [
  { value: 'view', label: 'A view of our own' },
  { value: 'client-instruction', label: 'Client instruction' },
  { value: 'liquidity', label: 'Liquidity' },
  { value: 'tax', label: 'Tax' },
  { value: 'error', label: 'An error in the data or the rule' },
  { value: 'other', label: 'Something else' },
];

export interface DepartureFieldsProps {
  readonly reasonLabel: string;
  readonly untilLabel: string;
  /** Proposed last day, and the latest one that is taken. */
  readonly until: string;
  readonly latest: string;
}

/** Why not what the rule says, of what kind, and until when. */
export function DepartureFields({ reasonLabel, untilLabel, until, latest }: DepartureFieldsProps) {
  return (
    <div className="form-stack">
      <TextAreaField label={reasonLabel} name="reason" maxLength={2000} required placeholder="What do you know that the model does not?" />
      <SelectField label="Kind" name="kind" options={KINDS} />
      <TextField label={untilLabel} name="expiresOn" type="date" defaultValue={until} max={latest} required />
    </div>
  );
}
