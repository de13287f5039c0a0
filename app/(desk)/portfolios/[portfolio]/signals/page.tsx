import type { Metadata } from 'next';
import Link from 'next/link';
import { ChartTableView } from '@/components/charts/chart-table-view';
import { SignalHistory } from '@/components/charts/signal-history';
import { DistanceGauge, DistanceLegend } from '@/components/portfolio/distance-gauge';
import { PageHead } from '@/components/shell/page-head';
import { FreshStrip } from '@/components/shell/strips';
import { LinkButton } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkTabs } from '@/components/ui/link-tabs';
import { NumberCell, NumberHeader, Table } from '@/components/ui/table';
import { Term } from '@/components/ui/term';
import { Note, Section } from '@/components/ui/text';
import { dateLong } from '@/lib/format/date';
import { roomContext } from '@/lib/server/auth/request';
import { readSignals } from '@/lib/server/use-cases/read-signals';
import { DeskShell } from '../../../_components/desk-shell';
import { momentOf, momentQuery, withQuery, type MomentQuery } from '../../../_components/moment';
import { RoomRefusal } from '../../../_components/refusal';
import { signalView } from './view-model';

export const metadata: Metadata = { title: 'Signals' };

interface SignalsPageProps {
  readonly params: Promise<{ readonly portfolio: string }>;
  readonly searchParams: Promise<{ readonly asset?: string } & MomentQuery>;
}

/** Signals: what do the indicators say, and how near is a change? */
export default async function SignalsPage({ params, searchParams }: SignalsPageProps) {
  const [{ portfolio: slug }, query] = await Promise.all([params, searchParams]);
  const context = await roomContext(slug);
  const reading = await readSignals(context, { portfolio: slug, asset: query.asset, ...momentOf(query) });
  if (!reading.ok) return <RoomRefusal refusal={reading.error} slug={slug} room="Signals" />;
  const { facts, asset, dates, tracks, decisionDate, dynamicDate } = reading.value;
  const view = signalView(reading.value);
  const href = (id: string) => `${withQuery(`/portfolios/${slug}/signals`, { ...momentQuery(facts), asset: id })}#history`;
  const columns = view.layers.flatMap(({ series }) => series.map(({ key, name }) => ({ key, label: name, format: 'figure' as const })));
  const table = dates.map((date, k) => ({ date, ...Object.fromEntries(tracks.map((track) => [`${track.layer}.${track.indicator}`, track.scores[k]])) }));
  return (
    <DeskShell facts={facts}>
      <PageHead crumbs={[{ label: facts.portfolio.name, href: `/portfolios/${slug}` }, { label: 'Signals' }]} title={view.title} lede={view.lede} />
      <FreshStrip
        items={[
          { label: 'As of', value: `${dateLong(facts.asOf)}, close` },
          { label: 'Decided on', value: dateLong(decisionDate), after: ', the last closed month-end' },
          { label: 'Dynamic layer', value: dynamicDate ? `set ${dateLong(dynamicDate)}` : 'not set yet' },
          { label: 'Model', value: `${facts.policyVersion.model.slug} ${facts.policyVersion.model.version}` },
        ]}
      />
      {view.distances.length > 0 ? (
        <Section title="Distance to flip: how far prices are from a change of signal" aside={<DistanceLegend trend={view.horizons.trend} momentum={view.horizons.momentum} />}>
          <DistanceGauge rows={view.distances} />
          <Note>Change in the close of {dateLong(decisionDate)} at which the reading of that day would have changed sign. The windows move on at the next month-end.</Note>
        </Section>
      ) : null}
      <Section
        id="history"
        title={`What ${view.assetName}'s signals said`}
        aside={<LinkTabs label="Asset class" current={href(asset)} tabs={view.assets.map(({ id, name }) => ({ label: name, href: href(id) }))} />}
      >
        {view.layers.length === 0 ? (
          <EmptyState title={`No indicator speaks about ${view.assetName}`} action={<LinkButton href={`/portfolios/${slug}`}>Look at the mix</LinkButton>}>
            It is the class that pays for the others, or the model has had too little history.
          </EmptyState>
        ) : (
          <>
            {view.layers.map(({ key, title, series }, k) => (
              <SignalHistory
                key={key}
                title={title}
                period={view.period}
                series={series}
                shaded={view.shaded}
                shadedMeaning={k === 0 && view.shaded.length > 0 ? 'Grey band: below trend on every horizon' : undefined}
                withTimeLabels={k === view.layers.length - 1}
              />
            ))}
            <ChartTableView filename={`${slug}-signals-${asset}`} caption={`Scores of ${view.assetName}, from −1 to +1`} columns={columns} rows={table} />
            <Note>A score of +1 is most attractive. Fill marks where a score takes weight away from {view.assetName}; effects are basis points of portfolio weight at the last decision.</Note>
          </>
        )}
      </Section>
      {view.rows.length > 0 ? (
        <Section title="Readings, scores and tilts" aside={<span className="sub">since {dateLong(view.period.from)}</span>}>
          <Table caption={`Readings about ${view.assetName}`} roomy>
            <thead>
              <tr>
                <th scope="col"><Term of="signal">Indicator</Term></th>
                <th scope="col">Of</th>
                <NumberHeader>Reading</NumberHeader>
                <NumberHeader><Term of="score">Score</Term></NumberHeader>
                <NumberHeader>Mean score</NumberHeader>
                <NumberHeader unit="% of dates">Positive</NumberHeader>
                <NumberHeader unit={<Term of="basis-point">bp</Term>}><Term of="tilt">Effect</Term></NumberHeader>
                <th scope="col"><Term of="known-at">Known</Term></th>
                <th scope="col"><Term of="point-in-time">Data</Term></th>
              </tr>
            </thead>
            <tbody>
              {view.rows.map((row) => (
                <tr key={row.key}>
                  <th scope="row">
                    {row.indicator === null ? (
                      row.label
                    ) : (
                      <Link className="link" title={row.meaning} href={withQuery(`/portfolios/${slug}/indicators`, { ...momentQuery(facts), indicator: row.indicator, asset })}>
                        {row.label}
                      </Link>
                    )}
                  </th>
                  <td>{row.of}</td>
                  <NumberCell>{row.reading}</NumberCell>
                  <NumberCell figure="strong">{row.score}</NumberCell>
                  <NumberCell>{row.meanScore}</NumberCell>
                  <NumberCell>{row.positive}</NumberCell>
                  <NumberCell figure="strong">{row.effect}</NumberCell>
                  <td>{row.known}</td>
                  <td>{row.data}</td>
                </tr>
              ))}
            </tbody>
          </Table>
          <Note>
            {view.standing.length > 0
              ? `A mean score far from zero is a standing tilt, not a dynamic one: ${view.standing.join(', ')}. `
              : 'No mean score is far from zero: none of these is a standing tilt. '}
            Latest revised: today&apos;s values with a release lag, not the vintages of the day.
          </Note>
          {view.missing.length > 0 ? <Note>Without a reading now, and their weight shared out: {view.missing.join('; ')}.</Note> : null}
        </Section>
      ) : null}
    </DeskShell>
  );
}
