import type { Metadata } from 'next';
import { ChartTableView } from '@/components/charts/chart-table-view';
import { CurveLegend } from '@/components/charts/curve-legend';
import { WealthAndDrawdown } from '@/components/charts/wealth-and-drawdown';
import { EpisodeTable } from '@/components/portfolio/episode-table';
import { StatisticsTable } from '@/components/portfolio/statistics-table';
import { PageHead } from '@/components/shell/page-head';
import { FreshStrip } from '@/components/shell/strips';
import { LinkButton, TextLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkTabs } from '@/components/ui/link-tabs';
import { Note, Section } from '@/components/ui/text';
import { isIsoDate } from '@/lib/core/base/iso-date';
import { dateLong } from '@/lib/format/date';
import { percent } from '@/lib/format/percent';
import { roomContext } from '@/lib/server/auth/request';
import { readDrawdowns } from '@/lib/server/use-cases/read-drawdowns';
import { DeskShell } from '../../../_components/desk-shell';
import { momentOf, withQuery, type MomentQuery } from '../../../_components/moment';
import { RoomRefusal } from '../../../_components/refusal';
import { DepthTable } from './_components/depth-table';
import { EpisodeSection } from './_components/episode-section';
import { drawdownView } from './view-model';

export const metadata: Metadata = { title: 'Drawdowns' };

const DEPTHS = ['5', '7', '10', '20'];
const DEFAULT_DEPTH = '7';

interface Query extends MomentQuery {
  readonly from?: string;
  readonly to?: string;
  readonly zoom?: string;
  readonly episode?: string;
  readonly depth?: string;
  readonly layers?: string;
  readonly scale?: string;
}

/** The address of the same view with some of it changed; what is undefined leaves it. */
function addressOf(slug: string, query: Query, change: Query): string {
  return withQuery(`/portfolios/${slug}/drawdowns`, { ...query, ...change });
}

