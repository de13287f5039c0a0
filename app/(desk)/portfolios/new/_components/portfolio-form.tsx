'use client';

import { useActionState, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/choices';
import { SelectField, TextField } from '@/components/ui/field';
import { ErrorSummary } from '@/components/ui/messages';
import { Note, Section } from '@/components/ui/text';
import { ASSET_GROUPS } from '@/lib/core/base/units';
import { fixed } from '@/lib/format/number';
import { keepingFields } from '../../../../keep-fields';
import { makePortfolio } from '../actions';

export interface SeriesChoice {
  readonly code: string;
  readonly name: string;
  readonly currency: string;
  readonly first: string;
  readonly last: string;
  readonly group: string;
}

const CELLS = ['weight', 'min', 'max', 'cost'] as const;
const HEADING = { weight: 'Weight, %', min: 'Minimum, %', max: 'Maximum, %', cost: 'Cost, bp' } as const;

const sumOf = (weights: Readonly<Record<string, string>>): number => Object.values(weights).reduce((sum, text) => sum + (Number(text.replace(',', '.')) || 0), 0);

/** Name, currency and one row per series: a weight makes it part of the policy. */
export function PortfolioForm({ series }: { readonly series: readonly SeriesChoice[] }) {
  const [state, action, busy] = useActionState(makePortfolio, {});
  const [weights, setWeights] = useState<Readonly<Record<string, string>>>({});
  const sum = sumOf(weights);
  const chosen = series.filter(({ code }) => (weights[code] ?? '').trim() !== '');
  return (
    <form action={action} onSubmit={keepingFields(action)}>
      {state.error ? <ErrorSummary title={state.error.message}>Nothing was made. Correct it and send again.</ErrorSummary> : null}
      <div className="form-stack">
        <TextField label="Name" name="name" required maxLength={120} />
        <TextField label="Base currency" name="baseCurrency" required defaultValue={series[0]?.currency ?? 'USD'} pattern="[A-Za-z]{3}" maxLength={3} />
      </div>
      <Section title="The strategic mix and its limits" sub="Leave the weight empty to leave a series out. Minimum and maximum may be empty: 0 and 100. The group decides which macro signals speak about a class and what funds a tilt; other has none.">
        <div className="scroll-x" role="region" aria-label="Policy rows" tabIndex={0}>
          <table>
            <caption className="sr-only">Policy rows</caption>
            <thead>
              <tr>
                <th scope="col">Series</th>
                <th scope="col">Name</th>
                <th scope="col">Group</th>
                {CELLS.map((cell) => (
                  <th key={cell} scope="col">
                    {HEADING[cell]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {series.map(({ code, name, first, last, group }) => (
                <tr key={code}>
                  <th scope="row">
                    {code}
                    <p className="sub">
                      {first} to {last}
                    </p>
                  </th>
                  <td>
                    <input className="input" aria-label={`Name of ${code}`} name={`name:${code}`} defaultValue={name} maxLength={120} />
                  </td>
                  <td>
                    <select className="input" aria-label={`Group of ${code}`} name={`group:${code}`} defaultValue={group}>
                      {ASSET_GROUPS.map((one) => (
                        <option key={one}>{one}</option>
                      ))}
                    </select>
                  </td>
                  {CELLS.map((cell) => (
                    <td key={cell}>
                      <input
                        className="input input-figure"
                        aria-label={`${HEADING[cell]} of ${code}`}
                        name={`${cell}:${code}`}
                        inputMode="decimal"
                        size={6}
                        {...(cell === 'weight' ? { value: weights[code] ?? '', onChange: (event) => setWeights({ ...weights, [code]: event.target.value }) } : {})}
                      />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <p className="lede" role="status">
          The weights sum to {fixed(sum, 2)} %{Math.abs(sum - 100) < 1e-7 ? '.' : `: ${fixed(Math.abs(100 - sum), 2)} % ${sum < 100 ? 'missing' : 'too much'}.`}
        </p>
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
