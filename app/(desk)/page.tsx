import type { Metadata } from 'next';
import Link from 'next/link';
import { Sparkline } from '@/components/charts/sparkline';
import { ProposalStatus } from '@/components/portfolio/proposal-status';
import { PageHead } from '@/components/shell/page-head';
import { FreshStrip } from '@/components/shell/strips';
import { LinkButton } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { StatusMark } from '@/components/ui/status-mark';
import { NumberCell, NumberHeader, Table } from '@/components/ui/table';
import { Note, Section } from '@/components/ui/text';
import { roomContext } from '@/lib/server/auth/request';
import { readBook } from '@/lib/server/use-cases/read-book';
import { DeskShell } from './_components/desk-shell';
import { bookView, type BookLine } from './view-model';

export const metadata: Metadata = { title: 'Book' };

function BookTable({ lines }: { readonly lines: readonly BookLine[] }) {
  return (
    <Table caption="Every portfolio, and what it needs" roomy>
      <thead>
        <tr>
          <th scope="col">Portfolio</th>
          <th scope="col">Proposal</th>
          <NumberHeader>Value</NumberHeader>
          <NumberHeader narrow="drop">Drift</NumberHeader>
          <NumberHeader narrow="drop">Room</NumberHeader>
          <NumberHeader unit="strategic">Drawdown now</NumberHeader>
          <NumberHeader unit="dynamic">Drawdown now</NumberHeader>
          <th scope="col" className="wide-only">
            Dynamic mix, 3 years
          </th>
          <th scope="col" className="wide-only">
            As of
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.slug}>
            <th scope="row">
              <Link className="link" href={`/portfolios/${line.slug}`}>
                {line.name}
              </Link>
              {line.simulated ? <span className="muted"> simulated</span> : null}
              {line.problem ? (
                <p className="sub">
                  <StatusMark tone="attention">{line.problem}</StatusMark>
                </p>
              ) : null}
            </th>
            <td>
              {line.proposal ? (
                <Link href={line.proposal.href}>
                  <ProposalStatus state={line.proposal.state} />
                </Link>
              ) : (
                <span className="muted">none yet</span>
              )}
            </td>
            <NumberCell>{line.value}</NumberCell>
            <NumberCell narrow="drop">{line.drift}</NumberCell>
            <NumberCell narrow="drop">{line.roomBroken ? <StatusMark tone="bad">{line.room} beyond</StatusMark> : line.room}</NumberCell>
            <NumberCell figure="strategic">{line.drawdown}</NumberCell>
            <NumberCell figure="dynamic">{line.dynamicDrawdown}</NumberCell>
            <td className="wide-only">{line.spark.length > 1 ? <Sparkline values={line.spark} label={`Wealth of the dynamic mix of ${line.name}, last three years`} role="dynamic" /> : null}</td>
            <td className="wide-only">{line.asOf}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** The book: which portfolios need me today? */
export default async function BookPage() {
  const rows = await readBook(await roomContext(), {});
  if (!rows.ok) throw new Error(rows.error.message);
  const view = bookView(rows.value);
  return (
    <DeskShell>
      <PageHead crumbs={[{ label: 'Book' }]} title={view.title} lede={view.lede} actions={<LinkButton href="/portfolios/new">New portfolio</LinkButton>} />
      {view.lines.length > 0 ? <FreshStrip status={view.status} items={[{ label: 'Portfolios', value: String(view.lines.length) }]} /> : null}
      <Section title="Portfolios">
        {view.lines.length === 0 ? (
          <EmptyState
            title="This desk is empty"
            action={
              <LinkButton kind="primary" href="/data/import?kind=prices">
                Import prices
              </LinkButton>
            }
          >
            Three steps: import total-return prices, make a portfolio with its policy, import what it holds. The recommendation follows.
          </EmptyState>
        ) : (
          <BookTable lines={view.lines} />
        )}
        <Note>Drawdowns are of the backtested mixes, from their running peak, net of trading cost. Values are at closing prices.</Note>
      </Section>
    </DeskShell>
  );
}
