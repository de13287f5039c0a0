import { CrisisTable } from '@/components/portfolio/crisis-table';
import { LinkButton } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Note, Section } from '@/components/ui/text';
import type { StressReading } from '@/lib/server/use-cases/read-stress';
import type { ShockMix } from '../shocks';
import { ShocksForm } from './shocks-form';

/** What would a known crisis do, or a shock of my own? */
export function StressTab({ reading: { facts, classes, mixes, crises } }: { readonly reading: StressReading }) {
  const reached = crises.filter(({ strategic }) => strategic !== null);
  const missing = crises.filter(({ strategic }) => strategic === null).map(({ label }) => label);
  const shocked: readonly ShockMix[] = [
    ...(mixes.current ? [{ label: 'Current', figure: 'strong' as const, weights: mixes.current }] : []),
    { label: 'Strategic', figure: 'strategic', weights: mixes.strategic },
    { label: 'Dynamic target', figure: 'dynamic', weights: mixes.target },
  ];
  return (
    <>
      <Section title="A shock of my own: what would each mix lose?" aside={<span className="sub">Type the move of each asset class</span>}>
        <ShocksForm classes={classes.map(({ asset, name }) => ({ id: asset, name }))} mixes={shocked} />
      </Section>
      <Section title={facts.simulated ? 'Named crises: not in simulated prices' : 'Named crises, where the data reach'}>
        {facts.simulated || reached.length === 0 ? (
          <EmptyState
            title={facts.simulated ? 'These prices are simulated' : 'The data cover no named crisis whole'}
            action={
              facts.simulated ? (
                <LinkButton href={`/portfolios/${facts.portfolio.slug}/drawdowns`}>Look at the deepest episodes</LinkButton>
              ) : (
                <LinkButton href="/data/import?kind=prices">Import a longer history</LinkButton>
              )
            }
          >
            {facts.simulated ? 'No real crisis happened in them, whatever the date says. Its own episodes are in Drawdowns; or type a shock above.' : 'Half a fall looks mild, so it is not shown.'}
          </EmptyState>
        ) : (
          <>
            <CrisisTable
              mixes={[
                { label: 'Strategic', figure: 'strategic' },
                { label: 'Dynamic', figure: 'dynamic' },
                ...(mixes.current ? [{ label: 'Current', figure: 'plain' as const }] : []),
                { label: 'Target', figure: 'plain' },
              ]}
              rows={reached.map(({ id, label, start, end, strategic, dynamic, current, target }) => ({ id, label, start, end, outcomes: mixes.current ? [strategic, dynamic, current, target] : [strategic, dynamic, target] }))}
            />
            <Note>
              Strategic and dynamic as they ran then, net of cost. Current and target are the mixes of now, bought at the beginning and left alone, without costs: they could not have been known then. On monthly data a crisis is seen in whole months.
              {missing.length > 0 ? ` Out of reach of the data: ${missing.join(', ')}.` : ''}
            </Note>
          </>
        )}
      </Section>
    </>
  );
}
