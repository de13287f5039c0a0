import type { Metadata } from 'next';
import { ChartTableView } from '@/components/charts/chart-table-view';
import { TimingFan } from '@/components/charts/timing-fan';
import { PageHead } from '@/components/shell/page-head';
import { FreshStrip } from '@/components/shell/strips';
import { NumberCell, NumberHeader, Table } from '@/components/ui/table';
import { Term } from '@/components/ui/term';
import { Note, Section } from '@/components/ui/text';
import { dateLong } from '@/lib/format/date';
import { percent } from '@/lib/format/percent';
import { roomContext } from '@/lib/server/auth/request';
import { readTiming } from '@/lib/server/use-cases/read-timing';
import { DeskShell } from '../../../_components/desk-shell';
import { momentOf, type MomentQuery } from '../../../_components/moment';
import { RoomRefusal } from '../../../_components/refusal';
import { timingView } from './view-model';

export const metadata: Metadata = { title: 'Timing' };

/** Timing: what if we are early or late? */
export default async function TimingPage({ params, searchParams }: { readonly params: Promise<{ readonly portfolio: string }>; readonly searchParams: Promise<MomentQuery> }) {
  const [{ portfolio: slug }, query] = await Promise.all([params, searchParams]);
  const context = await roomContext(slug);
  const reading = await readTiming(context, { portfolio: slug, ...momentOf(query) });
  if (!reading.ok) return <RoomRefusal refusal={reading.error} slug={slug} room="Timing" />;
  const { facts, strategic, periodsPerYear, from } = reading.value;
  const view = timingView(reading.value);
  return (
    <DeskShell facts={facts}>
      <PageHead crumbs={[{ label: facts.portfolio.name, href: `/portfolios/${slug}` }, { label: 'Timing' }]} title={view.title} lede={view.lede} />
      <FreshStrip
        items={[
          { label: 'As of', value: `${dateLong(facts.asOf)}, close` },
          { label: periodsPerYear === 12 ? 'Monthly, from' : 'Daily, from', value: dateLong(from) },
          { label: 'Strategic', value: `${percent(strategic.cagr)} a year`, after: `, deepest fall ${percent(strategic.maxDrawdown)}` },
          { label: 'Figures', value: `net of trading cost${facts.policyVersion.feeAnnual > 0 ? ' and fee' : ''}` },
        ]}
      />
      <Section title="Early is to the left, late to the right" aside={<span className="sub">months; hollow and dotted is hindsight</span>}>
        <div className="fans">
          {view.fans.map((fan) => (
            <TimingFan key={fan.title} title={fan.title} points={fan.points} strategic={fan.strategic} />
          ))}
        </div>
        <Table caption="Figures of the whole backtest with every decision moved" roomy>
          <thead>
            <tr>
              <th scope="col">Decisions acted on</th>
              <NumberHeader unit="% a year"><Term of="cagr">CAGR</Term></NumberHeader>
              <NumberHeader unit="%"><Term of="max-drawdown">Maximum drawdown</Term></NumberHeader>
              <NumberHeader unit="of strategic">Drawdown ratio</NumberHeader>
              <NumberHeader unit="% a year"><Term of="turnover">Turnover</Term></NumberHeader>
            </tr>
          </thead>
          <tbody>
            {view.rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">{row.isHindsight ? <span className="muted">{row.label}</span> : row.label}</th>
                <NumberCell>{row.cagr}</NumberCell>
                <NumberCell>{row.maxDrawdown}</NumberCell>
                <NumberCell figure="strong">{row.ratio}</NumberCell>
                <NumberCell>{row.turnover}</NumberCell>
              </tr>
            ))}
          </tbody>
        </Table>
        <Note>Hindsight never becomes a trial or a proposal. A model whose protection is gone with one month&apos;s delay owes it to luck.</Note>
      </Section>
      {view.dayTitle ? (
        <Section title={view.dayTitle}>
          <ChartTableView filename={`${slug}-trade-days`} caption="CAGR by days after the usual day of execution" heading="Later by" columns={[{ key: 'cagr', label: 'CAGR, %', format: 'percent' }]} rows={view.days.map(({ shift, value }) => ({ date: `+${shift} days`, cagr: value }))} />
          <Note>{view.dayNote}</Note>
        </Section>
      ) : null}
    </DeskShell>
  );
}
