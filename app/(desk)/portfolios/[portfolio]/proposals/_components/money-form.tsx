'use client';

import { useActionState } from 'react';
import { Button } from '@/components/ui/button';
import { RadioGroup } from '@/components/ui/choices';
import { TextField } from '@/components/ui/field';
import { ErrorSummary } from '@/components/ui/messages';
import { keepingFields } from '../../../../../keep-fields';
import { moveMoney } from '../../actions';

/** Money came in, or has to go out: a proposal for it, whether or not the rule has an order. */
export function MoneyForm({ portfolio, currency }: { readonly portfolio: string; readonly currency: string }) {
  const [state, action, busy] = useActionState(moveMoney, {});
  return (
    <form action={action} onSubmit={keepingFields(action)}>
      <input type="hidden" name="portfolio" value={portfolio} />
      <div className="form-stack">
        <RadioGroup
          name="mode"
          legend="What the money is for"
          defaultValue="invest-cash"
          choices={[
            { value: 'invest-cash', label: 'Invest cash', consequence: 'Buys only, towards the target' },
            { value: 'raise-cash', label: 'Raise cash', consequence: 'Sells only, until the amount is free, as near to the target as it can' },
          ]}
        />
        <TextField label={`Amount, ${currency}`} name="amount" required inputMode="decimal" maxLength={40} />
        <Button type="submit" disabled={busy}>
          {busy ? 'Proposing…' : 'Propose it'}
        </Button>
      </div>
      {state.error ? <ErrorSummary title={state.error.message} /> : null}
    </form>
  );
}
