import { Disclosure } from '@/components/ui/disclosure';
import { NumberCell, NumberHeader, Table } from '@/components/ui/table';
import { Note, Section } from '@/components/ui/text';
import { percent, percentFigure } from '@/lib/format/percent';
import type { DepthMix, DrawdownReading } from '@/lib/server/use-cases/read-drawdowns';

const USUAL = [0.5, 0.75, 0.9, 0.95, 0.99];

/** How much deeper falls are by day than month-ends show. */
function monthlySentence({ atMonthEnds, statistics }: DrawdownReading): string {
  if (!atMonthEnds) return 'There are no days between these rows, so falls within a month are not seen and depths are too small.';
  const both = (name: 'strategic' | 'dynamic') => `${percent(-(statistics[name]?.maxDrawdown ?? 0))} by day and ${percent(-(atMonthEnds[name] ?? 0))} at month-ends`;
  return `The deepest fall of the strategic mix is ${both('strategic')}, that of the dynamic mix ${both('dynamic')}: a monthly report would not have shown the difference.`;
}

const LABELS: Readonly<Record<DepthMix, string>> = { current: 'Current', strategic: 'Strategic', dynamic: 'Dynamic' };

function Depths({ reading, caption, shares }: { readonly reading: DrawdownReading; readonly caption: string; readonly shares: DrawdownReading['percentiles'] }) {
  const rows = reading.periodsPerYear >= 252 ? 'days' : 'months';
  const mixes = (['current', 'strategic', 'dynamic'] as const).filter((mix) => shares.some((share) => share[mix] !== null));
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <th scope="col" className="may-wrap">On this share of {rows}, no deeper than</th>
          {mixes.map((mix) => (
            <NumberHeader key={mix} unit="%">
              {LABELS[mix]}
            </NumberHeader>
          ))}
        </tr>
      </thead>
      <tbody>
        {shares.map((row) => (
          <tr key={row.share}>
            <th scope="row">{percent(row.share, { decimals: 0 })}</th>
            {mixes.map((mix) => (
              <NumberCell key={mix} figure={mix === 'current' ? 'plain' : mix}>
                {percentFigure(row[mix])}
              </NumberCell>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** How deep under water is usual? Small table of percentiles with all of them behind it, and what month-ends hide. */
export function DepthTable({ reading }: { readonly reading: DrawdownReading }) {
  return (
    <Section title="How deep under water, and how often" aside={<span className="sub">net, from the running peak</span>}>
      <Depths reading={reading} caption="Drawdown by share of time" shares={reading.percentiles.filter(({ share }) => USUAL.includes(share))} />
      <Disclosure summary="Every hundredth">
        <Depths reading={reading} caption="Drawdown at every hundredth of time" shares={reading.percentiles} />
      </Disclosure>
      <Note>{monthlySentence(reading)}</Note>
    </Section>
  );
}
