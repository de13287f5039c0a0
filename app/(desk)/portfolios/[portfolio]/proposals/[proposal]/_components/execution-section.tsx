import { NumberCell, NumberHeader, Table } from '@/components/ui/table';
import { Note, Section } from '@/components/ui/text';
import type { ExecutionView } from '../execution-view';
import { FillsForm } from './fills-form';
import type { Reference } from './proposal-form';

/** What was done of an order, at which prices, and what is left to do. */
export function ExecutionSection({ view, reference }: { readonly view: ExecutionView; readonly reference: Reference | null }) {
  return (
    <Section title={view.title} sub="Slippage is against the model price; positive is worse.">
      <Table caption="What was signed and what was done">
        <thead>
          <tr>
            <th scope="col">Instrument</th>
            <th scope="col">Side</th>
            <NumberHeader>Signed</NumberHeader>
            <NumberHeader>Done</NumberHeader>
            <NumberHeader>Left</NumberHeader>
            <NumberHeader narrow="drop">Mean price</NumberHeader>
            <NumberHeader narrow="drop">Slippage</NumberHeader>
            <NumberHeader>Slippage, bp</NumberHeader>
          </tr>
        </thead>
        <tbody>
          {view.rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.instrument}</th>
              <td>{row.side}</td>
              <NumberCell>{row.signed}</NumberCell>
              <NumberCell>{row.filled}</NumberCell>
              <NumberCell>{row.remaining}</NumberCell>
              <NumberCell narrow="drop">{row.average}</NumberCell>
              <NumberCell narrow="drop">{row.slippage}</NumberCell>
              <NumberCell>{row.slippageBps}</NumberCell>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">In all</th>
            <td />
            <td />
            <td />
            <td />
            <td className="wide-only" />
            <NumberCell narrow="drop">{view.total}</NumberCell>
            <NumberCell>{view.totalBps}</NumberCell>
          </tr>
        </tfoot>
      </Table>
      <Note>Costs booked with the fills: {view.cost}.</Note>
      {reference ? (
        <div className="no-print">
          <h3 className="mt-4">Book fills at the prices you paid</h3>
          <FillsForm execution={view} reference={reference} />
        </div>
      ) : null}
    </Section>
  );
}
