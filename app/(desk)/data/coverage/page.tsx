import type { Metadata } from 'next';
import { CoverageMap } from '@/components/charts/coverage-map';
import { PageHead } from '@/components/shell/page-head';
import { FreshStrip } from '@/components/shell/strips';
import { LinkButton } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { LongTable } from '@/components/ui/long-table';
import { StatusMark } from '@/components/ui/status-mark';
import { NumberCell, NumberHeader } from '@/components/ui/table';
import { Term } from '@/components/ui/term';
import { Note, Section } from '@/components/ui/text';
import { dateLong } from '@/lib/format/date';
import { roomContext } from '@/lib/server/auth/request';
import { readCoverage } from '@/lib/server/use-cases/read-coverage';
import { DeskShell } from '../../_components/desk-shell';
import { coverageView, type FreshnessRow } from './view-model';

export const metadata: Metadata = { title: 'Coverage' };

function FreshnessCells({ row }: { readonly row: FreshnessRow }) {
  return (
    <>
      <th scope="row">{row.name}</th>
      <td>
        <StatusMark tone={row.tone}>{row.state}</StatusMark>
      </td>
      <td>{row.cadence}</td>
      <td>{row.first}</td>
      <td>{row.last}</td>
      <td>{row.expected}</td>
      <NumberCell>{row.missing}</NumberCell>
      <NumberCell>{row.revised}</NumberCell>
      <td className="prose-cell">
        {row.source}
        <span className="sub block">{row.licence}</span>
      </td>
    </>
  );
}

/** Coverage: is the data whole and fresh? */
export default async function CoveragePage() {
  const reading = await readCoverage(await roomContext(), {});
  if (!reading.ok) throw new Error(reading.error.message);
  const { maps, firstYear, lastYear, today } = reading.value;
  const view = coverageView(reading.value);
  return (
    <DeskShell>
      <PageHead crumbs={[{ label: 'Data', href: '/data' }, { label: 'Coverage' }]} title={maps.length === 0 ? 'No data yet' : view.title} lede={maps.length === 0 ? undefined : view.lede} />
      {maps.length === 0 ? (
        <EmptyState title="Nothing has been imported" action={<LinkButton kind="primary" href="/data/import">Import a file</LinkButton>}>
          Begin with a CSV of total-return prices: a date column and one column per asset.
        </EmptyState>
      ) : (
        <>
          <FreshStrip items={[today === null ? { label: 'Clock', value: 'at the last day of each sample' } : { label: 'Today', value: dateLong(today) }, { label: 'Years', value: `${firstYear} to ${lastYear}` }]} />
          <Section title="What is there, year by year">
            <CoverageMap firstYear={firstYear} lastYear={lastYear} rows={view.map} />
            <Note>Dark: every period of the year has a value. Paler: some are missing. Daily and weekly series are held against 252 and 52 a year, for nobody here knows the holidays of every market.</Note>
          </Section>
          <Section title="Freshness, the latest first">
            <LongTable
              caption="Freshness, gaps and revisions by series"
              noun="series"
              head={
                <>
                  <th scope="col">Series</th>
                  <th scope="col">State</th>
                  <th scope="col">Cadence</th>
                  <th scope="col">First</th>
                  <th scope="col">Last</th>
                  <th scope="col">Next due by</th>
                  <NumberHeader>Missing</NumberHeader>
                  <NumberHeader><Term of="vintage">Revised</Term></NumberHeader>
                  <th scope="col">Source and licence</th>
                </>
              }
              rows={view.rows.map((row) => ({ key: row.key, text: `${row.name} ${row.source}`, cells: <FreshnessCells row={row} /> }))}
            />
            <Note>Due by: the end of the next period and the series&apos; typical lag; without one 4 days for prices of a day, 9 for weeks, 45 for months, 100 for quarters.</Note>
          </Section>
        </>
      )}
    </DeskShell>
  );
}
