import type { Metadata } from 'next';
import { PageHead } from '@/components/shell/page-head';
import { FreshStrip } from '@/components/shell/strips';
import { LinkButton, TextLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { NumberCell, NumberHeader, Table } from '@/components/ui/table';
import { Term } from '@/components/ui/term';
import { Note, Section } from '@/components/ui/text';
import { dateLong } from '@/lib/format/date';
import { percentFigure } from '@/lib/format/percent';
import { roomContext } from '@/lib/server/auth/request';
import { readRevisions } from '@/lib/server/use-cases/read-revisions';
import { DeskShell } from '../../../_components/desk-shell';
import { momentOf, withQuery, type MomentQuery } from '../../../_components/moment';
import { RoomRefusal } from '../../../_components/refusal';
import { revisionView } from './view-model';

export const metadata: Metadata = { title: 'Revisions' };

const SHOWN = 120;

/** Revisions: what was decided on first releases, and what today's values would have said? */
export default async function RevisionsPage({ params, searchParams }: { readonly params: Promise<{ readonly portfolio: string }>; readonly searchParams: Promise<MomentQuery> }) {
  const [{ portfolio: slug }, query] = await Promise.all([params, searchParams]);
  const context = await roomContext(slug);
  const reading = await readRevisions(context, { portfolio: slug, ...momentOf(query) });
  if (!reading.ok) return <RoomRefusal refusal={reading.error} slug={slug} room="Revisions" />;
  const { facts, series } = reading.value;
  const view = revisionView(reading.value);
  return (
    <DeskShell facts={facts}>
      <PageHead crumbs={[{ label: facts.portfolio.name, href: `/portfolios/${slug}` }, { label: 'Revisions' }]} title={view.title} lede={view.lede} />
      <FreshStrip
        items={[
          { label: 'As of', value: `${dateLong(facts.asOf)}, close` },
          { label: 'Series read', value: String(series.length) },
          { label: 'With revisions', value: String(series.filter((one) => one.revised > 0).length) },
          { label: 'Vintages not kept', value: String(series.filter((one) => !one.pointInTime).length) },
        ]}
      />
      <Section title="Series">
        {series.length === 0 ? (
          <EmptyState title="No observations" action={<LinkButton href="/data/import?kind=observations">Import observations</LinkButton>}>
            The model of this portfolio reads none, or none of those it reads have been imported.
          </EmptyState>
        ) : (
          <Table caption="Observation series and how often they were revised">
            <thead>
              <tr>
                <th scope="col">Series</th>
                <th scope="col"><Term of="vintage">Vintages</Term></th>
                <NumberHeader>Periods</NumberHeader>
                <NumberHeader>Revised</NumberHeader>
              </tr>
            </thead>
            <tbody>
              {series.map((one) => (
                <tr key={one.code}>
                  <th scope="row">{one.name}</th>
                  <td>{one.pointInTime ? 'kept' : 'latest revised only, lagged'}</td>
                  <NumberCell>{one.periods}</NumberCell>
                  <NumberCell>{one.revised}</NumberCell>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
        <Note>Where vintages are not kept, what was known then is not known now: decisions rest on today&apos;s values with a release lag, and no revision can show here.</Note>
      </Section>
      {view.rows.length > 0 ? (
        <Section title="Decisions that final values would have changed, newest first">
          <Table caption="Decisions on what was known and on final values" roomy>
            <thead>
              <tr>
                <th scope="col">Decided on</th>
                <NumberHeader unit="% of portfolio">Apart</NumberHeader>
                <th scope="col">Most moved</th>
                <NumberHeader unit="%">As known</NumberHeader>
                <NumberHeader unit="%">On final values</NumberHeader>
                <th scope="col">Signals that turned</th>
              </tr>
            </thead>
            <tbody>
              {view.rows.slice(0, SHOWN).map((row) => (
                <tr key={row.date}>
                  <th scope="row">
                    <TextLink href={withQuery(`/portfolios/${slug}`, { asOf: row.date })}>{row.date}</TextLink>
                  </th>
                  <NumberCell figure="strong">{percentFigure(row.distance)}</NumberCell>
                  <td>{row.moved.name}</td>
                  <NumberCell>{percentFigure(row.moved.asKnown)}</NumberCell>
                  <NumberCell>{percentFigure(row.moved.asRevised)}</NumberCell>
                  <td>{row.flips.join('; ') || '–'}</td>
                </tr>
              ))}
            </tbody>
          </Table>
          <Note>
            {view.rows.length > SHOWN ? `The newest ${SHOWN} of ${view.rows.length}. ` : ''}Final values are hindsight: nobody had them on the day. They are shown to say what revisions are worth, and never become a proposal.
          </Note>
        </Section>
      ) : null}
    </DeskShell>
  );
}
