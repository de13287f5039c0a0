'use client';

import { useActionState, useState } from 'react';
import { Button } from '@/components/ui/button';
import { RadioGroup } from '@/components/ui/choices';
import { TextAreaField } from '@/components/ui/field';
import { Confirmation, ErrorSummary } from '@/components/ui/messages';
import { Note } from '@/components/ui/text';
import type { ActionState } from '../../../../../../action-result';
import { keepingFields } from '../../../../../../keep-fields';
import { decide, execute, withdraw } from '../actions';

interface Reference {
  readonly portfolio: string;
  readonly number: number;
  readonly version: number;
}

function ReferenceFields({ reference }: { readonly reference: Reference }) {
  return Object.entries(reference).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
}

function Outcome({ state }: { readonly state: ActionState }) {
  return (
    <>
      {state.error ? <ErrorSummary title={state.error.message} /> : null}
      {state.done ? <Confirmation>{state.done}</Confirmation> : null}
    </>
  );
}

export interface DecisionPanelProps {
  readonly reference: Reference;
  readonly tradeCount: number;
  /** Why approving is closed to this person or this proposal; null when it is open. */
  readonly approvalClosed: string | null;
  readonly note: string;
}

/** Approve or reject what is shown, nothing else. */
export function DecisionPanel({ reference, tradeCount, approvalClosed, note }: DecisionPanelProps) {
  const [state, action, busy] = useActionState(decide, {});
  const [choice, setChoice] = useState(approvalClosed === null ? 'approve' : 'reject');
  return (
    <section className="section" aria-label="Your decision">
      <h2>Your decision</h2>
      <p className="sub mt-1 mb-3">You sign {tradeCount} trades as shown, nothing else.</p>
      <form action={action} onSubmit={keepingFields(action)}>
        <ReferenceFields reference={reference} />
        <RadioGroup
          name="decision"
          legend="Decision"
          legendHidden
          defaultValue={choice}
          onValueChange={setChoice}
          choices={[
            { value: 'approve', label: 'Approve', consequence: approvalClosed ?? 'The trades may be booked', disabled: approvalClosed !== null },
            { value: 'reject', label: 'Reject', consequence: 'Nothing is traded; the reason stands in the journal' },
          ]}
        />
        <div className="mt-3">
          <TextAreaField label={choice === 'reject' ? 'Reason, needed to reject' : 'Reason, if there is something to add'} name="reason" maxLength={2000} required={choice === 'reject'} placeholder="What do you know that the model does not?" />
        </div>
        <div className="mt-3">
          <Button kind="primary" type="submit" wide disabled={busy}>
            {choice === 'reject' ? 'Reject' : 'Approve and sign'}
          </Button>
        </div>
        <Outcome state={state} />
      </form>
      <Note>{note}</Note>
    </section>
  );
}

/** The maker may take a proposal back, with a reason. */
export function WithdrawPanel({ reference }: { readonly reference: Reference }) {
  const [state, action, busy] = useActionState(withdraw, {});
  return (
    <section className="section" aria-label="Withdraw">
      <h2>Take it back</h2>
      <form action={action} onSubmit={keepingFields(action)}>
        <ReferenceFields reference={reference} />
        <div className="mt-3">
          <TextAreaField label="Reason, needed to withdraw" name="reason" maxLength={2000} required />
        </div>
        <div className="mt-3">
          <Button type="submit" wide disabled={busy}>
            Withdraw
          </Button>
        </div>
        <Outcome state={state} />
      </form>
    </section>
  );
}

/** Brings approved trades into the holdings, at the prices the proposal was made with. */
export function ExecutePanel({ reference, asOf }: { readonly reference: Reference; readonly asOf: string }) {
  const [state, action, busy] = useActionState(execute, {});
  return (
    <section className="section" aria-label="Execution">
      <h2>Execution</h2>
      <p className="sub mt-1 mb-3">Books every trade at the model price of {asOf}. Each line in the book says so; fills of your own come with a later version.</p>
      <form action={action}>
        <ReferenceFields reference={reference} />
        <Button kind="primary" type="submit" wide disabled={busy}>
          Book at model prices
        </Button>
        <Outcome state={state} />
      </form>
    </section>
  );
}
