import { addDays, lastDayOfMonth, monthIndex, monthText } from '../../core/base/iso-date';
import type { Observation } from '../../core/market/observation';
import type { PriceGrid } from '../../core/market/price-grid';
import { HOUSE_DEFAULTS } from '../../core/models/house/params';
import { createRandom, drawFraction } from '../../core/stats/random';

/** Where each series begins and how far a month may move it; consumer prices grow by a share of themselves. */
const SHAPES: Readonly<Record<keyof typeof HOUSE_DEFAULTS.series, { readonly from: number; readonly move: number; readonly growth?: number }>> = {
  cape: { from: 20, move: 0.5 },
  yield10y: { from: 5, move: 0.1 },
  consumerPrices: { from: 60, move: 0.1, growth: 0.002 },
  unemployment: { from: 6, move: 0.1 },
  productionYoY: { from: 2, move: 0.3 },
  lowGrade: { from: 7, move: 0.1 },
  highGrade: { from: 6, move: 0.1 },
  slope: { from: 1, move: 0.1 },
};

/** Years of observations before the first price, so that every series has a past to be measured against. */
const YEARS_BEFORE = 12;
const RELEASE_DAYS = 20;
/** How strongly a series is drawn back to where it began: it must neither vanish nor run away in a century. */
const REVERSION = 0.03;

/** Seeded monthly values of the series that the house model looks for, each known some weeks after its month. */
export function generateObservations({ dates }: PriceGrid, seed: number): readonly Observation[] {
  const random = createRandom(seed);
  const first = monthIndex(dates[0]) - 12 * YEARS_BEFORE;
  const months = monthIndex(dates[dates.length - 1]) - first + 1;
  return Object.entries(SHAPES).flatMap(([role, { from, move, growth = 0 }]) => {
    const seriesId = HOUSE_DEFAULTS.series[role as keyof typeof SHAPES];
    let value = from;
    return Array.from({ length: months }, (_, k): Observation => {
      const center = from * (1 + growth) ** k;
      value = growth * value + value + REVERSION * (center - value) + move * (2 * drawFraction(random) - 1);
      return { seriesId, period: monthText(first + k), value, knownAt: addDays(lastDayOfMonth(first + k), RELEASE_DAYS) };
    });
  });
}
