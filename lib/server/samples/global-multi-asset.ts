import { addDays, isoDate, lastDayOfMonth, monthIndex, monthText, type IsoDate } from '../../core/base/iso-date';
import type { ObservationRecord } from '../imports/kinds/observations';
import { normal, seededRandom, type Random } from './random';
import { firstFriday, nextWeekday, releaseOn } from './release-dates';
import type { Sample, SampleAsset, SamplePolicyLine, SampleSeries } from './sample';
import { simulateWorld, type AssetTraits, type EconomyMonth, type SimulatedWorld } from './simulated-economy';

/** Two years to settle, then the observations begin, and after 23 years of them the prices. */
const FIRST_DAY = isoDate('1976-01-02');
const FIRST_OBSERVED = monthIndex(isoDate('1978-01-01'));
const FIRST_PRICED = isoDate('2000-12-29');
const LAST_DAY = isoDate('2025-12-31');

/**
 * The first seed, counted from 1, whose quarter century looks like one: US equity falls at least twice by 35 to 55 % and
 * never by more, and every fund but cash grows by 3 to 8 % a year. What a model earns on it played no part.
 */
export const GLOBAL_MULTI_ASSET_SEED = 112;

interface Fund extends SamplePolicyLine {
  readonly name: string;
  readonly shortName: string;
  readonly ticker: string;
  readonly fundName: string;
  readonly firstPrice: number;
  readonly traits: AssetTraits;
}

const equity = (equityBeta: number, drift: number, ownVol: number, distribution: number, duration = 0): AssetTraits => ({ kind: 'equity', equityBeta, drift, ownVol, yield: distribution, duration });

/** Order matters: the first fund is the market that CAPE values. Fund names and tickers are invented. */
const FUNDS: readonly Fund[] = [
  { asset: 'US_EQUITY', group: 'equity', weight: 0.28, min: 0.1, max: 0.4, costBps: 5, name: 'US equity', shortName: 'US equity', ticker: 'KHUS.SIM', fundName: 'Keelhaven US Equity Fund', firstPrice: 84.2, traits: equity(1, 0, 0.04, 0.019) },
  { asset: 'DEV_EQUITY', group: 'equity', weight: 0.14, min: 0.04, max: 0.22, costBps: 8, name: 'Developed equity outside the US', shortName: 'Developed', ticker: 'KHDX.SIM', fundName: 'Keelhaven Developed World ex-US Fund', firstPrice: 41.6, traits: equity(1, -0.015, 0.08, 0.029) },
  { asset: 'EM_EQUITY', group: 'equity', weight: 0.08, min: 0, max: 0.14, costBps: 15, name: 'Emerging markets equity', shortName: 'Emerging', ticker: 'KHEM.SIM', fundName: 'Keelhaven Emerging Markets Fund', firstPrice: 27.3, traits: equity(1.15, -0.015, 0.12, 0.023) },
  { asset: 'TREASURIES', group: 'bond', weight: 0.22, min: 0.1, max: 0.45, costBps: 3, name: 'US Treasuries, 7 to 10 years', shortName: 'Treasuries', ticker: 'KHTY.SIM', fundName: 'Keelhaven Treasury 7-10 Fund', firstPrice: 98.5, traits: { kind: 'treasury', equityBeta: 0, drift: 0, ownVol: 0.004, yield: 0, duration: 6.8 } },
  { asset: 'CORP_BONDS', group: 'bond', weight: 0.12, min: 0.04, max: 0.3, costBps: 8, name: 'Investment-grade corporate bonds', shortName: 'Corporates', ticker: 'KHCB.SIM', fundName: 'Keelhaven Corporate Bond Fund', firstPrice: 101.4, traits: { kind: 'credit', equityBeta: 0.16, drift: -0.014, ownVol: 0.018, yield: 0, duration: 5.5 } },
  { asset: 'REAL_ESTATE', group: 'alternative', weight: 0.06, min: 0, max: 0.1, costBps: 10, name: 'Listed real estate', shortName: 'Real estate', ticker: 'KHRE.SIM', fundName: 'Keelhaven Listed Property Fund', firstPrice: 53.7, traits: equity(0.9, 0, 0.1, 0.038, 1.5) },
  { asset: 'REAL_ASSETS', group: 'alternative', weight: 0.06, min: 0, max: 0.12, costBps: 12, name: 'Gold and commodities', shortName: 'Real assets', ticker: 'KHRA.SIM', fundName: 'Keelhaven Gold and Commodities Trust', firstPrice: 36.9, traits: equity(0.15, 0.038, 0.145, 0) },
  { asset: 'CASH', group: 'cash', weight: 0.04, min: 0, max: 0.4, costBps: 0, name: 'Cash', shortName: 'Cash', ticker: 'CASH', fundName: 'US dollars at the bill rate', firstPrice: 1, traits: { kind: 'cash', equityBeta: 0, drift: 0, ownVol: 0, yield: 0, duration: 0 } },
];

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

