'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/choices';
import { SelectField, TextField } from '@/components/ui/field';
import { FileDrop } from '@/components/ui/file-drop';
import { LinkTabs } from '@/components/ui/link-tabs';
import { ProgressBar } from '@/components/ui/progress-bar';
import { Note, Section } from '@/components/ui/text';
import { IMPORT_KINDS, KIND_HELP, statementOf, type ImportKind } from '../statement';
import { ImportAnswerView } from './import-answer';
import { sendFile, type ImportAnswer, type Sending } from './send-file';

export interface ImportFormProps {
  readonly kind: ImportKind;
  readonly portfolio: string;
  readonly portfolios: readonly { readonly slug: string; readonly name: string }[];
}

function PricesFields() {
  return (
    <>
      <SelectField label="Basis" name="basis" hint="Total return drives analytics, price values holdings" options={[{ value: 'total-return', label: 'Total return: distributions reinvested' }, { value: 'price', label: 'Price: distributions paid out' }]} />
      <SelectField label="Sampling" name="sampling" hint="Averages may not be traded in the period they average" options={[{ value: 'end', label: 'End of period' }, { value: 'average', label: 'Average over the period' }]} />
      <TextField label="Currency" name="currency" defaultValue="USD" pattern="[A-Za-z]{3}" maxLength={3} required hint="Three letters, for every column" />
    </>
  );
}

function ObservationFields() {
  return (
    <>
      <TextField label="Typical lag, days" name="typicalLagDays" type="number" min={0} max={3660} hint="Used where the file has no release date; left empty, such values are never used" />
      <Checkbox label="The file keeps vintages: what was published when" name="pointInTime" />
    </>
  );
}

function PortfolioFields({ portfolio, portfolios, kind }: ImportFormProps) {
  return (
    <>
      <SelectField label="Portfolio" name="portfolio" defaultValue={portfolio} options={portfolios.map(({ slug, name }) => ({ value: slug, label: name }))} />
      {kind === 'holdings' ? (
        <TextField label="Held at the close of" name="asOf" type="date" required />
      ) : (
        <TextField label="In force from" name="effectiveFrom" type="date" hint="Today when left empty; a first policy counts from the beginning" />
      )}
    </>
  );
}

/** Choose, state, look, import. */
export function ImportForm(props: ImportFormProps) {
  const { kind, portfolios } = props;
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [sending, setSending] = useState<Sending | null>(null);
  const [fraction, setFraction] = useState(0);
  const [outcome, setOutcome] = useState<{ readonly answer: ImportAnswer; readonly dryRun: boolean } | null>(null);

  async function send(dryRun: boolean) {
    if (!form.current?.reportValidity()) return;
    const data = new FormData(form.current);
    const file = data.get('file');
    if (!(file instanceof File)) return;
    setFraction(0);
    setOutcome(null);
    const started = sendFile(file, { ...statementOf(kind, data), dryRun }, setFraction);
    setSending(started);
    const answer = await started.answer;
    setSending(null);
    setOutcome({ answer, dryRun });
    if (answer.ok && !dryRun) router.refresh();
  }

  const tabs = IMPORT_KINDS.map((one) => ({ label: KIND_HELP[one].label, href: `/data/import?kind=${one}${props.portfolio === '' ? '' : `&portfolio=${props.portfolio}`}` }));
  const needsPortfolio = kind === 'holdings' || kind === 'weights';
  return (
    <>
      <LinkTabs label="Kind of file" tabs={tabs} current={tabs[IMPORT_KINDS.indexOf(kind)].href} />
      <Section title={KIND_HELP[kind].label} sub={KIND_HELP[kind].looks}>
        <pre className="example">{KIND_HELP[kind].example}</pre>
        <form
          ref={form}
          key={kind}
          className="form-stack"
          onSubmit={(event) => {
            event.preventDefault();
            void send(false);
          }}
        >
          {needsPortfolio && portfolios.length === 0 ? <Note>There is no portfolio yet. Make one under Book first.</Note> : null}
          {kind === 'prices' ? <PricesFields /> : kind === 'observations' ? <ObservationFields /> : <PortfolioFields {...props} />}
          <FileDrop name="file" label="Drop a file or choose one" hint="CSV or tab-separated text, up to 256 MB" accept=".csv,.tsv,.txt,text/csv" required />
          <div className="actions">
            <Button type="button" disabled={sending !== null} onClick={() => void send(true)}>
              Look at it first
            </Button>
            <Button type="submit" kind="primary" disabled={sending !== null}>
              Import
            </Button>
          </div>
        </form>
        {sending ? (
          <ProgressBar
            label={fraction < 1 ? 'Sending' : 'Reading and checking'}
            fraction={fraction}
            detail={fraction < 1 ? undefined : 'all bytes have arrived'}
            action={
              <button type="button" className="link" onClick={sending.cancel}>
                Cancel
              </button>
            }
          />
        ) : null}
        {outcome ? <ImportAnswerView answer={outcome.answer} dryRun={outcome.dryRun} /> : null}
      </Section>
    </>
  );
}
