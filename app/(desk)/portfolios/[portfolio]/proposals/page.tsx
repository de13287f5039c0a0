import type { Metadata } from 'next';
import Link from 'next/link';
import { ProposalStatus } from '@/components/portfolio/proposal-status';
import { PageHead } from '@/components/shell/page-head';
import { Disclosure } from '@/components/ui/disclosure';
import { LinkTabs } from '@/components/ui/link-tabs';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/button';
import { NumberCell, NumberHeader, Table } from '@/components/ui/table';
import { Term } from '@/components/ui/term';
import { Note, Section } from '@/components/ui/text';
import { percent } from '@/lib/format/percent';
import { roomContext } from '@/lib/server/auth/request';
import { may } from '@/lib/server/auth/permissions';
import { readOverrides } from '@/lib/server/use-cases/read-overrides';
import { readProposals, type ProposalListItem } from '@/lib/server/use-cases/read-proposals';
import { DeskShell } from '../../../_components/desk-shell';
import { momentOf, type MomentQuery } from '../../../_components/moment';
import { RoomRefusal } from '../../../_components/refusal';
import { ActionButton } from '../_components/action-button';
import { propose } from '../actions';
import { MoneyForm } from './_components/money-form';
import { OverrideLedger } from './_components/override-ledger';
import { Scheduler } from './_components/scheduler';
import { overridesView } from './overrides-view';
import { schedulerView } from './scheduler-view';

export const metadata: Metadata = { title: 'Proposals' };

const OPEN = new Set(['draft', 'proposed', 'deferred', 'approved', 'partly-executed']);

/** Every proposal with its state, who made it and who decided. */
function ProposalList({ proposals, slug, address }: { readonly proposals: readonly ProposalListItem[]; readonly slug: string; readonly address: (number: number) => string }) {
  return (
    <Section title="All proposals, newest first">
      {proposals.length === 0 ? (
        <EmptyState title="Nothing has been proposed" action={<LinkButton href={`/portfolios/${slug}`}>Look at the mix</LinkButton>}>
          A proposal is made from today&apos;s recommendation, once holdings are imported. The mix says whether one is due.
        </EmptyState>
      ) : (
        <Table caption="Proposals of this portfolio" roomy>
          <thead>
            <tr>
              <th scope="col">Number</th>
              <th scope="col">State</th>
              <th scope="col">As of</th>
              <NumberHeader unit="one-way"><Term of="turnover">Turnover</Term></NumberHeader>
              <th scope="col">Maker</th>
              <th scope="col">Decided by</th>
              <th scope="col">Reason</th>
            </tr>
          </thead>
          <tbody>
            {proposals.map((one) => (
              <tr key={one.id}>
                <th scope="row">
                  <Link className="link" href={address(one.number)}>
                    Proposal {one.number}
                  </Link>
                </th>
                <td>
                  <ProposalStatus state={one.state} />
                </td>
                <td>{one.asOf}</td>
                <NumberCell>{percent(one.turnover)}</NumberCell>
                <td>{one.makerName ?? 'none: a draft'}</td>
                <td>{one.deciderName ?? '–'}</td>
                <td className="prose-cell">{one.decisions.at(-1)?.reason ?? ''}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <Note>Turnover is one-way, cash included, from the holdings of the day to the mix after the trades.</Note>
    </Section>
  );
}

/** Proposals: which wait, and what became of the others? */
export default async function ProposalsPage({ params, searchParams }: { readonly params: Promise<{ readonly portfolio: string }>; readonly searchParams: Promise<MomentQuery & { readonly view?: string }> }) {
  const [{ portfolio: slug }, query] = await Promise.all([params, searchParams]);
  const context = await roomContext(slug);
  const reading = await readProposals(context, { portfolio: slug, ...momentOf(query) });
  if (!reading.ok) return <RoomRefusal refusal={reading.error} slug={slug} room="Proposals" />;
  const { facts, proposals, watch } = reading.value;
  const ledger = query.view === 'overrides' ? await readOverrides(context, { portfolio: slug }) : null;
  const here = `/portfolios/${slug}/proposals`;
  const tabs = [
    { label: 'Proposals', href: here },
    { label: 'Override ledger', href: `${here}?view=overrides` },
  ];
  const open = proposals.find((one) => OPEN.has(one.state));
  const address = (number: number) => `/portfolios/${slug}/proposals/${number}`;
  const action = facts.isPast ? null : open ? (
    <LinkButton kind="primary" href={address(open.number)}>
      Open {open.state === 'draft' ? 'draft' : 'proposal'} {open.number}
    </LinkButton>
  ) : may(context.actor, 'propose-reallocation') ? (
    <ActionButton action={propose} portfolio={slug} label="Propose reallocation" busyLabel="Proposing…" kind="primary" />
  ) : null;
  return (
    <DeskShell facts={facts}>
      <PageHead
        crumbs={[{ label: facts.portfolio.name, href: `/portfolios/${slug}` }, { label: 'Proposals' }]}
        title={open ? (open.state === 'draft' ? `Draft ${open.number} waits for a maker` : `Proposal ${open.number} is open`) : proposals.length === 0 ? 'No proposal yet' : 'No proposal is open'}
        lede="A proposal freezes weights, trades and checks as they stood. It is never edited; one question is open at a time."
        actions={action}
      />
      {!open && !facts.isPast && !ledger && may(context.actor, 'propose-reallocation') ? (
        <Disclosure summary="Invest new cash, or raise cash">
          <MoneyForm portfolio={slug} currency={facts.portfolio.baseCurrency} />
        </Disclosure>
      ) : null}
      {facts.isSample || facts.isPast || ledger ? null : <Scheduler view={schedulerView(watch)} slug={slug} maySet={may(context.actor, 'create-portfolio')} />}
      <LinkTabs label="What is shown" tabs={tabs} current={ledger ? tabs[1].href : here} />
      {ledger?.ok ? <OverrideLedger view={overridesView(ledger.value)} slug={slug} /> : <ProposalList proposals={proposals} slug={slug} address={address} />}
    </DeskShell>
  );
}
