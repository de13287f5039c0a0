'use client';

import { useActionState } from 'react';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { Note } from '@/components/ui/text';
import { RowDeed } from '../../../_components/row-deed';
import { removeTemplate, saveTemplate } from '../actions';
import { columnsOf, sameHeader, type Mapping, type Template } from '../mapping';
import type { ImportKind } from '../statement';
import type { ImportReportView } from './send-file';

/** Templates whose header is the header of the file, to be taken with one click. */
export function TemplateOffer({ templates, report, onTake }: { readonly templates: readonly Template[]; readonly report: ImportReportView; readonly onTake: (mapping: Mapping) => void }) {
  const fitting = templates.filter(({ mapping }) => sameHeader(mapping.columns ?? [], report.columns));
  if (fitting.length === 0) return null;
  return (
    <div className="actions">
      <span>This header is known:</span>
      {fitting.map((one) => (
        <Button key={one.id} onClick={() => onTake(one.mapping)}>
          Use the template {one.name}
        </Button>
      ))}
    </div>
  );
}

/** Keeps how the file is read now under a name. */
export function SaveTemplate({ kind, mapping, report }: { readonly kind: ImportKind; readonly mapping: Mapping; readonly report: ImportReportView }) {
  const [state, send, isBusy] = useActionState(saveTemplate, {});
  const whole = { ...mapping, columns: mapping.columns ?? columnsOf(report.columns) };
  return (
    <form action={send} className="form-stack mt-4">
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="mapping" value={JSON.stringify(whole)} />
      <TextField label="Name of the template" name="name" maxLength={100} required hint="For the next file with this header" error={state.error?.message} />
      <div className="actions">
        <Button type="submit" disabled={isBusy}>
          Save as a template
        </Button>
        {state.done ? <span>{state.done}</span> : null}
      </div>
    </form>
  );
}

/** The templates of a kind, each with the way to forget it. */
export function TemplateList({ templates }: { readonly templates: readonly Template[] }) {
  if (templates.length === 0) return <Note>No template yet. Look at a file, correct how it is read, and save that under a name.</Note>;
  return (
    <ul>
      {templates.map(({ id, name, mapping }) => (
        <li key={id}>
          {name} <span className="muted">{(mapping.columns ?? []).map((column) => column.name).join(', ')}</span>
          <RowDeed action={removeTemplate} name="template" value={id} label="Remove" says={`Remove the template ${name}`} />
        </li>
      ))}
    </ul>
  );
}
