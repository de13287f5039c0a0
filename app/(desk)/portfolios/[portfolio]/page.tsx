import type { Metadata } from 'next';
import { ChartTableView } from '@/components/charts/chart-table-view';
import { MixColumns } from '@/components/portfolio/mix-columns';
import { MixLegend } from '@/components/portfolio/mix-marks';
import { MixTable } from '@/components/portfolio/mix-table';
import { WaterfallTable } from '@/components/portfolio/waterfall-table';
import { CompareLayout } from '@/components/portfolio/layouts';
import { FootActions, PageHead } from '@/components/shell/page-head';
import { FactsStrip, FreshStrip } from '@/components/shell/strips';
import { LinkButton } from '@/components/ui/button';
import { LinkTabs } from '@/components/ui/link-tabs';
import { Term } from '@/components/ui/term';
import { Lede, Note, Section } from '@/components/ui/text';
import { roomContext } from '@/lib/server/auth/request';
import { may } from '@/lib/server/auth/permissions';
import { readMix } from '@/lib/server/use-cases/read-mix';
import { DeskShell } from '../../_components/desk-shell';
import { momentOf, momentQuery, withQuery, type MomentQuery } from '../../_components/moment';
import { RoomRefusal } from '../../_components/refusal';
import { ActionButton } from './_components/action-button';
import { LazyWhatIf } from './_components/what-if/lazy-what-if';
import { computeRecommendation, propose } from './actions';
import { mixView } from './view-model';
import { whatIfView } from './what-if-view';

export const metadata: Metadata = { title: 'Mix' };

interface MixPageProps {
  readonly params: Promise<{ readonly portfolio: string }>;
  readonly searchParams: Promise<{ readonly class?: string; readonly whatIf?: string } & MomentQuery>;
}

/** Mix: where am I, where does policy say, where does the model point, and why? */
export default async function MixPage({ params, searchParams }: MixPageProps) {
  const [{ portfolio: slug }, query] = await Promise.all([params, searchParams]);
  const context = await roomContext(slug);
  const reading = await readMix(context, { portfolio: slug, ...momentOf(query) });
  if (!reading.ok) return <RoomRefusal refusal={reading.error} slug={slug} room="Mix" />;
  const { facts, stored } = reading.value;
  const isTrying = query.whatIf !== undefined;
  const address = (more: Readonly<Record<string, string>>) => withQuery(`/portfolios/${slug}`, { ...momentQuery(facts), ...(isTrying && { whatIf: 'on' }), ...more });
  const href = (code: string) => `${address({ class: code })}#why`;
  const view = mixView(reading.value, query.class, href);
  const mayPropose = may(context.actor, 'propose-reallocation');
  const main = facts.isPast ? null : view.openProposal !== null ? (
    <LinkButton kind="primary" href={`/portfolios/${slug}/proposals/${view.openProposal}`}>
      Open proposal {view.openProposal}
    </LinkButton>
  ) : view.lacks !== null ? (
    <LinkButton kind="primary" href={view.lacks === 'holdings' ? `/data/import?kind=holdings&portfolio=${slug}` : '/data/import?kind=prices'}>
      Import {view.lacks}
    </LinkButton>
  ) : view.canPropose && mayPropose ? (
    <ActionButton action={propose} portfolio={slug} label="Propose reallocation" busyLabel="Proposing…" kind="primary" />
  ) : null;
  return (
    <DeskShell facts={facts}>
      <PageHead
        crumbs={[{ label: facts.portfolio.name, href: `/portfolios/${slug}` }, { label: 'Mix' }]}
        title={view.title}
        lede={view.lede}
        actions={
          <>
            {stored || facts.isPast ? null : <ActionButton action={computeRecommendation} portfolio={slug} label="Record recommendation" busyLabel="Computing…" />}
            {main}
          </>
        }
      />
      <FreshStrip status={view.status} items={view.fresh} />
      <FactsStrip facts={view.facts} />
      <Section title="Where you are, where policy says, where the model points" aside={<MixLegend />}>
        <CompareLayout>
          <MixTable rows={view.rows} currency={facts.portfolio.baseCurrency} />
          <MixColumns rows={view.rows} />
        </CompareLayout>
        <Note>{view.partsNote}</Note>
        <ChartTableView filename={`${slug}-mix`} caption="Weights of the three mixes, their ranges, and the parts of the shift" {...view.tables.weights} />
        {isTrying ? null : (
          <div className="mt-3 no-print">
            <LinkButton href={`${address({ whatIf: 'on' })}#what-if`}>Try another mix</LinkButton>
          </div>
        )}
      </Section>
      {isTrying ? (
        <Section id="what-if" title="What if a weight or a signal were another?" sub="Nothing is recorded until you propose; the address of this page holds what you try." aside={<MixLegend shift="Shift to what is tried" />}>
          <LazyWhatIf {...whatIfView(reading.value, mayPropose)} />
        </Section>
      ) : null}
      <Section
        id="why"
        title={view.whyTitle}
        sub={
          <>
            <Term of="basis-point">Basis points</Term> of portfolio weight. Solid takes away, hollow adds. · no effect, – no reading.
          </>
        }
        aside={<LinkTabs label="Waterfall of" narrowOnly current={href(view.selectedId)} tabs={view.assets.map((asset) => ({ label: asset.name, href: asset.href }))} />}
      >
        <WaterfallTable groups={view.groups} selectedId={view.selectedId} assets={view.assets} />
        <ChartTableView filename={`${slug}-why`} caption="Every step from the strategic mix to the target" {...view.tables.steps} />
        <Note>{view.whyNote}</Note>
        {view.missing.length > 0 ? <Note>Without a reading, and their weight shared out: {view.missing.join('; ')}.</Note> : null}
      </Section>
      <Section title="What would change it">
        <Lede>{view.changeSentence}</Lede>
      </Section>
      <FootActions actions={main}>{view.footing}</FootActions>
    </DeskShell>
  );
}
