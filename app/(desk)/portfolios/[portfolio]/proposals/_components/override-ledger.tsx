import Link from 'next/link';
import { LinkButton } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { NumberCell, NumberHeader, Table } from '@/components/ui/table';
import { Term } from '@/components/ui/term';
import { Note, Section } from '@/components/ui/text';
import type { GroupRow, OverridesView } from '../overrides-view';

function GroupCells({ row }: { readonly row: GroupRow }) {
  return (
    <>
      <NumberCell>{row.count}</NumberCell>
      <NumberCell>{row.hit}</NumberCell>
      <NumberCell figure="strong">{row.effect}</NumberCell>
      <NumberCell>{row.money}</NumberCell>
    </>
  );
}

function Groups({ view }: { readonly view: OverridesView }) {
  return (
    <Section title="Who, why and when">
      <Table caption="Overrides by person, kind, decision and year" roomy>
        <thead>
          <tr>
            <th scope="col">Group</th>
            <NumberHeader><Term of="override">Overrides</Term></NumberHeader>
            <NumberHeader>Better than the rule</NumberHeader>
            <NumberHeader>Effect</NumberHeader>
            <NumberHeader>In money</NumberHeader>
          </tr>
        </thead>
        {view.groups.map((group) => (
          <tbody key={group.title}>
            <tr>
              <th scope="rowgroup" colSpan={5} className="strong">
                {group.title}
              </th>
            </tr>
            {group.rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">{row.key}</th>
                <GroupCells row={row} />
              </tr>
            ))}
          </tbody>
        ))}
        <tfoot>
          <tr>
            <th scope="row">{view.total.key}</th>
            <GroupCells row={view.total} />
          </tr>
        </tfoot>
      </Table>
    </Section>
  );
}

/** What did each departure from the rule earn or cost, against a shadow that followed it? */
export function OverrideLedger({ view, slug }: { readonly view: OverridesView; readonly slug: string }) {
  if (view.rows.length === 0) return (
      <EmptyState title="No override yet" action={<LinkButton href={`/portfolios/${slug}/proposals`}>Look at the proposals</LinkButton>}>
        An edit, a rejection, a deferral or a cancelled order comes here, with what it earned or cost since.
      </EmptyState>
    );
  return (
    <>
      <Section title={view.title}>
        <Table caption="Overrides, newest first" roomy>
          <thead>
            <tr>
              <th scope="col">Decision</th>
              <th scope="col">By</th>
              <th scope="col">Kind</th>
              <th scope="col">Reason given</th>
              <th scope="col">Measured</th>
              <NumberHeader>Effect</NumberHeader>
              <NumberHeader>In money</NumberHeader>
            </tr>
          </thead>
          <tbody>
            {view.rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  {row.number === null ? row.decision : <Link className="link" href={`/portfolios/${slug}/proposals/${row.number}`}>{`${row.decision} ${row.number}`}</Link>} {row.date}
                </th>
                <td>{row.person}</td>
                <td>{row.kind}</td>
                <td className="prose-cell">{row.reason}</td>
                <td>{row.measured}</td>
                <NumberCell figure="strong">{row.effect}</NumberCell>
                <NumberCell>{row.money}</NumberCell>
              </tr>
            ))}
          </tbody>
        </Table>
        <Note>
          What was held instead minus what the rule proposed, both bought that day from the same holdings at the policy&apos;s costs and left to drift on total returns, until the override&apos;s own last day or the next executed order. Positive: better than the rule. Effects are added. An edit counts once its order was executed; a withdrawal is no override.
        </Note>
      </Section>
      <Groups view={view} />
    </>
  );
}
