import type { ReactNode } from 'react';
import { Disclosure } from '@/components/ui/disclosure';
import { NumberCell, NumberHeader, Table } from '@/components/ui/table';
import { Note, Section } from '@/components/ui/text';
import { count, counted } from '@/lib/format/count';
import { ROLE_WORDS } from '../mapping';
import type { ImportReportView } from './send-file';

const DELIMITER: Readonly<Record<string, string>> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' };
const ORDER: Readonly<Record<string, string>> = { dmy: 'day, month, year', mdy: 'month, day, year', none: 'no slashed dates', ambiguous: 'undecided: day or month first', mixed: 'both orders stand in the file' };
const SHORT_LIST = 8;

function facts(report: ImportReportView): readonly (readonly [string, ReactNode])[] {
  const span = report.firstDate && report.lastDate ? `${report.firstDate} to ${report.lastDate}` : '–';
  return [
    ['Encoding', report.encoding ?? '–'],
    ['Delimiter', DELIMITER[report.delimiter ?? ''] ?? '–'],
    ['Decimal mark', report.decimal === null ? '–' : report.decimal === ',' ? 'comma' : 'point'],
    ['Date order', ORDER[report.dateOrder ?? ''] ?? '–'],
    ['Header', report.headerLine === null ? 'not found' : `line ${count(report.headerLine)}`],
    ['Rows', `${count(report.rows)}, ${count(report.accepted)} accepted, ${count(report.rejectedRows)} rejected`],
    ['Records', count(report.records)],
    ['Dates', span],
    ['Size', `${count(report.bytes)} bytes`],
    ['SHA-256', report.sha256?.slice(0, 12) ?? '–'],
  ];
}

/** A list with lines: short ones stand open, long ones open on request. */
export function LineList({ summary, items, notListed = 0 }: { readonly summary: string; readonly items: readonly { readonly line?: number; readonly text: string }[]; readonly notListed?: number }) {
  if (items.length === 0) return null;
  return (
    <Disclosure summary={summary} open={items.length <= SHORT_LIST}>
      <ul>
        {items.map(({ line, text }, k) => (
          <li key={k}>
            {line ? `Line ${count(line)}: ` : ''}
            {text}
          </li>
        ))}
      </ul>
      {notListed > 0 ? <Note>And {count(notListed)} more that are not listed.</Note> : null}
    </Disclosure>
  );
}

/** The first records, each as a row. */
export function Preview({ preview }: { readonly preview: ImportReportView['preview'] }) {
  const columns = [...new Set(preview.flatMap((record) => Object.keys(record)))];
  if (columns.length === 0) return null;
  return (
    <Section title="The first records, as they are stored">
      <Table caption="Preview">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {ROLE_WORDS[column] ?? column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.map((record, k) => (
            <tr key={k}>
              {columns.map((column) => (
                <td key={column}>{String(record[column] ?? '–')}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

function SeriesFound({ series }: { readonly series: ImportReportView['series'] }) {
  if (series.length === 0) return null;
  return (
    <Disclosure summary={`${counted(series.length, 'series', 'series')} in the file`}>
      <Table caption="Series in the file">
        <thead>
          <tr>
            <th scope="col">Series</th>
            <NumberHeader>Rows</NumberHeader>
            <th scope="col">First</th>
            <th scope="col">Last</th>
            <th scope="col">Frequency</th>
          </tr>
        </thead>
        <tbody>
          {series.map((one) => (
            <tr key={one.code}>
              <th scope="row">{one.code}</th>
              <NumberCell>{count(one.rows)}</NumberCell>
              <td>{one.first}</td>
              <td>{one.last}</td>
              <td>{one.frequency ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Disclosure>
  );
}

/** Everything that was understood of a file, as a table of facts, its lines left out, its warnings and its first records. */
export function Understood({ report }: { readonly report: ImportReportView }) {
  return (
    <Section title="What was understood">
      <Table caption="What was understood">
        <tbody>
          {facts(report).map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      {report.notes.length > 0 ? <Note>{report.notes.map((note) => `${note}. `)}</Note> : null}
      <LineList summary={`${counted(report.skipped.length, 'line')} left out that ${report.skipped.length === 1 ? 'is' : 'are'} no data`} items={report.skipped.map(({ line, what, text }) => ({ line, text: `${what}: ${text}` }))} />
      <LineList
        summary={`${counted(report.warnings.length + report.warningsNotListed, 'warning')}: possible, but worth a look`}
        items={report.warnings.map(({ line, reason }) => ({ line, text: reason }))}
        notListed={report.warningsNotListed}
      />
      <SeriesFound series={report.series} />
    </Section>
  );
}
