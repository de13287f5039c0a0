import { NumberCell, NumberHeader, Table } from '@/components/ui/table';
import { Note, Section } from '@/components/ui/text';
import { percent, percentFigure } from '@/lib/format/percent';
import type { DrawdownReading } from '@/lib/server/use-cases/read-drawdowns';

/** How much deeper falls are by day than month-ends show. */
function monthlySentence({ atMonthEnds, statistics }: DrawdownReading): string {
  if (!atMonthEnds) return 'There are no days between these rows, so falls within a month are not seen and depths are too small.';
  const both = (name: 'strategic' | 'dynamic') => `${percent(-(statistics[name]?.maxDrawdown ?? 0))} by day and ${percent(-(atMonthEnds[name] ?? 0))} at month-ends`;
  return `The deepest fall of the strategic mix is ${both('strategic')}, that of the dynamic mix ${both('dynamic')}: a monthly report would not have shown the difference.`;
}

/** How deep under water is usual? Small table of percentiles, and what month-ends hide. */
export function DepthTable({ reading }: { readonly reading: DrawdownReading }) {
  const rows = reading.periodsPerYear >= 252 ? 'days' : 'months';
  return (
    <Section title="How deep under water, and how often" aside={<span className="sub">net, from the running peak</span>}>
      <Table caption="Drawdown by share of time">
        <thead>
          <tr>
            <th scope="col">On this share of {rows}, no deeper than</th>
            <NumberHeader unit="%">Strategic</NumberHeader>
            <NumberHeader unit="%">Dynamic</NumberHeader>
          </tr>
        </thead>
        <tbody>
          {reading.percentiles.map(({ share, strategic, dynamic }) => (
            <tr key={share}>
              <th scope="row">{percent(share, { decimals: 0 })}</th>
              <NumberCell figure="strategic">{percentFigure(strategic)}</NumberCell>
              <NumberCell figure="dynamic">{percentFigure(dynamic)}</NumberCell>
            </tr>
          ))}
        </tbody>
      </Table>
      <Note>{monthlySentence(reading)}</Note>
    </Section>
  );
}