/** Levels on the dates from row `from` on, starting at `first`, grown by the log returns and rounded as prices are. */
function levels(from: number, first: number, rows: number, logReturn: (t: number) => number): number[] {
  const out = [round(first, 4)];
  let level = first;
  for (let t = from + 1; t < rows; t += 1) {
    level *= Math.exp(logReturn(t));
    out.push(round(level, 4));
  }
  return out;
}

function assetsOf(world: SimulatedWorld, from: number): SampleAsset[] {
  const rows = world.dates.length;
  return FUNDS.map((fund, a) => ({
    code: fund.asset,
    name: fund.name,
    shortName: fund.shortName,
    group: fund.group,
    instrument: { ticker: fund.ticker, name: fund.fundName },
    totalReturn: levels(from, 100, rows, (t) => world.logReturns[t][a]),
    price: fund.group === 'cash' ? world.dates.slice(from).map(() => fund.firstPrice) : levels(from, fund.firstPrice, rows, (t) => world.logReturns[t][a] - world.logYields[t][a]),
  }));
}

const SOURCE = 'Simulated';
const LICENCE = 'Made by this project; free of any rights of others';

interface Published extends SampleSeries {
  readonly value: (month: EconomyMonth) => number;
  readonly digits: number;
  readonly release: (month: number, later: number) => IsoDate;
  /** Errors of the first and second release (sd, in the unit of the series), and the month of the yearly revision; null: never revised. */
  readonly revision: { readonly first: number; readonly second: number; readonly yearlyMonth: number } | null;
}

const describe = (seriesId: string, name: string, unit: string, typicalLagDays: number, pointInTime: boolean): SampleSeries => ({
  seriesId,
  name,
  unit,
  source: SOURCE,
  licence: LICENCE,
  frequency: 'monthly',
  pointInTime,
  releaseDates: 'stated',
  typicalLagDays,
});

const onDay = (day: number) => (month: number, later: number): IsoDate => releaseOn(month, later, day);

const PUBLISHED: readonly Published[] = [
  { ...describe('CAPE', 'Cyclically adjusted price-earnings ratio', 'ratio', 15, false), value: (m) => m.cape, digits: 2, release: onDay(15), revision: null },
  { ...describe('GS10', '10-year Treasury yield, month average', 'percent', 1, false), value: (m) => m.gs10, digits: 2, release: onDay(1), revision: null },
  { ...describe('CPI_NSA', 'Consumer price index, not seasonally adjusted', 'index', 13, false), value: (m) => m.cpi, digits: 3, release: onDay(13), revision: null },
  { ...describe('UNRATE', 'Unemployment rate', 'percent', 6, true), value: (m) => m.unemployment, digits: 1, release: firstFriday, revision: { first: 0.12, second: 0.06, yearlyMonth: 1 } },
  { ...describe('INDPRO_YOY', 'Industrial production, year on year', 'percent', 16, true), value: (m) => m.productionYoy, digits: 2, release: onDay(16), revision: { first: 0.7, second: 0.35, yearlyMonth: 3 } },
  { ...describe('BAA', 'Yield of low investment-grade corporate bonds', 'percent', 1, false), value: (m) => m.baa, digits: 2, release: onDay(1), revision: null },
  { ...describe('AAA', 'Yield of the best corporate bonds', 'percent', 1, false), value: (m) => m.aaa, digits: 2, release: onDay(1), revision: null },
  { ...describe('T10Y3M_M', 'Ten-year yield less three-month bill', 'percentage points', 1, false), value: (m) => m.gs10 - m.bill, digits: 2, release: onDay(1), revision: null },
];

