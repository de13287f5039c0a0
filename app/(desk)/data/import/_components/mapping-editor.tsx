'use client';

import { SelectField, TextField } from '@/components/ui/field';
import { Table } from '@/components/ui/table';
import { Note, Section } from '@/components/ui/text';
import { assign, columnsOf, isWideObservations, ROLE_WORDS, type Mapping } from '../mapping';
import type { ImportKind } from '../statement';
import type { ImportReportView } from './send-file';

const LEFT_OUT = '';

interface MappingEditorProps {
  readonly kind: ImportKind;
  readonly report: ImportReportView;
  readonly mapping: Mapping;
  readonly onChange: (mapping: Mapping) => void;
}

const choiceOf = <T extends string>(value: string): T | undefined => (value === '' ? undefined : (value as T));

function Notation({ report, mapping, onChange }: Omit<MappingEditorProps, 'kind'>) {
  return (
    <div className="form-stack">
      <SelectField
        label="Decimal mark" value={mapping.decimal ?? ''} onChange={(event) => onChange({ ...mapping, decimal: choiceOf(event.target.value) })}
        options={[{ value: '', label: 'As detected' }, { value: '.', label: 'Point: 1.5' }, { value: ',', label: 'Comma: 1,5' }]}
      />
      <SelectField
        label="Date order" value={mapping.dateOrder ?? ''} onChange={(event) => onChange({ ...mapping, dateOrder: choiceOf(event.target.value) })}
        options={[{ value: '', label: 'As detected' }, { value: 'dmy', label: 'Day first: 31/12/2024' }, { value: 'mdy', label: 'Month first: 12/31/2024' }]}
      />
      <SelectField
        label="Delimiter" value={mapping.delimiter ?? ''} onChange={(event) => onChange({ ...mapping, delimiter: choiceOf(event.target.value), columns: undefined })}
        options={[{ value: '', label: 'As detected' }, { value: ',', label: 'Comma' }, { value: ';', label: 'Semicolon' }, { value: '\t', label: 'Tab' }, { value: '|', label: 'Bar' }]}
      />
      <TextField
        key={mapping.headerLine ?? 'detected'} label="Line of the header" type="number" min={1} max={1000} defaultValue={mapping.headerLine ?? ''} placeholder={report.headerLine === null ? '' : String(report.headerLine)}
        onBlur={(event) => {
          const line = event.target.value === '' ? undefined : Number(event.target.value);
          if (line !== mapping.headerLine) onChange({ ...mapping, headerLine: line, columns: undefined });
        }}
      />
    </div>
  );
}

/** What each column is taken for, to be corrected; every change has the file looked at again. */
export function MappingEditor({ kind, report, mapping, onChange }: MappingEditorProps) {
  const columns = mapping.columns ?? columnsOf(report.columns);
  const isFixed = isWideObservations(kind, columns);
  const options = [{ value: LEFT_OUT, label: 'Leave out' }, ...report.roles.map((role) => ({ value: role, label: ROLE_WORDS[role] ?? role }))];
  return (
    <Section title="How it is read" sub="What is not right here can be stated; the file is looked at again">
      <Notation report={report} mapping={mapping} onChange={onChange} />
      {columns.length > 0 ? (
        <div className="mt-4">
          <Table caption="Columns of the file">
            <thead>
              <tr>
                <th scope="col">Column</th>
                <th scope="col">Is</th>
              </tr>
            </thead>
            <tbody>
              {columns.map((column, i) => (
                <tr key={`${i} ${column.name}`}>
                  <th scope="row">{column.name === '' ? '(no name)' : column.name}</th>
                  <td>
                    <select
                      className="input" aria-label={`What ${column.name} is`} value={column.role ?? LEFT_OUT} disabled={column.name === '' || (isFixed && column.role !== 'date')}
                      onChange={(event) => onChange({ ...mapping, columns: assign(kind, columns, i, choiceOf(event.target.value) ?? null) })}
                    >
                      {options.map(({ value, label }) => (
                        <option key={value} value={value}>
                          {label}
                        </option>
                      ))}
                    </select>
                  </td>
                </tr>
              ))}
            </tbody>
          </Table>
        </div>
      ) : null}
      {isFixed ? <Note>Every value column is a series of its own, called as its header is.</Note> : null}
    </Section>
  );
}
