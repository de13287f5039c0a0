'use client';

import { Fragment, useActionState, useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/choices';
import { SelectField, TextAreaField, TextField } from '@/components/ui/field';
import { ErrorSummary } from '@/components/ui/messages';
import { NumberCell, NumberHeader, Table } from '@/components/ui/table';
import { Note, Section } from '@/components/ui/text';
import { locatePolicyProblems, type PolicyProblem } from '@/lib/core/targets/policy-problems';
import { percent, percentFigure } from '@/lib/format/percent';
import { ppFigure } from '@/lib/format/points';
import { keepingFields, typedIn } from '../../../../../../keep-fields';
import { useModelProblems } from '../../../../_components/use-model-problems';
import { pointing, PolicyRows, ProblemRow, type PolicyRow } from '../../../../_components/policy-rows';
import { modelOptions, ModelParams } from '../../../../_components/model-params';
import { draftOf } from '../../../../new/draft';
import type { FormModel } from '../../../backtest/run-form';
import { sendPolicy, type PolicyFormState } from '../actions';

export interface PolicyFormProps {
  readonly portfolio: string;
  /** The newest version, which the next one follows. */
  readonly after: number;
  /** The first day on which it may take effect. */
  readonly today: string;
  /** What may follow it, and which one does. */
  readonly models: readonly FormModel[];
  readonly own: string;
  readonly rows: readonly (PolicyRow & { readonly weight: string })[];
  readonly groups: readonly { readonly group: string; readonly min: string; readonly max: string }[];
  readonly values: {
    readonly cash: string; readonly turnoverLimit: string; readonly trackingErrorLimit: string; readonly costLimitBps: string; readonly feeAnnual: string; readonly executionLag: string;
    readonly approversNeeded: string; readonly selfApprovalAllowed: boolean; readonly rebalancing: string; readonly absolute: string; readonly relative: string; readonly destination: string; readonly check: string;
  };
}

const options = (pairs: readonly (readonly [string, string])[]) => pairs.map(([value, label]) => ({ value, label }));
const RULES = options([['month-end', 'At every month-end'], ['quarter-end', 'At every quarter-end'], ['year-end', 'At every year-end'], ['threshold', 'When a class drifts too far'], ['none', 'Never']]);
const DESTINATIONS = options([['target', 'Back to the strategic weight'], ['half', 'Half the way'], ['edge', 'To the edge of the band']]);
const CHECKS = options([['every-row', 'On every row of prices'], ['week-end', 'At week-ends'], ['month-end', 'At month-ends'], ['quarter-end', 'At quarter-ends'], ['year-end', 'At year-ends']]);

const asTyped = (fraction: number): string => (Number.isNaN(fraction) ? 'that is no number' : percent(fraction, { decimals: 2 }));

const assetsIn = (fields: Readonly<Record<string, string>>): readonly string[] => draftOf(fields).lines.map(({ code }) => code);

function problemsIn(fields: Readonly<Record<string, string>>): readonly PolicyProblem[] {
  const { lines, settings } = draftOf(fields);
  return locatePolicyProblems(lines, { cash: settings.cash, groupLimits: settings.groupLimits ?? [] }, asTyped);
}

/** Every setting of a policy, checked while it is typed; previewed, then written. */
export function PolicyForm({ portfolio, after, today, models, own, rows, groups, values }: PolicyFormProps) {
  const [state, action, busy] = useActionState<PolicyFormState, FormData>(sendPolicy, {});
  const [weights, setWeights] = useState<Readonly<Record<string, string>>>(Object.fromEntries(rows.map((row) => [row.code, row.weight])));
  const [rule, setRule] = useState(values.rebalancing);
  const [problems, setProblems] = useState<readonly PolicyProblem[]>([]);
  const byField = new Map(problems.flatMap(({ at, message }) => (at === null ? [] : [[at, message] as const])));
  const [slug, setSlug] = useState(own);
  const [modelSays, lookAtModel] = useModelProblems(assetsIn);
  const model = models.find((one) => one.slug === slug) ?? models[0];
  const anywhere = problems.filter(({ at }) => at === null);
  const look = async ({ currentTarget: form }: FormEvent<HTMLFormElement>) => {
    setProblems(problemsIn(typedIn(form)));
    await lookAtModel(form);
  };
  return (
    <form action={action} onSubmit={keepingFields(action)} onInput={(event) => void look(event)}>
      <input type="hidden" name="portfolio" value={portfolio} />
      <input type="hidden" name="after" value={after} />
      {state.error ? <ErrorSummary title={state.error.message}>Nothing was written. Correct it and send again.</ErrorSummary> : null}
      <Section title="The strategic mix and its limits" sub="An empty weight leaves a class out.">
        <PolicyRows rows={rows} weights={weights} onWeights={setWeights} problems={byField} />
        <div className="snug-table">
        <Table caption="Limits of groups">
          <thead>
            <tr>
              <th scope="col">Group</th>
              <NumberHeader unit="%">Minimum</NumberHeader>
              <NumberHeader unit="%">Maximum</NumberHeader>
            </tr>
          </thead>
          <tbody>
            {groups.map(({ group, min, max }) => (
              <Fragment key={group}>
                <tr>
                  <th scope="row">{group}</th>
                  <NumberCell>
                    <input className="input input-figure" aria-label={`Least in ${group}, %`} name={`groupMin:${group}`} inputMode="decimal" size={6} defaultValue={min} {...pointing(byField, `groupMin:${group}`)} />
                  </NumberCell>
                  <NumberCell>
                    <input className="input input-figure" aria-label={`Most in ${group}, %`} name={`groupMax:${group}`} inputMode="decimal" size={6} defaultValue={max} {...pointing(byField, `groupMax:${group}`)} />
                  </NumberCell>
                </tr>
                {[`groupMin:${group}`, `groupMax:${group}`].map((field) => (byField.has(field) ? <ProblemRow key={field} field={field} columns={3} problems={byField} /> : null))}
              </Fragment>
            ))}
          </tbody>
        </Table>
        </div>
        <div role="status">
          {problems.length > anywhere.length ? <p className="field-error">{problems.length - anywhere.length === 1 ? 'One field is' : `${problems.length - anywhere.length} fields are`} to be corrected; what is wrong stands below each.</p> : null}
          {anywhere.length > 0 ? <p className="field-error">{anywhere.map(({ message }) => message).join('; ')}.</p> : null}
        </div>
      </Section>
      <Section title="The model that follows it" sub="In force with this version. What was decided before stays decided by the model of its day.">
        <div className="form-stack">
          <SelectField label="Model" name="model" value={slug} onChange={(event) => setSlug(event.target.value)} options={modelOptions(models)} />
        </div>
        <p className="lede">{model.rule}</p>
        <Note>
          Reads the prices of the asset classes{model.observes.length > 0 ? ` and ${model.observes.join(', ')}` : ' and nothing else'}.
          {model.unread.length > 0 ? ` Missing at this desk: ${model.unread.join(', ')}; what rests on that stays silent.` : ''}
        </Note>
        <ModelParams model={model} problems={modelSays} />
      </Section>
      <Section title="How it is run">
        <div className="form-stack">
          <SelectField label="Cash" name="cash" error={byField.get('cash')} hint="Takes the residue of every trade and funds the tilts" defaultValue={values.cash} options={[{ value: '', label: 'None: bonds fund the tilts' }, ...rows.map(({ code }) => ({ value: code, label: code }))]} />
          <SelectField label="The strategic mix is rebalanced" name="rebalancing" value={rule} onChange={(event) => setRule(event.target.value)} options={RULES} />
          {rule === 'threshold' ? (
            <>
              <TextField label="Drift, % of the portfolio" name="absolute" defaultValue={values.absolute} inputMode="decimal" hint="Empty for none" />
              <TextField label="Drift, % of the weight" name="relative" defaultValue={values.relative} inputMode="decimal" hint="Empty for none" />
              <SelectField label="How far back" name="destination" defaultValue={values.destination} options={DESTINATIONS} />
              <SelectField label="Looked at" name="check" defaultValue={values.check} options={CHECKS} />
            </>
          ) : null}
          <TextField label="Rows of prices from decision to trade" name="executionLag" defaultValue={values.executionLag} inputMode="numeric" hint="0 trades at the decision close" />
          <TextField label="Fee a year, %" name="feeAnnual" defaultValue={values.feeAnnual} inputMode="decimal" />
          <TextField label="Turnover cap of one proposal, %" name="turnoverLimit" defaultValue={values.turnoverLimit} inputMode="decimal" hint="One-way; empty for none" />
          <TextField label="Tracking error limit, %" name="trackingErrorLimit" defaultValue={values.trackingErrorLimit} inputMode="decimal" hint="A year, against the strategic mix; empty for none" />
          <TextField label="Cost limit of one proposal, bp" name="costLimitBps" defaultValue={values.costLimitBps} inputMode="decimal" hint="Of the portfolio; empty for none" />
          <TextField label="Signatures an order needs" name="approversNeeded" defaultValue={values.approversNeeded} inputMode="numeric" hint="1 to 5, by different people" />
          <Checkbox label="The maker may sign their own proposal" name="selfApprovalAllowed" defaultChecked={values.selfApprovalAllowed} />
        </div>
      </Section>
      <Section title="What it would make of today’s target">
        {state.preview ? <Effect preview={state.preview} /> : <Note>Preview to see it. Nothing is written by a preview.</Note>}
        <Button type="submit" name="deed" value="preview" disabled={busy} formNoValidate>
          {busy ? 'Working…' : 'Preview'}
        </Button>
      </Section>
      <Section title="Write it">
        <div className="form-stack">
          <TextField label="In force from" name="effectiveFrom" type="date" defaultValue={today} min={today} required />
          <TextAreaField label="Reason" name="reason" maxLength={2000} required hint="Stands in the journal" />
          <Button kind="primary" type="submit" name="deed" value="change" disabled={busy}>
            {`Write version ${after + 1}`}
          </Button>
        </div>
      </Section>
    </form>
  );
}

function Effect({ preview }: { readonly preview: NonNullable<PolicyFormState['preview']> }) {
  const { lines, turnover, trackingErrorAnnual, goesStale } = preview;
  return (
    <>
      <Table caption="Today’s target under both policies" roomy>
        <thead>
          <tr>
            <th scope="col">Asset class</th>
            <NumberHeader unit="%">Target now</NumberHeader>
            <NumberHeader unit="%">Target then</NumberHeader>
            <NumberHeader unit="pp">Change</NumberHeader>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.code}>
              <th scope="row">{line.name}</th>
              <NumberCell>{percentFigure(line.before)}</NumberCell>
              <NumberCell figure="dynamic">{percentFigure(line.after)}</NumberCell>
              <NumberCell figure="strong">{ppFigure(line.after - line.before)}</NumberCell>
            </tr>
          ))}
        </tbody>
      </Table>
      <Note>
        {turnover ? `One-way turnover from the holdings: ${percent(turnover.before, { decimals: 2 })} now, ${percent(turnover.after, { decimals: 2 })} then. ` : ''}
        {trackingErrorAnnual ? `Tracking error a year, each against its own strategic mix: ${percent(trackingErrorAnnual.before, { decimals: 2 })} now, ${percent(trackingErrorAnnual.after, { decimals: 2 })} then.` : ''}
      </Note>
      {goesStale === null ? null : <Note>Proposal {goesStale} is open: once this version is in force it can no longer be signed, only refreshed.</Note>}
    </>
  );
}
