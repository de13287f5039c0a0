'use client';

import { useState } from 'react';
import { RadioGroup } from '@/components/ui/choices';
import { TextAreaField } from '@/components/ui/field';
import { Note } from '@/components/ui/text';
import { cancel, decide, execute, refresh, takeUp, withdraw } from '../actions';
import { DepartureFields, ProposalForm, type Reference } from './proposal-form';

/** The last days that a departure is offered: until the proposal runs out, a quarter, a year. */
export interface DepartureDays {
  readonly defer: string;
  readonly deferLatest: string;
  readonly hold: string;
  readonly holdLatest: string;
}

export interface DecisionPanelProps {
  readonly reference: Reference;
  readonly tradeCount: number;
  /** Why approving is closed to this person or this proposal; null when it is open. */
  readonly approvalClosed: string | null;
  readonly days: DepartureDays;
  readonly note: string;
}

const SUBMIT: Readonly<Record<string, string>> = { approve: 'Approve and sign', reject: 'Reject', defer: 'Defer' };

/** Approve, reject or defer what is shown, nothing else. */
export function DecisionPanel({ reference, tradeCount, approvalClosed, days, note }: DecisionPanelProps) {
  const [choice, setChoice] = useState(approvalClosed === null ? 'approve' : 'reject');
  return (
    <section className="section" aria-label="Your decision">
      <h2>Your decision</h2>
      <p className="sub mt-1 mb-3">You sign {tradeCount} trades as shown, nothing else.</p>
      <ProposalForm send={decide} reference={reference} label={SUBMIT[choice]} kind="primary">
        <RadioGroup
          name="decision"
          legend="Decision"
          legendHidden
          defaultValue={choice}
          onValueChange={setChoice}
          choices={[
            { value: 'approve', label: 'Approve', consequence: approvalClosed ?? 'The trades may be booked', disabled: approvalClosed !== null },
            { value: 'reject', label: 'Reject', consequence: 'Goes to the override ledger' },
            { value: 'defer', label: 'Defer', consequence: 'Waits until a day; goes to the override ledger' },
          ]}
        />
        <div className="mt-3">
          {choice === 'approve' ? (
            <TextAreaField label="Reason, if there is something to add" name="reason" maxLength={2000} placeholder="What do you know that the model does not?" />
          ) : choice === 'defer' ? (
            <DepartureFields key="defer" reasonLabel="Reason, needed to defer" untilLabel="Defer until" until={days.defer} latest={days.deferLatest} />
          ) : (
            <DepartureFields key="reject" reasonLabel="Reason, needed to reject" untilLabel="Holds until" until={days.hold} latest={days.holdLatest} />
          )}
        </div>
      </ProposalForm>
      <Note>{note}</Note>
    </section>
  );
}

/** A deferred proposal may be taken up before its day. */
export function ResumePanel({ reference, until }: { readonly reference: Reference; readonly until: string }) {
  return (
    <section className="section" aria-label="Deferred">
      <h2>Deferred until {until}</h2>
      <p className="sub mt-1 mb-3">It waits for a signature again on that day, by itself.</p>
      <ProposalForm send={decide} reference={reference} label="Take it up now">
        <input type="hidden" name="decision" value="resume" />
      </ProposalForm>
    </section>
  );
}

/** The scheduler's draft waits for somebody to ask it as their own question. */
export function TakeUpPanel({ reference, tradeCount }: { readonly reference: Reference; readonly tradeCount: number }) {
  return (
    <section className="section" aria-label="Propose the draft">
      <h2>Waiting for a maker</h2>
      <p className="sub mt-1 mb-3">The scheduler drafted these {tradeCount} trades. Who proposes them becomes their maker, and another person signs.</p>
      <ProposalForm send={takeUp} reference={reference} label="Propose this draft" busyLabel="Proposing…" kind="primary" />
    </section>
  );
}

/** The maker may take a proposal back, with a reason; a draft without a maker is set aside. */
export function WithdrawPanel({ reference, isDraft }: { readonly reference: Reference; readonly isDraft: boolean }) {
  return (
    <section className="section" aria-label="Withdraw">
      <h2>{isDraft ? 'Set it aside' : 'Take it back'}</h2>
      <div className="mt-3">
        <ProposalForm send={withdraw} reference={reference} label={isDraft ? 'Set aside' : 'Withdraw'}>
          <TextAreaField label={isDraft ? 'Reason, needed to set it aside' : 'Reason, needed to withdraw'} name="reason" maxLength={2000} required />
        </ProposalForm>
      </div>
    </section>
  );
}

/** A proposal that is no longer current is computed again; what changed is shown on the new one. */
export function RefreshPanel({ reference, reasons }: { readonly reference: Reference; readonly reasons: readonly string[] }) {
  return (
    <section className="section" aria-label="Refresh">
      <h2>No longer current</h2>
      <p className="sub mt-1 mb-3">{reasons.join('; ')}. A new proposal takes its place, and you are its maker.</p>
      <ProposalForm send={refresh} reference={reference} label="Refresh on current data" busyLabel="Computing…" />
    </section>
  );
}

/** Brings what is left of an approved order into the holdings, at the prices the proposal was made with. */
export function ExecutePanel({ reference, asOf, isPart }: { readonly reference: Reference; readonly asOf: string; readonly isPart: boolean }) {
  return (
    <section className="section" aria-label="Execution">
      <h2>Execution</h2>
      <p className="sub mt-1 mb-3">
        {isPart ? 'Books what is left' : 'Books every trade'} at the model price of {asOf}; each line in the book says so. Fills at your own prices are booked below the trades.
      </p>
      <ProposalForm send={execute} reference={reference} label={isPart ? 'Book the rest at model prices' : 'Book at model prices'} kind="primary" />
    </section>
  );
}

/** Gives up what is left; a departure from the rule like any other. */
export function CancelPanel({ reference, days }: { readonly reference: Reference; readonly days: DepartureDays }) {
  return (
    <section className="section" aria-label="Cancel the rest">
      <h2>Cancel the rest</h2>
      <p className="sub mt-1 mb-3">What was booked stays booked. Goes to the override ledger.</p>
      <ProposalForm send={cancel} reference={reference} label="Cancel the rest">
        <DepartureFields reasonLabel="Reason, needed to cancel" untilLabel="Holds until" until={days.hold} latest={days.holdLatest} />
      </ProposalForm>
    </section>
  );
}
