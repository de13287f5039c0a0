import type { Metadata } from 'next';
import Link from 'next/link';
import { Fragment } from 'react';
import { ChartTableView } from '@/components/charts/chart-table-view';
import { Sparkline } from '@/components/charts/sparkline';
import { TimeLines } from '@/components/charts/time-lines';
import { Account } from '@/components/portfolio/layouts';
import { PageHead } from '@/components/shell/page-head';
import { FreshStrip } from '@/components/shell/strips';
import { LinkButton } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkTabs } from '@/components/ui/link-tabs';
import { StatusMark } from '@/components/ui/status-mark';
import { NumberCell, NumberHeader, Table } from '@/components/ui/table';
import { Term } from '@/components/ui/term';
import { Note, Section } from '@/components/ui/text';
import { dateLong } from '@/lib/format/date';
import { may } from '@/lib/server/auth/permissions';
import { roomContext } from '@/lib/server/auth/request';
import { readIndicators } from '@/lib/server/use-cases/read-indicators';
import { DeskShell } from '../../../_components/desk-shell';
import { momentOf, momentQuery, withQuery, type MomentQuery } from '../../../_components/moment';
import { RoomRefusal } from '../../../_components/refusal';
import { indicatorsView } from './view-model';

export const metadata: Metadata = { title: 'Indicators' };

interface IndicatorsPageProps {
  readonly params: Promise<{ readonly portfolio: string }>;
  readonly searchParams: Promise<{ readonly indicator?: string; readonly asset?: string } & MomentQuery>;
}

const READING = [{ key: 'reading', label: 'Reading', role: 'dynamic' }] as const;

/** Indicators: what can be read, what does it say against its own past, and who decides by it? */
export default async function IndicatorsPage({ params, searchParams }: IndicatorsPageProps) {
  const [{ portfolio: slug }, query] = await Promise.all([params, searchParams]);
  const context = await roomContext(slug);
  const reading = await readIndicators(context, { portfolio: slug, indicator: query.indicator, asset: query.asset, ...momentOf(query) });
  if (!reading.ok) return <RoomRefusal refusal={reading.error} slug={slug} room="Indicators" />;
  const { facts, asset } = reading.value;
  const view = indicatorsView(reading.value);
  const { chosen } = view;
  const href = (indicator: string, of: string) => `${withQuery(`/portfolios/${slug}/indicators`, { ...momentQuery(facts), indicator, asset: of })}#chosen`;
  const mayImport = may(context.actor, 'import-data');
  return (
    <DeskShell facts={facts}>
      <PageHead crumbs={[{ label: facts.portfolio.name, href: `/portfolios/${slug}` }, { label: 'Indicators' }]} title={view.title} lede={view.lede} />
      <FreshStrip
        items={[
          { label: 'As of', value: `${dateLong(facts.asOf)}, close` },
          { label: 'Prices of', value: view.assetName },
          { label: 'Model', value: `${facts.policyVersion.model.slug} ${facts.policyVersion.model.version}` },
        ]}
      />
      <Section
        id="chosen"
        title={chosen.label}
        sub={chosen.meaning}
        aside={<LinkTabs label="Asset class" current={href(chosen.id, asset)} tabs={view.assets.map(({ id, name }) => ({ label: name, href: href(chosen.id, id) }))} />}
      >
        {chosen.lacking.length > 0 ? (
          <EmptyState
            title={`There is no ${chosen.lacking.join(' and no ')} known here`}
            action={mayImport ? <LinkButton href="/data/import?kind=observations">Import observations</LinkButton> : <LinkButton href="/data">Look at the data</LinkButton>}
          >
            {`${chosen.label} is computed from ${chosen.series.map(({ code }) => code).join(', ')}. Once every one of them has values with a release date, its history is drawn here.`}
          </EmptyState>
        ) : null}
        {chosen.chart ? (
          <>
            <TimeLines curves={READING} {...chosen.chart} />
            <ChartTableView filename={`${slug}-${chosen.id}`} caption={`${chosen.label} at month-ends, as known then`} columns={[{ key: 'reading', ...chosen.column }]} rows={chosen.chart.rows} />
            <Note>{chosen.chartNote}</Note>
          </>
        ) : null}
        <Account entries={chosen.account} />
        {chosen.series.length > 0 ? (
          <Table caption={`Series that ${chosen.label} reads`} roomy>
            <thead>
              <tr>
                <th scope="col">Series</th>
                <th scope="col">Name</th>
                <th scope="col">Frequency</th>
                <th scope="col">Newest</th>
                <th scope="col">State</th>
                <th scope="col"><Term of="point-in-time">Data</Term></th>
                <th scope="col">Source</th>
              </tr>
            </thead>
            <tbody>
              {chosen.series.map((row) => (
                <tr key={row.role}>
                  <th scope="row">{row.code}</th>
                  <td>{row.name}</td>
                  <td>{row.frequency}</td>
                  <td className="figures">{row.last}</td>
                  <td>
                    <StatusMark tone={row.tone}>{row.state}</StatusMark>
                  </td>
                  <td>{row.vintages}</td>
                  <td>{row.source}</td>
                </tr>
              ))}
            </tbody>
          </Table>
        ) : null}
        <Note>
          {chosen.usedBy.length === 0 ? 'No model of this desk decides by it.' : 'Decided by at this desk: '}
          {chosen.usedBy.map((one, k) => (
            <Fragment key={one.slug}>
              {k > 0 ? ', ' : ''}
              <Link className="link" href={`/portfolios/${one.slug}`}>
                {one.name}
              </Link>{' '}
              ({one.model})
            </Fragment>
          ))}
          {chosen.usedBy.length > 0 ? '.' : ''}
        </Note>
      </Section>
      {view.themes.map((theme) => (
        <Section key={theme.key} title={theme.title}>
          <Table caption={`Indicators: ${theme.title.toLowerCase()}`} roomy>
            <thead>
              <tr>
                <th scope="col"><Term of="signal">Indicator</Term></th>
                <NumberHeader>Reading</NumberHeader>
                <NumberHeader unit="% of its past">Percentile</NumberHeader>
                <th scope="col">Five years</th>
                <th scope="col">Of</th>
                <th scope="col">State</th>
                <th scope="col">Reads</th>
                <th scope="col">Decides for</th>
              </tr>
            </thead>
            <tbody>
              {theme.rows.map((row) => (
                <tr key={row.key}>
                  <th scope="row">
                    <Link className="link" href={href(row.key, asset)} title={row.meaning} aria-current={row.isChosen ? 'true' : undefined}>
                      {row.label}
                    </Link>
                  </th>
                  <NumberCell figure="strong">{row.reading}</NumberCell>
                  <NumberCell>{row.percentile}</NumberCell>
                  <td>{row.spark.length > 1 ? <Sparkline values={row.spark} label={row.sparkLabel} role="dynamic" /> : '–'}</td>
                  <td className="figures">{row.of}</td>
                  <td>
                    <StatusMark tone={row.tone}>{row.state}</StatusMark>
                  </td>
                  <td>{row.reads}</td>
                  <td className="wrap">{row.usedBy}</td>
                </tr>
              ))}
            </tbody>
          </Table>
        </Section>
      ))}
      <Note>
        A percentile is the rank among all readings <Term of="known-at">known</Term> on the day. Readings have the default parameters of the catalogue; what a model made of them with its own is in its signals.
      </Note>
    </DeskShell>
  );
}
