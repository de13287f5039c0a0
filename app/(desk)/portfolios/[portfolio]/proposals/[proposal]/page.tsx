import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Suspense } from 'react';
import { ChecksTable } from '@/components/portfolio/checks-table';
import { JournalList } from '@/components/portfolio/journal-list';
import { Reasons, SideBySide, Signatures } from '@/components/portfolio/layouts';
import { MixLegend } from '@/components/portfolio/mix-marks';
import { MixTable } from '@/components/portfolio/mix-table';
import { proposalStatus } from '@/components/portfolio/proposal-status';
import { TradesTable } from '@/components/portfolio/trades-table';
import { WaterfallTable } from '@/components/portfolio/waterfall-table';
import { PageHead } from '@/components/shell/page-head';
import { FactsStrip, FreshStrip } from '@/components/shell/strips';
import { LinkButton } from '@/components/ui/button';
import { LinkTabs } from '@/components/ui/link-tabs';
import { Note, Section } from '@/components/ui/text';
import { dateLong } from '@/lib/format/date';
import { may } from '@/lib/server/auth/permissions';
import { roomContext } from '@/lib/server/auth/request';
import { readProposal } from '@/lib/server/use-cases/read-proposals';
import { DeskShell } from '../../../../_components/desk-shell';
import { RoomRefusal } from '../../../../_components/refusal';
import { Change } from './_components/change';
import { Decision } from './_components/decision';
import { EditForms } from './_components/edit-forms';
import { Evidence } from './_components/evidence';
import { ExecutionSection } from './_components/execution-section';
import { departureDays, tradeRows, weightRows } from './decision-view';
import { changeView, executionView } from './execution-view';
import { proposalView } from './view-model';

export const metadata: Metadata = { title: 'Proposal' };

interface ProposalPageProps {
  readonly params: Promise<{ readonly portfolio: string; readonly proposal: string }>;
  readonly searchParams: Promise<{ readonly class?: string; readonly evidence?: string }>;
}

/** A proposal: what exactly am I signing? */
export default async function ProposalPage({ params, searchParams }: ProposalPageProps) {
  const [{ portfolio: slug, proposal: text }, query] = await Promise.all([params, searchParams]);
  const context = await roomContext(slug);
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= 1)) notFound();
  const reading = await readProposal(context, { portfolio: slug, number });
  if (!reading.ok) return <RoomRefusal refusal={reading.error} slug={slug} room="Proposals" />;
  const { facts, proposal, recommendation, makerName } = reading.value;
  const base = `/portfolios/${slug}`;
  const href = (code: string) => `${base}/proposals/${number}?class=${encodeURIComponent(code)}#why`;
  const view = proposalView(reading.value, query.class, href);
  const reference = { portfolio: slug, number, version: proposal.version };
  const isOpen = proposal.state === 'draft' || proposal.state === 'proposed' || proposal.state === 'deferred';
  const canBook = may(context.actor, 'execute-proposal') && (proposal.state === 'approved' || proposal.state === 'partly-executed');
  const isSigned = proposal.state === 'approved' || proposal.state === 'partly-executed' || proposal.state === 'executed' || (proposal.state === 'cancelled' && reading.value.execution.shareDone > 0);
  return (
    <DeskShell facts={facts}>
      <PageHead
        crumbs={[{ label: facts.portfolio.name, href: base }, { label: 'Proposals', href: `${base}/proposals` }, { label: `${number}, as of ${dateLong(proposal.asOf)}` }]}
        title={view.title}
        lede={view.lede}
        actions={
          <LinkButton href={`${base}/proposals/${number}/memo`} prefetch={false}>
            Committee memo
          </LinkButton>
        }
      />
      <FreshStrip
        status={proposalStatus(proposal.state)}
        items={[
          { label: 'As of', value: `${dateLong(proposal.asOf)}, close` },
          { label: 'Policy', value: `v${recommendation.policyVersion}` },
          { label: 'Model', value: `${recommendation.model.slug} ${recommendation.model.version}` },
          { label: 'Still current:', value: view.standing },
          { label: 'Inputs', value: recommendation.inputHash.slice(0, 8) },
        ]}
      />
      <FactsStrip facts={view.facts} />
      <SideBySide
        aside={
          <>
            <Decision reading={reading.value} breaches={view.breaches} actor={context.actor} slug={slug} />
            <section className="section">
              <h2>Journal</h2>
              <JournalList entries={view.journal} />
              <Note>Each line holds the hash of the line before it.</Note>
            </section>
          </>
        }
      >
        <Change view={changeView(reading.value)} />
        <Section title="Before and after" aside={<MixLegend before="Before" shift="Shift to after" />}>
          <MixTable rows={view.rows} currency={facts.portfolio.baseCurrency} variant="proposal" />
          <Note>{view.groupSentence}</Note>
        </Section>
        <Section
          id="why"
          title="Why, in three sentences"
          aside={<LinkTabs label="Asset class" current={href(view.selectedId)} tabs={view.assets.map((asset) => ({ label: asset.name, href: asset.href }))} />}
        >
          <Reasons reasons={view.reasons} />
          <WaterfallTable variant="single" groups={view.groups} selectedId={view.selectedId} assets={view.assets} />
          <Note>Basis points of portfolio weight, from the strategic weight to the model target. Solid takes away, hollow adds.</Note>
        </Section>
        <Section title="Checks" aside={<span className="sub">Run again when you sign</span>}>
          <ChecksTable checks={view.checks} />
        </Section>
        <Section
          title="Trades"
          aside={
            <a className="link" href={`${base}/proposals/${number}/trades.csv`} download>
              Trades as CSV
            </a>
          }
        >
          <TradesTable trades={view.trades} currency={facts.portfolio.baseCurrency} netAmount={view.netAmount} totalCost={view.totalCost} />
          <Note>Whole lots at the close of {dateLong(proposal.asOf)}. Cash takes the residue; no short position arises.</Note>
        </Section>
        <Suspense
          fallback={
            <Section title="Evidence">
              <Note>Looking at the past…</Note>
            </Section>
          }
        >
          <Evidence slug={slug} number={number} withTiming={query.evidence === 'timing'} />
        </Suspense>
        {isOpen && may(context.actor, 'propose-reallocation') ? (
          <div className="no-print">
            <Section title="Edit" sub="A new proposal takes the place of this one, with you as its maker. What the rule says is kept beside it.">
              <EditForms weights={weightRows(reading.value)} trades={tradeRows(reading.value)} reference={reference} days={departureDays(reading.value)} />
            </Section>
          </div>
        ) : null}
        {isSigned ? <ExecutionSection view={executionView(reading.value)} reference={canBook ? reference : null} /> : null}
        <Signatures maker={`Maker: ${makerName ?? 'none yet'}`} />
      </SideBySide>
    </DeskShell>
  );
}
