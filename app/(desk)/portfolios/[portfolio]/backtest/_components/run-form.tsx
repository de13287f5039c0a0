'use client';

import { useActionState, useState } from 'react';
import { Button } from '@/components/ui/button';
import { SelectField, TextField } from '@/components/ui/field';
import { ErrorSummary } from '@/components/ui/messages';
import { keepingFields } from '../../../../../keep-fields';
import { modelOptions, ModelParams } from '../../../_components/model-params';
import { useModelProblems } from '../../../_components/use-model-problems';
import { startRun } from '../actions';
import { RULES, type FormModel } from '../run-form';

export interface RunFormProps {
  readonly portfolio: string;
  readonly models: readonly FormModel[];
  readonly own: string;
  /** The asset classes of the policy, which play the roles of a model. */
  readonly assets: readonly string[];
  /** What counts where a field is left empty. */
  readonly usual: { readonly from: string; readonly to: string; readonly lag: string };
}

/** Sets a run up: a model with its own fields, and the conditions it runs under. */
export function RunForm({ portfolio, models, own, assets, usual }: RunFormProps) {
  const [state, action, busy] = useActionState(startRun, {});
  const [slug, setSlug] = useState(own);
  const [rule, setRule] = useState('policy');
  const [problems, look] = useModelProblems(() => assets);
  const model = models.find((one) => one.slug === slug) ?? models[0];
  return (
    <form action={action} onSubmit={keepingFields(action)} onInput={(event) => void look(event.currentTarget)}>
      <input type="hidden" name="portfolio" value={portfolio} />
      <div className="form-grid">
        <TextField label="Name of the run" name="name" required maxLength={80} hint="How people will find it" />
        <SelectField label="Model" name="model" value={slug} onChange={(event) => setSlug(event.target.value)} options={modelOptions(models)} />
      </div>
      <p className="note">
        {model.rule}
        {model.lacks ? ` ${model.lacks}` : ''}
        {model.unread.length > 0 ? ` This desk has no series called ${model.unread.join(', ')}: what rests on that stays silent.` : ''}
      </p>
      <ModelParams model={model} problems={problems} />
      <div className="form-grid">
        <TextField label="From" name="from" type="date" hint={`Empty: ${usual.from}`} />
        <TextField label="To" name="to" type="date" hint={`Empty: ${usual.to}`} />
        <TextField label="Cost, bp a trade" name="costBps" inputMode="decimal" maxLength={12} hint="Empty: as in the policy" />
        <TextField label="Execution lag, rows" name="executionLag" inputMode="numeric" maxLength={4} hint={`Empty: ${usual.lag}`} />
        {slug === 'strategic' ? <SelectField label="Rebalanced" name="rebalancing" value={rule} onChange={(event) => setRule(event.target.value)} options={RULES} /> : null}
        {slug === 'strategic' && rule === 'band' ? <TextField label="Band, pp" name="band" inputMode="decimal" defaultValue="5" maxLength={6} /> : null}
      </div>
      <Button type="submit" kind="primary" disabled={busy}>
        {busy ? 'Queueing…' : 'Start the run'}
      </Button>
      <p className="sub" role="status">
        {state.done ?? ''}
      </p>
      {state.error ? <ErrorSummary title={state.error.message} /> : null}
    </form>
  );
}
