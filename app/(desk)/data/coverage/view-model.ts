import type { CoveredSpan, CoverageRow } from '@/components/charts/coverage-map';
import type { StatusTone } from '@/components/ui/status-mark';
import { count } from '@/lib/format/count';
import type { CoverageReading, SeriesCoverageMap } from '@/lib/server/use-cases/read-coverage';

/** One line of the table of freshness. */
export interface FreshnessRow {
  readonly key: string;
  readonly name: string;
  readonly cadence: string;
  readonly first: string;
  readonly last: string;
  readonly expected: string;
  readonly tone: StatusTone;
  readonly state: string;
  readonly missing: string;
  readonly revised: string;
  readonly source: string;
  readonly licence: string;
}

export interface CoverageView {
  readonly title: string;
  readonly lede: string;
  readonly map: readonly CoverageRow[];
  readonly rows: readonly FreshnessRow[];
}

/** A day for series with days, a month for those of months: nobody is told a day that was never observed. */
function periodText({ series: { frequency } }: SeriesCoverageMap, date: string): string {
  return frequency === 'daily' || frequency === 'weekly' ? date : date.slice(0, frequency === 'annual' ? 4 : 7);
}

/** A code alone may stand for two series: one of prices and one of total return. */
const nameOf = ({ code, basis }: SeriesCoverageMap['series']): string => (basis === null ? code : `${code}, ${basis === 'price' ? 'price' : 'total return'}`);

const days = (number: number): string => `${count(number)} ${number === 1 ? 'day' : 'days'}`;

function rowOf(map: SeriesCoverageMap): FreshnessRow {
  const { series } = map;
  const isEstimate = series.frequency === 'daily' || series.frequency === 'weekly';
  return {
    key: String(series.id),
    name: nameOf(series),
    cadence: `${series.frequency}${series.sampling === 'average' ? ', averaged' : ''}`,
    first: periodText(map, map.first),
    last: periodText(map, map.last),
    expected: map.expectedBy,
    tone: map.daysLate > 0 ? 'attention' : 'ok',
    state: map.daysLate > 0 ? `${days(map.daysLate)} late` : 'on time',
    missing: map.missing === 0 ? 'none' : `${isEstimate ? 'about ' : ''}${count(map.missing)}`,
    revised: count(map.revised),
    source: series.source,
    licence: series.licence === '' ? 'licence not stated' : series.licence,
  };
}

/** Years on end of which the same hundredth is there, as one: a picture of a thousand series is some rectangles each. */
function spansOf({ years }: SeriesCoverageMap): readonly CoveredSpan[] {
  const spans: CoveredSpan[] = [];
  for (const { year, count: values, share } of years) {
    const before = spans.at(-1);
    if (before && before.to === year - 1 && Math.round(100 * before.share) === Math.round(100 * share)) spans[spans.length - 1] = { ...before, to: year, count: before.count + values };
    else spans.push({ from: year, to: year, count: values, share });
  }
  return spans;
}

/** Shapes the picture of what is there: the latest first, because that is what a decision waits for. */
export function coverageView({ maps, today }: CoverageReading): CoverageView {
  const late = maps.filter(({ daysLate }) => daysLate > 0);
  const worst = late.reduce<SeriesCoverageMap | null>((most, one) => (most && most.daysLate >= one.daysLate ? most : one), null);
  const ordered = [...maps].sort((a, b) => b.daysLate - a.daysLate);
  return {
    title: late.length === 0 ? `All ${count(maps.length)} series are on time` : `${count(late.length)} of ${count(maps.length)} series are late`,
    lede: worst
      ? `${nameOf(worst.series)} is the latest: its next value should have been there by ${worst.expectedBy}, ${days(worst.daysLate)} ago. A decision that rests on a stale reading says so and goes without it.`
      : `Every next value is due later than ${today === null ? 'the last day of its series, at which the clock of a sample stands' : 'today'}, by the schedule of its series: the end of its period and the typical lag.`,
    map: maps.map((map) => ({ key: String(map.series.id), name: nameOf(map.series), spans: spansOf(map), summary: `${periodText(map, map.first)} to ${periodText(map, map.last)}` })),
    rows: ordered.map(rowOf),
  };
}
