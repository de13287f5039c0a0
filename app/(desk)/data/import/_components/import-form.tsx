'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState, type RefObject } from 'react';
import { Button } from '@/components/ui/button';
import { FileDrop } from '@/components/ui/file-drop';
import { LinkTabs } from '@/components/ui/link-tabs';
import { ProgressBar } from '@/components/ui/progress-bar';
import { Note, Section } from '@/components/ui/text';
import { mappingRequest, type Mapping, type Template } from '../mapping';
import { IMPORT_KINDS, KIND_HELP, OF_PORTFOLIO, statementOf } from '../statement';
import { ImportAnswerView } from './import-answer';
import { KindFields, type KindFieldsProps } from './kind-fields';
import { MappingEditor } from './mapping-editor';
import { sendFile, type ImportAnswer, type ImportReportView, type Progress, type Sending } from './send-file';
import { SaveTemplate, TemplateList, TemplateOffer } from './templates';
import { Preview, Understood } from './understood';

export interface ImportFormProps extends KindFieldsProps {
  readonly templates: readonly Template[];
}

const reportOf = (answer: ImportAnswer): ImportReportView | null => (answer.ok ? answer.value.report : (answer.error.details?.report ?? null));

/** One file at a time: looking, correcting how it is read, looking again, and importing. */
function useImport(kind: ImportFormProps['kind'], form: RefObject<HTMLFormElement | null>) {
  const router = useRouter();
  const current = useRef<Sending | null>(null);
  const [isSending, setIsSending] = useState(false);
  const [progress, setProgress] = useState<Progress>({ stage: 'sending', fraction: 0 });
  const [mapping, setMapping] = useState<Mapping>({});
  const [report, setReport] = useState<ImportReportView | null>(null);
  const [outcome, setOutcome] = useState<{ readonly answer: ImportAnswer; readonly dryRun: boolean } | null>(null);

  async function send(dryRun: boolean, stated: Mapping) {
    const data = new FormData(form.current ?? undefined);
    const file = data.get('file');
    if (!(file instanceof File) || file.name === '') return;
    current.current?.cancel();
    const { request, ...rest } = statementOf(kind, data);
    const sending = sendFile(file, { ...rest, request: { ...request, ...mappingRequest(kind, stated, report?.roles ?? []) }, dryRun }, setProgress);
    current.current = sending;
    setIsSending(true);
    setProgress({ stage: 'sending', fraction: 0 });
    setOutcome(null);
    const answer = await sending.answer;
    // A later look has taken its place.
    if (current.current !== sending) return;
    current.current = null;
    setIsSending(false);
    setOutcome({ answer, dryRun });
    setReport((before) => reportOf(answer) ?? before);
    if (answer.ok && !dryRun) router.refresh();
  }

  return {
    isSending, progress, mapping, report, outcome,
    cancel: () => current.current?.cancel(),
    send: (dryRun: boolean) => {
      if (form.current?.reportValidity()) void send(dryRun, mapping);
    },
    correct: (next: Mapping) => {
      setMapping(next);
      void send(true, next);
    },
    /** Another file is understood anew. */
    choose: () => {
      setMapping({});
      setReport(null);
      setOutcome(null);
      if (form.current?.checkValidity()) void send(true, {});
    },
  };
}

function Bar({ progress, onCancel }: { readonly progress: Progress; readonly onCancel: () => void }) {
  return (
    <ProgressBar
      label={progress.stage === 'sending' ? 'Sending' : 'Reading and checking'}
      fraction={progress.fraction}
      detail={progress.stage === 'sending' ? undefined : 'all bytes have arrived'}
      action={
        <button type="button" className="link" onClick={onCancel}>
          Cancel
        </button>
      }
    />
  );
}

/** What came of reading the file: what was understood, how to correct it, and the first records. */
function Read({ kind, templates, work, report }: Pick<ImportFormProps, 'kind' | 'templates'> & { readonly work: ReturnType<typeof useImport>; readonly report: ImportReportView }) {
  return (
    <>
      <Understood report={report} />
      <TemplateOffer templates={templates} report={report} onTake={work.correct} />
      <MappingEditor kind={kind} report={report} mapping={work.mapping} onChange={work.correct} />
      <SaveTemplate kind={kind} mapping={work.mapping} report={report} />
      <Preview preview={report.preview} />
    </>
  );
}

/** Choose, state, look, correct, import. */
export function ImportForm(props: ImportFormProps) {
  const { kind, portfolios } = props;
  const form = useRef<HTMLFormElement>(null);
  const work = useImport(kind, form);
  const tabs = IMPORT_KINDS.map((one) => ({ label: KIND_HELP[one].label, href: `/data/import?kind=${one}${props.portfolio === '' ? '' : `&portfolio=${props.portfolio}`}` }));
  return (
    <>
      <LinkTabs label="Kind of file" tabs={tabs} current={tabs[IMPORT_KINDS.indexOf(kind)].href} />
      <Section title={KIND_HELP[kind].label} sub={KIND_HELP[kind].looks}>
        <pre className="example">{KIND_HELP[kind].example}</pre>
        <form
          ref={form}
          className="form-stack"
          onSubmit={(event) => {
            event.preventDefault();
            work.send(false);
          }}
        >
          {OF_PORTFOLIO.has(kind) && portfolios.length === 0 ? <Note>There is no portfolio yet. Make one under Book first.</Note> : null}
          <KindFields {...props} />
          <div onChange={work.choose}>
            <FileDrop name="file" label="Drop a file or choose one" hint="CSV or tab-separated text, up to 256 MB" accept=".csv,.tsv,.txt,text/csv" required />
          </div>
          <div className="actions">
            <Button type="button" disabled={work.isSending} onClick={() => work.send(true)}>
              Look at it first
            </Button>
            <Button type="submit" kind="primary" disabled={work.isSending}>
              Import
            </Button>
          </div>
        </form>
        {work.isSending ? <Bar progress={work.progress} onCancel={work.cancel} /> : null}
        {work.outcome ? <ImportAnswerView answer={work.outcome.answer} dryRun={work.outcome.dryRun} /> : null}
      </Section>
      {work.report ? <Read {...props} work={work} report={work.report} /> : null}
      <Section title="Templates" sub={`How files of ${KIND_HELP[kind].label.toLowerCase()} with a known header are read`}>
        <TemplateList templates={props.templates} />
      </Section>
    </>
  );
}
