import type { IsoDate } from '../../core/base/iso-date';
import { ok, refuse, type Result } from '../../core/base/result';
import type { AssetId } from '../../core/base/units';
import { alignGrid } from '../../core/market/align-grid';
import { createHistory, type History, type View } from '../../core/market/history';
import { sampleClock, today, type Clock } from '../clock';
import type { Database, Transaction } from '../db/client';
import { dataRevision, lastCompleteDay, latestLevels, listSeries, readLevels, readObservations, type SeriesMeta } from '../db/market-store';
import { findPortfolio, policyAt, type PolicyVersion, type Portfolio } from '../db/portfolio-store';
import type { Actor } from '../auth/actor';
import { createCache } from './cache';
import { inBaseCurrency, readExchange, type Exchange } from './exchange';
import { modelOf } from './model-of';

/** Everything a room or a decision starts from: one portfolio, the policy in force, and the history behind the door. */
export interface Desk {
  readonly portfolio: Portfolio;
  readonly policyVersion: PolicyVersion;
  /** What is known: the day asked for, at the latest the last complete row. */
  readonly asOf: IsoDate;
  /** That door: what was known at `asOf`, and nothing later. */
  readonly view: View;
  /** The state of the store that was read. */
  readonly recordedAt: Date;
  readonly batchId: number;
  /** The moment whose books count; null counts everything written so far. */
  readonly bookedAt: Date | null;
  readonly history: History;
  /** Names what the history was read from: equal keys, equal histories. */
  readonly marketKey: string;
  readonly seriesOf: ReadonlyMap<AssetId, SeriesMeta>;
  readonly droppedRows: readonly IsoDate[];
  /** The price series that the portfolio lives on, of its classes and of their instruments, each with its newest day; null where it has none. */
  readonly priced: readonly PricedSeries[];
  /** Prices and levels of other currencies in the portfolio's own. */
  readonly exchange: Exchange;
  /** The observation series of this desk's workspace, by code. */
  readonly observed: ReadonlyMap<string, SeriesMeta>;
  /** Business time at this desk: a sample's stands at its last data date. */
  readonly clock: Clock;
  readonly simulated: boolean;
  readonly isSample: boolean;
}

export interface PricedSeries {
  readonly series: SeriesMeta;
  readonly last: IsoDate | null;
}

/** Averaged prices may not be traded in the period they average, whatever the policy says. */
export const lagOf = (desk: Pick<Desk, 'policyVersion' | 'view'>): number => Math.max(desk.policyVersion.executionLag, desk.view.grid.sampling === 'average' ? 1 : 0);

/** Which past is looked at; without a word, the present. */
export interface Moment {
  /** What was known: values with a date and a `knownAt` up to here. */
  readonly asOf?: IsoDate;
  /** In the state the data had at this moment. */
  readonly recordedAt?: Date;
  /** With the policies and bookings that were written by then; the same moment unless stated. */
  readonly bookedAt?: Date;
}

/** How a desk is opened. */
export interface Opening extends Moment {
  /** Observation series to bring besides those that the model of the policy in force reads; they may depend on that policy. */
  readonly observes?: readonly string[] | ((policyVersion: PolicyVersion) => readonly string[]);
}

export type DeskRefusal = 'not-found' | 'no-policy' | 'no-prices' | 'bad-prices' | 'no-rate' | 'future-date';

const PERIODS_PER_YEAR = { daily: 252, weekly: 52, monthly: 12, quarterly: 4, annual: 1 } as const;

interface Market {
  readonly history: History;
  readonly exchange: Exchange;
  readonly droppedRows: readonly IsoDate[];
  readonly priced: readonly PricedSeries[];
}

/** Histories by what they were read from; a new batch is a new key, so nothing here is ever stale. */
const markets = createCache<Result<Market, DeskRefusal>>(12);

const slowest = (series: readonly SeriesMeta[]): number => Math.min(...series.map((one) => PERIODS_PER_YEAR[one.frequency]));

/** Every currency that something in a policy is priced in. */
const currenciesOf = (policy: PolicyVersion, series: readonly SeriesMeta[]): readonly string[] =>
  [...series.map(({ currency }) => currency ?? ''), ...policy.classes.flatMap(({ instruments }) => instruments.map(({ currency }) => currency))];

/** Every price series of a policy: what its classes are judged by, and what their instruments are valued by. */
const pricedIds = ({ classes }: PolicyVersion): readonly number[] => classes.flatMap(({ analyticsSeriesId, instruments }) => [analyticsSeriesId, ...instruments.map(({ valuationSeriesId }) => valuationSeriesId)]);

interface MarketSource {
  readonly portfolio: Portfolio;
  readonly policy: PolicyVersion;
  /** The analytics series of the policy, and every series of the desk. */
  readonly series: readonly SeriesMeta[];
  readonly known: readonly SeriesMeta[];
  /** The observation series to read, by code. */
  readonly observes: readonly string[];
}

