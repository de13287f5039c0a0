import { ChartTableView } from '@/components/charts/chart-table-view';
import { CurveLegend } from '@/components/charts/curve-legend';
import type { Curve } from '@/components/charts/curves';
import { TimeLines } from '@/components/charts/time-lines';
import { WealthAndDrawdown } from '@/components/charts/wealth-and-drawdown';
import { WeightsOverTime } from '@/components/charts/weights-over-time';
import { StatisticsTable } from '@/components/portfolio/statistics-table';
import { LinkTabs } from '@/components/ui/link-tabs';
import { Note, Section } from '@/components/ui/text';
import { ROLLING_YEARS, type BacktestReading } from '@/lib/server/use-cases/read-backtest';
import { backtestView, MEASURES } from '../view-model';
import { JudgementSection } from './judgement-section';
import { YearsTable } from './years-table';

export interface RecordTabProps {
  readonly slug: string;
  readonly reading: BacktestReading;
  readonly moment: Readonly<Record<string, string>>;
  readonly isStacked: boolean;
  readonly window: { readonly from: string; readonly to: string } | null;
  /** The address of the same view with some of it changed. */
  readonly address: (change: Readonly<Record<string, string | undefined>>) => string;
}

const PAIR: readonly Curve[] = [{ key: 'strategic', label: 'Strategic', role: 'strategic' }, { key: 'dynamic', label: 'Dynamic', role: 'dynamic' }];
const DIFFERENCE: Curve = { key: 'difference', label: 'Dynamic less strategic', role: 'layer' };
const percentColumns = (curves: readonly Curve[]) => curves.map(({ key, label }) => ({ key, label: `${label}, %`, format: 'percent' as const }));

/** The record itself: what it cost, earned, held and lost, and whether that is luck. */
export function RecordTab({ slug, reading, moment, isStacked, window, address }: RecordTabProps) {
  const view = backtestView(reading);
  const { rolling, whole } = reading;
  const measure = MEASURES.find(({ key }) => key === rolling.measure) ?? MEASURES[0];
  return (
    <>
      <Section title="Cost of protection: Dynamic beside Strategic" aside={<span className="sub">net, measured on this portfolio</span>}>
        <StatisticsTable groups={view.ledger} />
        <Note>{view.ledgerNote}</Note>
      </Section>
      <Section title="Wealth, net of cost; gross where it says so" aside={<CurveLegend curves={view.curves} />}>
        <WealthAndDrawdown wealthOnly curves={view.curves} wealth={view.wealth} drawdown={[]} whole={whole} window={window} zoom={window !== null} />
        <ChartTableView filename={`${slug}-wealth`} caption="Growth of 100" columns={view.curves.map(({ key, label }) => ({ key, label, format: 'figure' as const }))} rows={view.wealth} />
      </Section>
      <Section
        title="What the dynamic mix held"
        aside={
          <LinkTabs
            label="Weights as"
            current={address({ weights: isStacked ? 'stack' : undefined })}
            tabs={[{ label: 'Each class', href: address({ weights: undefined }) }, { label: 'Stacked', href: address({ weights: 'stack' }) }]}
          />
        }
      >
        <WeightsOverTime dates={reading.weights.dates} lines={view.weights} isStacked={isStacked} />
        <ChartTableView filename={`${slug}-weights`} caption="Weights held by the dynamic mix" columns={view.weights.map(({ id, name }) => ({ key: id, label: `${name}, %`, format: 'percent' as const }))} rows={view.weightRows} />
        <Note>Weights at month-ends, moved by prices between trades; lowest and highest are of these days.</Note>
      </Section>
      <Section title="Statistics side by side" aside={<span className="sub">{reading.periodsPerYear >= 252 ? 'daily returns' : 'monthly returns'}</span>}>
        <StatisticsTable groups={view.statistics} others={view.others} />
        <Note>{view.convention}</Note>
      </Section>
      <Section
        id="rolling"
        title={view.rollingTitle}
        aside={
          <div className="chart-options">
            <LinkTabs label="Measure" current={address({ rolling: rolling.measure })} tabs={MEASURES.map(({ key, label }) => ({ label, href: address({ rolling: key }) }))} />
            <LinkTabs label="Window" current={address({ years: String(rolling.years) })} tabs={ROLLING_YEARS.map((years) => ({ label: `${years} y`, href: address({ years: String(years) }) }))} />
          </div>
        }
      >
        {view.rolling.length < 2 ? null : (
          <>
            <CurveLegend curves={[...PAIR, DIFFERENCE]} />
            <TimeLines title={`${measure.label} over ${rolling.years} years, ${measure.unit}, by the last day of the window`} curves={[...PAIR, DIFFERENCE]} rows={view.rolling} />
            <ChartTableView filename={`${slug}-rolling-${rolling.measure}`} caption={`Rolling ${measure.label.toLowerCase()}`} columns={percentColumns([...PAIR, DIFFERENCE])} rows={view.rolling} />
            <Note>Windows overlap: neighbouring ones share nearly all of their days, so their share is no probability.</Note>
          </>
        )}
      </Section>
      <Section title={view.yearsTitle} aside={<span className="sub">calendar years, net</span>}>
        <YearsTable years={view.years} />
      </Section>
      <JudgementSection portfolio={slug} moment={moment} judgement={reading.judgement} />
    </>
  );
}