/** Drawdowns: what would each mix have lost, when, and for how long? */
export default async function DrawdownsPage({ params, searchParams }: { readonly params: Promise<{ readonly portfolio: string }>; readonly searchParams: Promise<Query> }) {
  const [{ portfolio: slug }, query] = await Promise.all([params, searchParams]);
  const context = await roomContext(slug);
  const window = query.from && query.to && isIsoDate(query.from) && isIsoDate(query.to) && query.from < query.to ? { from: query.from, to: query.to } : null;
  const zoom = window !== null && query.zoom === '1';
  const depth = DEPTHS.includes(query.depth ?? '') ? (query.depth as string) : DEFAULT_DEPTH;
  const withLayers = query.layers === '1';
  const reading = await readDrawdowns(context, {
    portfolio: slug,
    ...momentOf(query),
    depthAtLeast: Number(depth) / 100,
    ...(query.episode && isIsoDate(query.episode) ? { episode: query.episode } : {}),
    mixes: withLayers ? ['current', 'strategic', 'dynamic', 'dynamic-layer', 'tactical-layer'] : ['current', 'strategic', 'dynamic'],
    ...(zoom ? window : {}),
  });
  if (!reading.ok) return <RoomRefusal refusal={reading.error} slug={slug} room="Drawdowns" />;
  const { facts, whole, now } = reading.value;
  const view = drawdownView(reading.value, query.episode, (episode) => addressOf(slug, query, { episode: episode.peak, from: episode.peak, to: episode.recovery ?? whole.to, zoom: '1' }));
  const percentColumns = view.curves.map(({ key, label }) => ({ key, label: `${label}, %`, format: 'percent' as const }));
  return (
    <DeskShell facts={facts}>
      <PageHead crumbs={[{ label: facts.portfolio.name, href: `/portfolios/${slug}` }, { label: 'Drawdowns' }]} title={view.title} lede={view.lede} />
      <FreshStrip
        items={[
          { label: 'As of', value: `${dateLong(facts.asOf)}, close` },
          { label: reading.value.periodsPerYear === 12 ? 'Monthly, from' : 'Daily, from', value: dateLong(whole.from) },
          { label: 'Open now: strategic', value: percent(now.strategic ?? null), after: `, dynamic ${percent(now.dynamic ?? null)}` },
          { label: 'Prices', value: facts.simulated ? 'simulated' : facts.sources.join(', ') },
        ]}
      />
      <Section
        title={`Wealth and drawdown, ${withLayers ? 'with each layer alone' : 'mix by mix'}`}
        aside={<CurveLegend curves={view.curves} episodes={`Strategic drawdown of ${depth} % or more`} />}
      >
        <div className="chart-options">
          <LinkTabs
            label="Curves"
            current={addressOf(slug, query, { layers: withLayers ? '1' : undefined })}
            tabs={[
              { label: 'Mixes', href: addressOf(slug, query, { layers: undefined }) },
              { label: 'With layers', href: addressOf(slug, query, { layers: '1' }) },
            ]}
          />
          <LinkTabs
            label="Scale"
            current={addressOf(slug, query, { scale: query.scale === 'linear' ? 'linear' : undefined })}
            tabs={[
              { label: 'Log', href: addressOf(slug, query, { scale: undefined }) },
              { label: 'Linear', href: addressOf(slug, query, { scale: 'linear' }) },
            ]}
          />
          {window ? (
            <>
              <TextLink href={addressOf(slug, query, { zoom: zoom ? undefined : '1' })}>{zoom ? 'Show it in the whole' : 'Zoom into the brush'}</TextLink>
              <TextLink href={addressOf(slug, query, { from: undefined, to: undefined, zoom: undefined, episode: undefined })}>Whole period</TextLink>
            </>
          ) : null}
        </div>
        <WealthAndDrawdown
          curves={view.curves}
          wealth={view.wealth}
          drawdown={view.drawdown}
          episodes={view.shaded}
          whole={whole}
          window={window}
          zoom={zoom}
          scale={query.scale === 'linear' ? 'linear' : 'log'}
        />
        <ChartTableView filename={`${slug}-drawdowns`} caption="Drawdown from the running peak" columns={percentColumns} rows={view.table} />
        {view.currentNote ? <Note>{view.currentNote}</Note> : null}
      </Section>
      {view.episode ? <EpisodeSection slug={slug} view={view.episode.view} sentence={view.episode.sentence} /> : null}
      <Section
        title="Episodes of the strategic mix, deepest first"
        aside={
          <LinkTabs
            label="Depth at least"
            current={addressOf(slug, query, { depth: depth === DEFAULT_DEPTH ? undefined : depth })}
            tabs={DEPTHS.map((one) => ({ label: `${one} %`, href: addressOf(slug, query, { depth: one === DEFAULT_DEPTH ? undefined : one }) }))}
          />
        }
      >
        {view.episodes.length === 0 ? (
          <EmptyState
            title={`No drawdown of ${depth} % or more`}
            action={
              depth === DEPTHS[0] ? (
                <LinkButton href={`/portfolios/${slug}/backtest`}>Look at the whole record</LinkButton>
              ) : (
                <LinkButton href={addressOf(slug, query, { depth: DEPTHS[0] })}>Show those of {DEPTHS[0]} % or more</LinkButton>
              )
            }
          >
            The strategic mix never fell that far in these prices.
          </EmptyState>
        ) : (
          <EpisodeTable episodes={view.episodes} selectedId={query.episode} />
        )}
        <Note>
          Depth from the running peak; the dynamic depth is its own worst fall between the strategic mix&apos;s peak and recovery, and its recovery may come later. Months are calendar days over 30.44.
        </Note>
      </Section>
      <DepthTable reading={reading.value} />
      <Section title="Statistics side by side" aside={<span className="sub">Net of trading cost{facts.policyVersion.feeAnnual > 0 ? ' and fee' : ', before fees'}</span>}>
        <StatisticsTable groups={view.statistics} />
        <Note>{view.convention}</Note>
      </Section>
    </DeskShell>
  );
}
