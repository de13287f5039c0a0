'use client';

import { useState } from 'react';
import { Disclosure } from '@/components/ui/disclosure';
import { NumberCell, NumberHeader, Table } from '@/components/ui/table';
import { fixed } from '@/lib/format/number';
import { edit } from '../actions';
import { numberIn } from '../form-fields';
import type { DepartureDays } from './decision-panel';
import { DepartureFields, ProposalForm, type Reference } from './proposal-form';

export interface EditRow {
  readonly id: string;
  readonly label: string;
  /** What is proposed now, as it stands in the field. */
  readonly value: string;
  readonly shown: string;
}

interface EditFormProps {
  readonly by: 'weights' | 'trades';
  readonly rows: readonly EditRow[];
  readonly reference: Reference;
  readonly days: DepartureDays;
}

const WORDS = {
  weights: { cell: 'weight', heading: 'New weight, %', subject: 'Asset class', label: 'Weight of', submit: 'Propose these weights' },
  trades: { cell: 'trade', heading: 'New quantity', subject: 'Instrument', label: 'Quantity of', submit: 'Propose these trades' },
} as const;

const sumOf = (values: Readonly<Record<string, string>>): number => Object.values(values).reduce((sum, text) => sum + (numberIn(text) || 0), 0);

function EditForm({ by, rows, reference, days }: EditFormProps) {
  const [values, setValues] = useState<Readonly<Record<string, string>>>(Object.fromEntries(rows.map((row) => [row.id, row.value])));
  const words = WORDS[by];
  return (
    <ProposalForm send={edit} reference={reference} label={words.submit} busyLabel="Computing…" wide={false}>
      <input type="hidden" name="by" value={by} />
      <div className="form-stack">
        <Table caption={`New ${by}`}>
          <thead>
            <tr>
              <th scope="col">{words.subject}</th>
              <NumberHeader>Proposed</NumberHeader>
              <NumberHeader>{words.heading}</NumberHeader>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">{row.label}</th>
                <NumberCell>{row.shown}</NumberCell>
                <NumberCell>
                  <input
                    className="input input-figure"
                    aria-label={`${words.label} ${row.label}`}
                    name={`${words.cell}:${row.id}`}
                    inputMode="decimal"
                    size={10}
                    maxLength={40}
                    value={values[row.id]}
                    onChange={(event) => setValues({ ...values, [row.id]: event.target.value })}
                  />
                </NumberCell>
              </tr>
            ))}
          </tbody>
        </Table>
        {by === 'weights' ? (
          <p className="lede" role="status">
            The weights sum to {fixed(sumOf(values), 2)} %.
          </p>
        ) : (
          <p className="sub">Buys are positive, sales negative; 0 leaves a holding alone. Whole lots.</p>
        )}
        <DepartureFields reasonLabel="Reason, needed to edit" untilLabel="Holds until" until={days.hold} latest={days.holdLatest} />
      </div>
    </ProposalForm>
  );
}

/** Other weights or other trades: a new proposal takes the place of this one, and whoever edits is its maker. */
export function EditForms({ weights, trades, reference, days }: { readonly weights: readonly EditRow[]; readonly trades: readonly EditRow[]; readonly reference: Reference; readonly days: DepartureDays }) {
  return (
    <>
      <Disclosure summary="Change the weights">
        <EditForm by="weights" rows={weights} reference={reference} days={days} />
      </Disclosure>
      <Disclosure summary="Change the trades">
        <EditForm by="trades" rows={trades} reference={reference} days={days} />
      </Disclosure>
    </>
  );
}
