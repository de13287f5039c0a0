import { Confirmation, ErrorSummary } from '@/components/ui/messages';
import { Disclosure } from '@/components/ui/disclosure';
import { Table } from '@/components/ui/table';
import { Note } from '@/components/ui/text';
import { count, counted } from '@/lib/format/count';
import type { ImportAnswer, ImportReportView } from './send-file';

const DELIMITER: Readonly<Record<string, string>> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' };

function Understood({ report }: { readonly report: ImportReportView }) {
  const columns = Object.keys(report.preview[0] ?? {});
  const span = report.firstDate && report.lastDate ? `, ${report.firstDate} to ${report.lastDate}` : '';
  return (
    <>
      <Note>
        Read as {report.encoding}, separated by {DELIMITER[report.delimiter ?? ''] ?? 'nothing known'}, decimal {report.decimal === ',' ? 'comma' : 'point'}: {counted(report.rows, 'row')}, {counted(report.records, 'record')}
        {span}.
        {report.notes.map((note) => ` ${note}.`)}
      </Note>
      {report.warnings.length > 0 ? (
        <Disclosure summary={`${counted(report.warnings.length, 'warning')}: possible, but worth a look`} open={report.warnings.length <= 5}>
          <ul>
            {report.warnings.slice(0, 100).map((warning, k) => (
              <li key={k}>
                {warning.line ? `Line ${count(warning.line)}: ` : ''}
                {warning.reason}
              </li>
            ))}
          </ul>
        </Disclosure>
      ) : null}
      {columns.length > 0 ? (
        <Disclosure summary="The first records as they are stored">
          <Table caption="Preview">
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {report.preview.map((record, k) => (
                <tr key={k}>
                  {columns.map((column) => (
                    <td key={column}>{String(record[column] ?? '–')}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </Table>
        </Disclosure>
      ) : null}
    </>
  );
}

/** What came of it: written, only looked at, or refused with every line that is wrong. */
export function ImportAnswerView({ answer, dryRun }: { readonly answer: ImportAnswer; readonly dryRun: boolean }) {
  if (answer.ok) {
    const { report, stored, alreadyImported } = answer.value;
    const done = alreadyImported ? 'This file was imported before; nothing was written.' : dryRun ? 'It can be imported as it is. Nothing was written yet.' : `Imported: ${counted(stored, 'new row')}.`;
    return (
      <>
        <Confirmation>{done}</Confirmation>
        <Understood report={report} />
      </>
    );
  }
  const report = answer.error.details?.report;
  return (
    <>
      <ErrorSummary title={answer.error.message} problems={report?.rejected.slice(0, 100).map(({ line, reason }) => ({ message: reason, ...(line > 0 ? { line } : {}) }))}>
        Nothing was written. Correct the file and send it again.
      </ErrorSummary>
      {report ? <Understood report={report} /> : null}
    </>
  );
}
