import type { Metadata } from 'next';
import { PageHead } from '@/components/shell/page-head';
import { FreshStrip } from '@/components/shell/strips';
import { LinkTabs } from '@/components/ui/link-tabs';
import { isIsoDate } from '@/lib/core/base/iso-date';
import { dateLong } from '@/lib/format/date';
import { roomContext } from '@/lib/server/auth/request';
import { readBacktest, ROLLING_YEARS } from '@/lib/server/use-cases/read-backtest';
import { MOST_COMPARED, readBacktestRuns } from '@/lib/server/use-cases/backtest-runs';
import { may } from '@/lib/server/auth/permissions';
import { readStress } from '@/lib/server/use-cases/read-stress';
import { DeskShell } from '../../../_components/desk-shell';
import { momentOf, momentQuery, withQuery, type MomentQuery } from '../../../_components/moment';
import { RoomRefusal } from '../../../_components/refusal';
import { RecordTab } from './_components/record-tab';
import { RunsTab } from './_components/runs-tab';
import { StressTab } from './_components/stress-tab';
import { chosenIn } from './run-form';
import { headOf, MEASURES } from './view-model';

export const metadata: Metadata = { title: 'Backtest' };

interface Query extends MomentQuery {
  readonly tab?: string;
  readonly weights?: string;
  readonly rolling?: string;
  readonly years?: string;
  readonly from?: string;
  readonly to?: string;
  readonly compare?: string;
}

const TABS: readonly { readonly key?: string; readonly label: string }[] = [{ label: 'Record' }, { key: 'runs', label: 'Runs' }, { key: 'stress', label: 'Stress' }];

interface BacktestPageProps {
  readonly params: Promise<{ readonly portfolio: string }>;
  readonly searchParams: Promise<Query>;
}

/** What of an address says how the rolling windows are looked at; what cannot be read is left to the default. */
function rollingOf({ rolling, years }: Query) {
  const measure = MEASURES.find(({ key }) => key === rolling)?.key;
  const length = ROLLING_YEARS.find((one) => String(one) === years);
  return { ...(measure ? { rolling: measure } : {}), ...(length ? { years: length } : {}) };
}

function windowOf({ from, to }: Query) {
  return from && to && isIsoDate(from) && isIsoDate(to) && from < to ? { from, to } : null;
}

/** Backtest: did it pay, after costs? */
export default async function BacktestPage({ params, searchParams }: BacktestPageProps) {
  const [{ portfolio: slug }, query] = await Promise.all([params, searchParams]);
  const context = await roomContext(slug);
  const path = `/portfolios/${slug}/backtest`;
  const address = (change: Query) => withQuery(path, { ...query, ...change });
  const tabs = (
    <LinkTabs
      label="Part of the room"
      current={address({ tab: TABS.find(({ key }) => key === query.tab)?.key })}
      tabs={TABS.map(({ key, label }) => ({ label, href: address({ tab: key }) }))}
    />
  );
  const head = (name: string, title: string, lede: string) => <PageHead crumbs={[{ label: name, href: `/portfolios/${slug}` }, { label: 'Backtest' }]} title={title} lede={lede} actions={tabs} />;
  if (query.tab === 'stress') {
    const stress = await readStress(context, { portfolio: slug, ...momentOf(query) });
    if (!stress.ok) return <RoomRefusal refusal={stress.error} slug={slug} room="Backtest" />;
    const { facts } = stress.value;
    return (
      <DeskShell facts={facts}>
        {head(facts.portfolio.name, 'What would a crisis do to the mixes of now?', `The mixes as of ${dateLong(facts.asOf)}, under a shock you type and in crises that happened. Neither says how likely it is.`)}
        <StressTab reading={stress.value} />
      </DeskShell>
    );
  }
  if (query.tab === 'runs') {
    const chosen = chosenIn(query.compare);
    const runs = await readBacktestRuns(context, { portfolio: slug, ...momentOf(query), compare: [...chosen.slice(0, MOST_COMPARED)] });
    if (!runs.ok) return <RoomRefusal refusal={runs.error} slug={slug} room="Backtest" />;
    const { facts } = runs.value;
    return (
      <DeskShell facts={facts}>
        {head(facts.portfolio.name, 'What would another rule have done?', 'Any rule, over any stretch of these data, at any cost. Each run is computed in the background, kept, and counted as a try: the more one looks, the more luck one finds.')}
        <RunsTab slug={slug} reading={runs.value} tooMany={chosen.length > MOST_COMPARED} mayRun={may(context.actor, 'run-backtest') && !facts.isPast} chosen={chosen} recordHref={`${address({ tab: undefined, compare: undefined })}#luck`} />
      </DeskShell>
    );
  }
  const reading = await readBacktest(context, { portfolio: slug, ...momentOf(query), ...rollingOf(query) });
  if (!reading.ok) return <RoomRefusal refusal={reading.error} slug={slug} room="Backtest" />;
  const { facts, whole, periodsPerYear } = reading.value;
  const { title, lede } = headOf(reading.value);
  return (
    <DeskShell facts={facts}>
      {head(facts.portfolio.name, title, lede)}
      <FreshStrip
        items={[
          { label: 'As of', value: `${dateLong(facts.asOf)}, close` },
          { label: periodsPerYear === 12 ? 'Monthly, from' : 'Daily, from', value: dateLong(whole.from) },
          { label: 'Model', value: `${facts.policyVersion.model.slug} ${facts.policyVersion.model.version}` },
          { label: 'Figures', value: 'net of trading cost and fee', after: ', unless called gross' },
        ]}
      />
      <RecordTab slug={slug} reading={reading.value} moment={{ ...momentQuery(facts) }} isStacked={query.weights === 'stack'} window={windowOf(query)} address={address} />
    </DeskShell>
  );
}
