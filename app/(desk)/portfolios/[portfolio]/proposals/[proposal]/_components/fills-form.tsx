'use client';

import { NumberCell, NumberHeader, Table } from '@/components/ui/table';
import { fill } from '../actions';
import type { ExecutionView } from '../execution-view';
import { ProposalForm, type Reference } from './proposal-form';

const CELLS = [
  { name: 'quantity', label: 'Quantity' },
  { name: 'price', label: 'Price' },
  { name: 'cost', label: 'Cost' },
] as const;

/** One row for each trade that is not done: what was filled, at which price, at what cost. */
export function FillsForm({ execution, reference }: { readonly execution: ExecutionView; readonly reference: Reference }) {
  const open = execution.rows.filter((row) => row.quantity !== '');
  return (
    <ProposalForm send={fill} reference={reference} label="Book these fills" wide={false}>
      {/* A new version has other quantities left: its cells start anew. */}
      <Table caption="Fills to book" key={reference.version}>
        <thead>
          <tr>
            <th scope="col">Instrument</th>
            <th scope="col">Side</th>
            <NumberHeader>Left</NumberHeader>
            {CELLS.map((cell) => (
              <NumberHeader key={cell.name}>{cell.label}</NumberHeader>
            ))}
          </tr>
        </thead>
        <tbody>
          {open.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.instrument}</th>
              <td>{row.side}</td>
              <NumberCell>{row.remaining}</NumberCell>
              {CELLS.map(({ name, label }) => (
                <NumberCell key={name}>
                  <input
                    className="input input-figure"
                    aria-label={`${label} of ${row.instrument}`}
                    name={`${name}:${row.instrument}`}
                    inputMode="decimal"
                    size={10}
                    maxLength={40}
                    defaultValue={name === 'cost' ? '' : row[name]}
                    placeholder={name === 'cost' ? 'as the policy' : undefined}
                  />
                </NumberCell>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </ProposalForm>
  );
}
