import type { Metadata } from 'next';
import Link from 'next/link';
import { Sparkline } from '@/components/charts/sparkline';
import { ProposalStatus } from '@/components/portfolio/proposal-status';
import { PageHead } from '@/components/shell/page-head';
import { FreshStrip } from '@/components/shell/strips';
import { LinkButton } from '@/components/ui/button';
import { StatusMark } from '@/components/ui/status-mark';
import { NumberCell, NumberHeader, Table } from '@/components/ui/table';
import { Term } from '@/components/ui/term';
import { Note, Section } from '@/components/ui/text';
import { may } from '@/lib/server/auth/permissions';
import { roomContext } from '@/lib/server/auth/request';
import { readBook, type BookRow } from '@/lib/server/use-cases/read-book';
import { readData } from '@/lib/server/use-cases/read-data';
import type { Context } from '@/lib/server/use-cases/use-case';
import { DeskShell } from './_components/desk-shell';
import { FirstStepsList } from './_components/first-steps-list';
import { firstSteps, isStarting, type FirstStep } from './first-steps';
import { bookView, type BookLine } from './view-model';

export const metadata: Metadata = { title: 'Book' };

function BookTable({ lines }: { readonly lines: readonly BookLine[] }) {
  return (
    <Table caption="Every portfolio, and what it needs" roomy>
      <thead>
        <tr>
          <th scope="col">Portfolio</th>
          <th scope="col"><Term of="proposal">Proposal</Term></th>
          <NumberHeader>Value</NumberHeader>
          <NumberHeader narrow="drop"><Term of="drift">Drift</Term></NumberHeader>
          <NumberHeader narrow="drop"><Term of="room">Room</Term></NumberHeader>
          <NumberHeader unit={<Term of="strategic">strategic</Term>}><Term of="drawdown">Drawdown now</Term></NumberHeader>
          <NumberHeader unit={<Term of="dynamic">dynamic</Term>}>Drawdown now</NumberHeader>
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
              {line.late ? (
                <p className="sub">
                  <StatusMark tone="attention">Late: {line.late}</StatusMark>
                </p>
              ) : null}
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

/** The steps of a desk that has not proposed anything yet; null once it has. */
async function startOf(context: Context, rows: readonly BookRow[]): Promise<readonly FirstStep[] | null> {
  if (!isStarting(rows)) return null;
  const data = await readData(context, {});
  if (!data.ok) throw new Error(data.error.message);
  const { actor } = context;
  return firstSteps({
    priceSeries: data.value.series.filter(({ kind }) => kind === 'price').length,
    rows,
    mayImport: may(actor, 'import-data'),
    mayMakePortfolio: may(actor, 'create-portfolio'),
    mayPropose: may(actor, 'propose-reallocation'),
  });
}

/** The book: which portfolios need me today? */
export default async function BookPage() {
  const context = await roomContext();
  const rows = await readBook(context, {});
  if (!rows.ok) throw new Error(rows.error.message);
  const view = bookView(rows.value);
  const start = await startOf(context, rows.value);
  const mayMake = may(context.actor, 'create-portfolio');
  return (
    <DeskShell>
      <PageHead crumbs={[{ label: 'Book' }]} title={view.title} lede={view.lede} actions={mayMake && view.lines.length > 0 ? <LinkButton href="/portfolios/new">New portfolio</LinkButton> : null} />
      {start ? <FirstStepsList steps={start} /> : null}
      {view.lines.length > 0 ? (
        <>
          {start ? null : <FreshStrip status={view.status} items={[{ label: 'Portfolios', value: String(view.lines.length) }]} />}
          <Section title="Portfolios">
            <BookTable lines={view.lines} />
            <Note>Drawdowns are of the backtested mixes, from their running peak, net of trading cost. Values are at closing prices.</Note>
          </Section>
        </>
      ) : null}
    </DeskShell>
  );
}