async function readMarket(db: Database | Transaction, { portfolio, policy, series, known, observes }: MarketSource, asOf: IsoDate, recordedAt: Date): Promise<Result<Market, DeskRefusal>> {
  const assets = policy.policy.lines.map((line) => line.asset);
  const named = assets.map((asset, k) => ({ id: policy.classes[k].analyticsSeriesId, name: asset as string }));
  const held = new Set(pricedIds(policy));
  const [raw, observations, ends, exchange] = await Promise.all([
    readLevels(db, named, asOf, recordedAt),
    readObservations(db, portfolio.workspaceId, observes, asOf, recordedAt),
    latestLevels(db, [...held], asOf, recordedAt),
    readExchange(db, known, { currencies: currenciesOf(policy, series), base: portfolio.baseCurrency, upTo: asOf, recordedAt }),
  ]);
  const unrated = [...exchange.missing.values()][0];
  if (unrated !== undefined) return refuse('no-rate', unrated);
  const currencies = new Map(series.map((one) => [one.id, one.currency ?? '']));
  const aligned = alignGrid(inBaseCurrency(raw, exchange, new Map(named.map(({ id, name }) => [name, currencies.get(id) as string]))), {
    assets,
    cash: policy.policy.cashAsset,
    periodsPerYear: slowest(series),
    sampling: series.some((one) => one.sampling === 'average') ? 'average' : 'end',
  });
  if (!aligned.ok) return refuse<DeskRefusal>(aligned.error.kind === 'bad-level' ? 'bad-prices' : 'no-prices', aligned.error.message, aligned.error.details);
  return ok({ history: createHistory(aligned.value.grid, observations), exchange, droppedRows: aligned.value.droppedRows, priced: known.filter(({ id }) => held.has(id)).map((one) => ({ series: one, last: ends.get(one.id)?.date ?? null })) });
}

/** The refusal of a slug that names nothing at the actor's desk. */
export const unknownPortfolio = (slug: string) => refuse('not-found', `There is no portfolio called "${slug}" at this desk.`);

/**
 * Opens a portfolio as of a moment (default: its last complete row, everything recorded so far). The workspace comes
 * from the actor alone, so a slug or an identifier of another desk finds nothing. What was recorded after the moment is
 * not there, whatever its date: a look back sees what could be seen then.
 */
export async function openDesk(
  source: { readonly db: Database | Transaction; readonly actor: Pick<Actor, 'workspaceId' | 'workspaceKind'>; readonly clock: Clock },
  slug: string,
  { asOf: wanted, recordedAt, bookedAt = recordedAt, observes: more = [] }: Opening = {},
): Promise<Result<Desk, DeskRefusal>> {
  const { db, actor } = source;
  const [portfolio, known, revision] = await Promise.all([findPortfolio(db, actor.workspaceId, slug), listSeries(db, actor.workspaceId), dataRevision(db, actor.workspaceId, recordedAt)]);
  if (!portfolio) return unknownPortfolio(slug);
  const now = today(source.clock);
  if (wanted !== undefined && wanted > now) return refuse('future-date', `${wanted} lies in the future; the newest day is ${now}.`);
  const policyVersion = await policyAt(db, portfolio.id, wanted ?? now, bookedAt);
  if (!policyVersion) return refuse('no-policy', `${portfolio.name} has no policy in force${wanted ? ` on ${wanted}` : ''}. Import policy weights or write a policy first.`);
  const ids = policyVersion.classes.map((one) => one.analyticsSeriesId);
  const lastDay = await lastCompleteDay(db, ids, wanted ?? now, revision.recordedAt);
  const series = known.filter((one) => ids.includes(one.id));
  if (!lastDay) return refuse('no-prices', `There is no day on which every asset class of ${portfolio.name} has a price.`);
  const observes = [...new Set([...modelOf(policyVersion).observes, ...(typeof more === 'function' ? more(policyVersion) : more)])];
  // Rows after `asOf` stay behind the door; their dates alone tell that a month has closed.
  const marketKey = JSON.stringify([actor.workspaceId, portfolio.baseCurrency, ids, pricedIds(policyVersion), policyVersion.policy.cashAsset, observes, revision.batchId, now]);
  const market = await markets(marketKey, () => readMarket(db, { portfolio, policy: policyVersion, series, known, observes }, now, revision.recordedAt));
  if (!market.ok) return market;
  const byId = new Map(series.map((one) => [one.id, one]));
  return ok({
    portfolio,
    policyVersion,
    asOf: lastDay,
    view: market.value.history.asOf(lastDay),
    recordedAt: revision.recordedAt,
    batchId: revision.batchId,
    bookedAt: bookedAt ?? null,
    marketKey,
    ...market.value,
    observed: new Map(known.filter((one) => one.kind === 'observation').map((one) => [one.code, one])),
    seriesOf: new Map(policyVersion.policy.lines.map((line, k) => [line.asset, byId.get(ids[k]) as SeriesMeta])),
    clock: actor.workspaceKind === 'sample' ? sampleClock(lastDay, source.clock) : source.clock,
    simulated: series.some((one) => one.simulated),
    isSample: actor.workspaceKind === 'sample',
  });
}
