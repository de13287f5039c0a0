'use client';

import { useActionState, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/choices';
import { SelectField, TextField } from '@/components/ui/field';
import { Confirmation, ErrorSummary } from '@/components/ui/messages';
import type { ActionState } from '../../../action-result';
import { keepingFields } from '../../../keep-fields';
import { refreshAll, saveKey, subscribe } from '../actions';

/** What the forms need to know of a source. */
export interface SourceChoice {
  readonly slug: string;
  readonly name: string;
  readonly idHint: string;
  readonly asks: readonly string[];
}

const START: ActionState = {};

function Outcome({ state }: { readonly state: ActionState }) {
  if (state.error) return <ErrorSummary title={state.error.message} />;
  return state.done ? <Confirmation>{state.done}</Confirmation> : null;
}

const options = (sources: readonly SourceChoice[]) => sources.map(({ slug, name }) => ({ value: slug, label: name }));

/** Feeds a series of this desk from a source; asks what that source does not say itself. */
export function SubscribeForm({ sources }: { readonly sources: readonly SourceChoice[] }) {
  const [state, action, busy] = useActionState(subscribe, START);
  const [slug, setSlug] = useState(sources[0].slug);
  const source = sources.find((one) => one.slug === slug) ?? sources[0];
  return (
    <form action={action} onSubmit={keepingFields(action)} className="form-stack">
      <SelectField label="Source" name="connector" value={slug} onChange={(event) => setSlug(event.target.value)} options={options(sources)} />
      <TextField label="Its name there" name="externalId" hint={`At ${source.name}: ${source.idHint}.`} required maxLength={60} autoComplete="off" />
      <TextField label="Its name here" name="seriesCode" hint="The code that policies and models use, such as SPY or UNRATE." required maxLength={200} autoComplete="off" />
      {source.asks.includes('basis') ? (
        <SelectField
          label="Basis"
          name="basis"
          options={[
            { value: 'total-return', label: 'Total return: adjusted close' },
            { value: 'price', label: 'Price: the close alone' },
          ]}
        />
      ) : null}
      {source.asks.includes('currency') ? <TextField label="Currency" name="currency" defaultValue="USD" maxLength={3} required /> : null}
      {source.asks.includes('vintages') ? <Checkbox name="vintages" label="Keep every vintage, with the day it was known (needs a key)" /> : null}
      {source.asks.includes('typicalLagDays') ? <TextField label="Typical lag in days" name="typicalLagDays" type="number" min={0} max={3660} hint="From the end of a period to its release. Without vintages and without a lag no decision uses the values." /> : null}
      <SelectField
        label="Refresh"
        name="everyHours"
        defaultValue="24"
        options={[
          { value: '6', label: 'Every six hours' },
          { value: '24', label: 'Daily' },
          { value: '168', label: 'Weekly' },
        ]}
      />
      <div>
        <Button type="submit" disabled={busy}>
          Subscribe
        </Button>
      </div>
      <Outcome state={state} />
    </form>
  );
}

/** Stores a key. The field is emptied and the key is not shown again, here or anywhere. */
export function KeyForm({ sources }: { readonly sources: readonly SourceChoice[] }) {
  const [state, action, busy] = useActionState(saveKey, START);
  return (
    <form action={action} className="form-stack">
      <SelectField label="Source" name="connector" options={options(sources)} />
      <TextField label="Key" name="key" type="password" autoComplete="off" spellCheck={false} required minLength={8} maxLength={500} hint="Sealed before it is stored, sent to this source alone, never shown again. A new one replaces the old." />
      <div>
        <Button type="submit" disabled={busy}>
          Store the key
        </Button>
      </div>
      <Outcome state={state} />
    </form>
  );
}

/** Asks for everything at once. */
export function RefreshAll() {
  const [state, action, busy] = useActionState(refreshAll, START);
  return (
    <form action={action}>
      <Button type="submit" disabled={busy}>
        {busy ? 'Queueing …' : 'Refresh all now'}
      </Button>
      {state.error ? <ErrorSummary title={state.error.message} /> : null}
    </form>
  );
}
