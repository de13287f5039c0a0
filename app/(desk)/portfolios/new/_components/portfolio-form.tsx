'use client';

import { useActionState, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/choices';
import { SelectField, TextField } from '@/components/ui/field';
import { ErrorSummary } from '@/components/ui/messages';
import { Note, Section } from '@/components/ui/text';
import { keepingFields } from '../../../../keep-fields';
import { PolicyRows } from '../../_components/policy-rows';
import { makePortfolio } from '../actions';

export interface SeriesChoice {
  readonly code: string;
  readonly name: string;
  readonly currency: string;
  readonly first: string;
  readonly last: string;
  readonly group: string;
}

/** Name, currency and one row per series: a weight makes it part of the policy. */
export function PortfolioForm({ series }: { readonly series: readonly SeriesChoice[] }) {
  const [state, action, busy] = useActionState(makePortfolio, {});
  const [weights, setWeights] = useState<Readonly<Record<string, string>>>({});
  const chosen = series.filter(({ code }) => (weights[code] ?? '').trim() !== '');
  return (
    <form action={action} onSubmit={keepingFields(action)}>
      {state.error ? <ErrorSummary title={state.error.message}>Nothing was made. Correct it and send again.</ErrorSummary> : null}
      <div className="form-stack">
        <TextField label="Name" name="name" required maxLength={120} />
        <TextField label="Base currency" name="baseCurrency" required defaultValue={series[0]?.currency ?? 'USD'} pattern="[A-Za-z]{3}" maxLength={3} />
      </div>
      <Section title="The strategic mix and its limits" sub="Leave the weight empty to leave a series out. Minimum and maximum may be empty: 0 and 100. The group decides which macro signals speak about a class and what funds a tilt; other has none.">
        <PolicyRows rows={series.map(({ code, name, first, last, group }) => ({ code, name, about: `${first} to ${last}`, group }))} weights={weights} onWeights={setWeights} />
      </Section>
      <Section title="How it is run">
        <div className="form-stack">
          <SelectField label="Cash" name="cash" hint="Takes the residue of every trade and funds the tilts" options={[{ value: '', label: 'None: bonds fund the tilts' }, ...chosen.map(({ code }) => ({ value: code, label: code }))]} />
          <TextField label="Turnover cap of one proposal, %" name="turnoverLimit" defaultValue="25" inputMode="decimal" hint="One-way; empty for none" />
          <TextField label="Tracking error limit, %" name="trackingErrorLimit" inputMode="decimal" hint="A year, against the strategic mix; empty for none" />
          <TextField label="Signatures an order needs" name="approversNeeded" defaultValue="1" inputMode="numeric" hint="1 to 5, by different people" />
          <Checkbox label="The maker may sign their own proposal" name="selfApprovalAllowed" />
          <Button kind="primary" type="submit" disabled={busy}>
            {busy ? 'Making…' : 'Make the portfolio'}
          </Button>
        </div>
        <Note>The model is house: a slow dynamic layer and a tactical overlay, limits, then patience. Trades one row of prices after a decision; the strategic mix is rebalanced at quarter-ends.</Note>
      </Section>
    </form>
  );
}
