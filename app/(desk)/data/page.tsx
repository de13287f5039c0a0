import type { Metadata } from 'next';
import { PageHead } from '@/components/shell/page-head';
import { LinkButton } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { LongTable } from '@/components/ui/long-table';
import { NumberCell, NumberHeader } from '@/components/ui/table';
import { Term } from '@/components/ui/term';
import { Note, Section } from '@/components/ui/text';
import { count } from '@/lib/format/count';
import { instant } from '@/lib/format/date';
import { maySomewhere } from '@/lib/server/auth/permissions';
import { roomContext } from '@/lib/server/auth/request';
import { readData, type DataReading } from '@/lib/server/use-cases/read-data';
import { DeskShell } from '../_components/desk-shell';
import { exportLinks } from './exports';
import { RowDeed } from '../_components/row-deed';
import { SourcesAndJobs } from './_components/sources-and-jobs';
import { undoBatch } from './actions';

export const metadata: Metadata = { title: 'Data' };

function SeriesTable({ series }: { readonly series: DataReading['series'] }) {
  return (
    <LongTable
      caption="Series at this desk"
      noun="series"
      head={
        <>
          <th scope="col">Series</th>
          <th scope="col">Kind</th>
          <th scope="col"><Term of="month-average">Sampling</Term></th>
          <NumberHeader>Rows</NumberHeader>
          <th scope="col">First</th>
          <th scope="col">Last</th>
          <th scope="col"><Term of="point-in-time">Point in time</Term></th>
          <th scope="col">Source</th>
        </>
      }
      rows={series.map((one) => ({ key: String(one.id), anchor: `series-${one.code}`, text: `${one.code} ${one.source}`, cells: <SeriesCells series={one} /> }))}
    />
  );
}

function SeriesCells({ series: one }: { readonly series: DataReading['series'][number] }) {
  return (
    <>
      <th scope="row">
        {one.code}
        {one.simulated ? <span className="muted"> simulated</span> : null}
      </th>
      <td>{one.kind === 'price' ? `${one.basis === 'price' ? 'price' : 'total return'}, ${one.currency}` : one.unit}</td>
      <td>
        {one.frequency}
        {one.sampling === 'average' ? ', averaged' : ''}
      </td>
      <NumberCell>{count(one.rows)}</NumberCell>
      <td>{one.first ?? '–'}</td>
      <td>{one.last ?? '–'}</td>
      <td>
        {one.kind === 'price' ? '–' : one.pointInTime ? 'vintages kept' : 'latest revised, lagged'}
        {one.neverKnown > 0 ? <span className="muted"> {count(one.neverKnown)} never known</span> : null}
      </td>
      <td className="prose-cell">{one.source}</td>
    </>
  );
}

function Undo({ batch }: { readonly batch: DataReading['batches'][number] }) {
  if (batch.kind === 'undo') return <>–</>;
  if (batch.undoneBy) return <span className="muted">undone</span>;
  return <RowDeed action={undoBatch} name="batch" value={String(batch.id)} label="Undo" says={`Undo the import of ${batch.fileName}`} />;
}

function BatchTable({ batches, mayImport }: { readonly batches: DataReading['batches']; readonly mayImport: boolean }) {
  return (
    <LongTable
      caption="Imports, newest first"
      noun="imports"
      head={
        <>
          <th scope="col">File</th>
          <th scope="col">Kind</th>
          <NumberHeader>Rows read</NumberHeader>
          <NumberHeader>New</NumberHeader>
          <NumberHeader>Warnings</NumberHeader>
          <th scope="col">By</th>
          <th scope="col">Recorded</th>
          <th scope="col">SHA-256</th>
          {mayImport ? <th scope="col">Undo</th> : null}
        </>
      }
      rows={batches.map((batch) => ({
        key: String(batch.id),
        text: `${batch.fileName} ${batch.importedByName} ${batch.fileSha256}`,
        cells: <BatchCells batch={batch} mayImport={mayImport} />,
      }))}
    />
  );
}

function BatchCells({ batch, mayImport }: { readonly batch: DataReading['batches'][number]; readonly mayImport: boolean }) {
  return (
    <>
      <th scope="row">{batch.fileName}</th>
      <td>{batch.kind === 'undo' ? 'undo of the import' : batch.kind}</td>
      <NumberCell>{count(batch.rowsRead)}</NumberCell>
      <NumberCell>{count(batch.rowsStored)}</NumberCell>
      <NumberCell>{count(batch.warnings.length)}</NumberCell>
      <td>{batch.importedByName}</td>
      <td>{instant(batch.recordedAt.toISOString())}</td>
      <td>{batch.fileSha256.slice(0, 12)}</td>
      {mayImport ? (
        <td className="prose-cell">
          <Undo batch={batch} />
        </td>
      ) : null}
    </>
  );
}

/** Data: what is there, how far does it reach, and who brought it? */
export default async function DataPage() {
  const context = await roomContext();
  const reading = await readData(context, {});
  if (!reading.ok) throw new Error(reading.error.message);
  const { series, batches } = reading.value;
  const mayImport = maySomewhere(context.actor, 'import-data');
  const action = mayImport ? (
    <LinkButton kind="primary" href="/data/import">
      Import a file
    </LinkButton>
  ) : null;
  return (
    <DeskShell>
      <PageHead
        crumbs={[{ label: 'Data' }]}
        title={series.length === 0 ? 'No data yet' : `${count(series.length)} series from ${count(batches.length)} imports`}
        lede="Rows are only ever added. A level or observation that its source rewrote stands beside the old one, and what was known on a past day can be read again."
        actions={
          <>
            <LinkButton href="/data/coverage">Coverage and freshness</LinkButton>
            {action}
          </>
        }
      />
      <Section title="Series">
        {series.length === 0 ? (
          <EmptyState title="Nothing has been imported" action={action}>
            Begin with a CSV of <Term of="total-return">total-return</Term> prices: a date column and one column per asset.
          </EmptyState>
        ) : (
          <SeriesTable series={series} />
        )}
        <Note>Never known: values without a release date and without a typical lag. No decision uses them.</Note>
      </Section>
      {batches.length > 0 ? (
        <Section title="Imports">
          <BatchTable batches={batches} mayImport={mayImport} />
          <Note>Recorded is the time of the store, in UTC. An import can be undone while nothing depends on it; its rows stay, and are left out from then on.</Note>
        </Section>
      ) : null}
      {series.length > 0 ? (
        <Section title="Take it away">
          <ul className="links">
            {exportLinks(reading.value).map(({ label, href }) => (
              <li key={href}>
                <a className="link" href={href} download>
                  {label}
                </a>
              </li>
            ))}
          </ul>
          <Note>CSV, whole and not thinned. What is taken away can be imported again unchanged; text that a spreadsheet would run as a formula is marked as text.</Note>
        </Section>
      ) : null}
      <SourcesAndJobs />
    </DeskShell>
  );
}
