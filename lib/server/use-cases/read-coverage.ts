import * as z from 'zod';
import type { IsoDate } from '../../core/base/iso-date';
import { ok, type Result } from '../../core/base/result';
import { daysLate, expectedBy, periodsBetween } from '../../core/market/schedule';
import { today } from '../clock';
import { seriesByYear, type SeriesMeta, type SeriesYear } from '../db/market-store';
import { defineUseCase } from './use-case';

/** One year of one series: how much of it is there. */
export interface CoveredYear {
  readonly year: number;
  readonly count: number;
  /** Of the periods between the first and the last value in that year, by the calendar; at most 1. */
  readonly share: number;
}

export interface SeriesCoverageMap {
  readonly series: SeriesMeta & { readonly licence: string };
  readonly first: IsoDate;
  readonly last: IsoDate;
  readonly years: readonly CoveredYear[];
  /** Periods without a value between the first and the last, by the calendar; estimated for daily and weekly series. */
  readonly missing: number;
  /** Periods that have more than one value: revised, or rewritten by the source. */
  readonly revised: number;
  readonly expectedBy: IsoDate;
  readonly daysLate: number;
}

export interface CoverageReading {
  /** The day what is late is told by; null where every series is held against its own last day, as samples are. */
  readonly today: IsoDate | null;
  readonly firstYear: number;
  readonly lastYear: number;
  readonly maps: readonly SeriesCoverageMap[];
}

const laterOf = (a: IsoDate, b: IsoDate): IsoDate => (a > b ? a : b);
const earlierOf = (a: IsoDate, b: IsoDate): IsoDate => (a < b ? a : b);

function mapOf(series: SeriesCoverageMap['series'], years: readonly SeriesYear[], now: IsoDate): SeriesCoverageMap {
  const [first, last] = [years[0].first, years[years.length - 1].last];
  const total = years.reduce((sum, { count }) => sum + count, 0);
  const covered = years.map(({ year, count }): CoveredYear => {
    const expected = periodsBetween(laterOf(first, `${year}-01-01` as IsoDate), earlierOf(last, `${year}-12-31` as IsoDate), series.frequency);
    return { year, count, share: Math.min(1, count / expected) };
  });
  return {
    series, first, last, years: covered,
    missing: Math.max(0, periodsBetween(first, last, series.frequency) - total),
    revised: years.reduce((sum, { revised }) => sum + revised, 0),
    expectedBy: expectedBy(last, series.frequency, series.typicalLagDays),
    daysLate: daysLate(last, series.frequency, series.typicalLagDays, now),
  };
}

/** Which years of every series are there, what was revised, and what is late against its own schedule. */
export const readCoverage = defineUseCase({
  name: 'read-coverage',
  permission: 'read-desk',
  input: z.strictObject({}),
  run: async ({ db, actor, clock }): Promise<Result<CoverageReading>> => {
    const found = await seriesByYear(db, actor.workspaceId);
    // Each sample stands still at its own last day: there nothing is late.
    const now = actor.workspaceKind === 'sample' ? null : today(clock);
    const here = found.filter(({ years }) => years.length > 0);
    const maps = here.map(({ series, years }) => mapOf(series, years, now ?? years[years.length - 1].last));
    const all = maps.flatMap(({ years }) => years.map(({ year }) => year));
    return ok({ today: now, firstYear: Math.min(...all), lastYear: Math.max(...all), maps });
  },
});
