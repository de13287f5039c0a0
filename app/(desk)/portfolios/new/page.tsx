import type { Metadata } from 'next';
import { PageHead } from '@/components/shell/page-head';
import { LinkButton } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { may } from '@/lib/server/auth/permissions';
import { roomContext } from '@/lib/server/auth/request';
import { readData } from '@/lib/server/use-cases/read-data';
import { DeskShell } from '../../_components/desk-shell';
import { PortfolioForm } from './_components/portfolio-form';

export const metadata: Metadata = { title: 'New portfolio' };

/** New portfolio: which asset classes, in which weights, within which limits? */
export default async function NewPortfolioPage() {
  const context = await roomContext();
  const reading = await readData(context, {});
  if (!reading.ok) throw new Error(reading.error.message);
  const series = reading.value.series
    .filter((one) => one.kind === 'price' && one.basis === 'total-return' && one.first !== null && one.last !== null)
    .map((one) => ({ code: one.code, name: one.name, currency: one.currency ?? '', first: one.first ?? '', last: one.last ?? '', group: reading.value.groups.get(one.code) ?? 'other' }));
  return (
    <DeskShell>
      <PageHead crumbs={[{ label: 'Book', href: '/' }, { label: 'New portfolio' }]} title="A portfolio begins with its policy" lede="Each asset class follows a series of total-return prices. Its instrument is valued by the price series of the same name where there is one." />
      {!may(context.actor, 'create-portfolio') ? (
        <EmptyState title="Your role cannot make a portfolio" action={<LinkButton href="/settings">See who is at this desk</LinkButton>}>
          An analyst or an administrator can.
        </EmptyState>
      ) : series.length === 0 ? (
        <EmptyState
          title="There are no total-return prices yet"
          action={
            <LinkButton kind="primary" href="/data/import?kind=prices">
              Import prices
            </LinkButton>
          }
        >
          Import a CSV of total-return prices first; every asset class needs one column.
        </EmptyState>
      ) : (
        <PortfolioForm series={series} />
      )}
    </DeskShell>
  );
}