/** The day of the yearly revision that covers a month: in `yearlyMonth` of the year after it, at least three months later. */
function yearlyRevision(month: number, yearlyMonth: number): IsoDate {
  const year = Math.floor(month / 12) + 1;
  const revised = year * 12 + yearlyMonth - 1;
  return nextWeekday(addDays(lastDayOfMonth(revised - month >= 3 ? revised : revised + 12), 1));
}

/** Every vintage of one value that was out by the last day. The last vintage is the true figure. */
function vintagesOf(series: Published, month: EconomyMonth, random: Random): ObservationRecord[] {
  const base = { seriesId: series.seriesId, period: monthText(month.month), frequency: 'monthly' as const };
  const truth = series.value(month);
  if (!series.revision) {
    const releaseDate = series.release(month.month, 1);
    return releaseDate > LAST_DAY ? [] : [{ ...base, value: round(truth, series.digits), releaseDate, vintage: null }];
  }
  const { first, second, yearlyMonth } = series.revision;
  const errors = [first * normal(random), second * normal(random), 0];
  const days = [series.release(month.month, 1), series.release(month.month, 2), yearlyRevision(month.month, yearlyMonth)];
  return days.flatMap((day, i) => (day > LAST_DAY ? [] : [{ ...base, value: round(truth + errors[i], series.digits), releaseDate: day, vintage: day }]));
}

function observationsOf(world: SimulatedWorld, random: Random): ObservationRecord[] {
  const months = world.months.filter(({ month }) => month >= FIRST_OBSERVED);
  return PUBLISHED.flatMap((series) => months.flatMap((month) => vintagesOf(series, month, random)));
}

const NOTES = [
  'Simulated: no figure here is a price that anyone paid. Funds and tickers are invented.',
  'The simulator has trends by construction: regimes (expansion, slowdown, crisis, recovery) last for months and pull prices one way, so trend rules find more here than in many real decades. Use this sample to learn the desk, not to judge a model.',
  'The indicators carry some information about the regime, two months late, with release lags; unemployment and production are published with errors and revised twice.',
  'Distributions accrue daily: the price is the total return less the yield. Days are weekdays less the holidays of US exchanges.',
];

/**
 * A quarter century of daily prices of eight invented funds, with indicators since 1978 in all their vintages.
 *
 * @param random the only source of chance; the default makes the same bytes each time
 */
export function globalMultiAsset(random: Random = seededRandom(GLOBAL_MULTI_ASSET_SEED)): Sample {
  const world = simulateWorld(FIRST_DAY, LAST_DAY, FUNDS.map(({ traits }) => traits), random);
  const from = world.dates.indexOf(FIRST_PRICED);
  return {
    slug: 'global-multi-asset',
    name: 'Global multi-asset (simulated)',
    simulated: true,
    notes: NOTES,
    currency: 'USD',
    sampling: 'end',
    periodsPerYear: 252,
    lastDate: LAST_DAY,
    dates: world.dates.slice(from),
    cashAsset: 'CASH',
    assets: assetsOf(world, from),
    series: PUBLISHED.map(({ seriesId, name, unit, typicalLagDays, pointInTime }) => describe(seriesId, name, unit, typicalLagDays, pointInTime)),
    observations: observationsOf(world, random),
    policy: FUNDS.map(({ asset, group, weight, min, max, costBps }) => ({ asset, group, weight, min, max, costBps })),
  };
}
