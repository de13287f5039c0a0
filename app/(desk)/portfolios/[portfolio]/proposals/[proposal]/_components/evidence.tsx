import Link from 'next/link';
import { EvidenceStrip } from '@/components/charts/evidence-strip';
import { TimingFan } from '@/components/charts/timing-fan';
import { FanPair } from '@/components/portfolio/layouts';
import { NumberCell, NumberHeader, Table } from '@/components/ui/table';
import { Note, Section } from '@/components/ui/text';
import { roomContext } from '@/lib/server/auth/request';
import { readProposalEvidence } from '@/lib/server/use-cases/read-proposal-evidence';
import { readTiming } from '@/lib/server/use-cases/read-timing';
import { evidenceView } from '../evidence-view';

interface EvidenceProps {
  readonly slug: string;
  readonly number: number;
  /** Whether decisions are moved in time, too: thirteen backtests, on request. */
  readonly withTiming: boolean;
}

/** The same decisions early and late; from the Timing room's own figures. */
async function Fans({ slug }: { readonly slug: string }) {
  const timing = await readTiming(await roomContext(slug), { portfolio: slug });
  if (!timing.ok) return <Note>{timing.error.message}</Note>;
  const { points, strategic } = timing.value;
  const fan = (pick: (figures: typeof strategic) => number) => points.map(({ months, figures }) => ({ shift: months, value: pick(figures) }));
  return (
    <FanPair>
      <TimingFan title="CAGR, % a year" points={fan(({ cagr }) => cagr)} strategic={strategic.cagr} />
      <TimingFan title="Maximum drawdown, %" points={fan(({ maxDrawdown }) => maxDrawdown)} strategic={strategic.maxDrawdown} />
    </FanPair>
  );
}

/** Did shifts like this one pay, is it unusual, and what would both mixes have lost? */
export async function Evidence({ slug, number, withTiming }: EvidenceProps) {
  const reading = await readProposalEvidence(await roomContext(slug), { portfolio: slug, number });
  if (!reading.ok) return <Section title="Evidence">{<Note>{reading.error.message}</Note>}</Section>;
  const view = evidenceView(reading.value);
  return (
    <Section id="evidence" title={view.title} sub={view.sub}>
      {view.rows.length > 0 ? <EvidenceStrip rows={view.rows} /> : null}
      <p className="lede">{view.unusual}</p>
      <Table caption="Both mixes over history">
        <thead>
          <tr>
            <th scope="col">Held in these weights throughout</th>
            <NumberHeader>Volatility a year</NumberHeader>
            <NumberHeader>Maximum drawdown</NumberHeader>
          </tr>
        </thead>
        <tbody>
          {view.mixes.map((mix) => (
            <tr key={mix.name}>
              <th scope="row">{mix.name}</th>
              <NumberCell>{mix.volatility}</NumberCell>
              <NumberCell>{mix.drawdown}</NumberCell>
            </tr>
          ))}
        </tbody>
      </Table>
      <Note>
        Back to its weights at every row, before costs.{' '}
        {withTiming ? (
          'Below: every decision of the model acted on some months early or late; left of zero is hindsight and can never be traded.'
        ) : (
          <Link className="link no-print" href={`/portfolios/${slug}/proposals/${number}?evidence=timing#evidence`}>
            If every decision had come early or late
          </Link>
        )}
      </Note>
      {withTiming ? <Fans slug={slug} /> : null}
    </Section>
  );
}
