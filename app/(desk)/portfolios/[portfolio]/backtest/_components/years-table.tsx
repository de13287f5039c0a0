import { NumberCell, NumberHeader, Table } from '@/components/ui/table';
import type { YearRow } from '../view-model';

/** Every calendar year of both mixes, the newest first. */
export function YearsTable({ years }: { readonly years: readonly YearRow[] }) {
  return (
    <div className="years">
      <Table caption="Returns by calendar year, net">
        <thead>
          <tr>
            <th scope="col">Year</th>
            <NumberHeader unit="%">Strategic</NumberHeader>
            <NumberHeader unit="%">Dynamic</NumberHeader>
            <NumberHeader unit="pp">Difference</NumberHeader>
          </tr>
        </thead>
        <tbody>
          {[...years].reverse().map((year) => (
            <tr key={year.key}>
              <th scope="row" className="figures">
                {year.label}
              </th>
              <NumberCell figure="strategic">{year.strategic}</NumberCell>
              <NumberCell figure="dynamic">{year.dynamic}</NumberCell>
              <NumberCell figure={year.isBehind ? 'plain' : 'strong'}>{year.difference}</NumberCell>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
