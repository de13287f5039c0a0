import { lastDayOfMonth, monthIndex, monthText, type IsoDate } from '../base/iso-date';
import { createMacroTracker } from '../indicators/macro-tracker';
import type { MacroFormula } from '../indicators/macro-formula';
import type { PriceReadings } from '../indicators/price-readings';
import type { View } from '../market/history';
import type { MonthGrid } from '../market/month-grid';
import { percentileRank } from '../stats/percentile-rank';
import { freshReading } from './expanding-score';

/** What an indicator said at one month-end to somebody who asked that day; null where it had nothing to say. */
export interface ReadingPoint {
  readonly date: IsoDate;
  readonly value: number | null;
}

/** An indicator through time, seen from one day. */
export interface ReadingHistory {
  /** Month-ends, oldest first, the last at or before the day; each with the newest reading known then. */
  readonly points: readonly ReadingPoint[];
  /** What counts now, with the month observed where it rests on observations; null where nothing does. */
  readonly now: { readonly value: number; readonly knownAt: IsoDate; readonly period: string | null } | null;
  /** Rank of `now` among `past`, in [0, 1]; null without it. */
  readonly percentile: number | null;
  /** Every reading in the vintage known on the day, oldest first: what `now` is ranked among. */
  readonly past: Float64Array;
  /** Why there is none now; null where there is one. */
  readonly silence: string | null;
}

const SILENT = { now: null, percentile: null } as const;

/**
 * The history of a formula over observations: at every month-end, and on the day itself, the newest reading known by
 * then, for as long as it is at most `staleMonths` old. Nothing known later is in any point.
 */
export function macroHistory(formula: MacroFormula, view: View, series: readonly string[], staleMonths: number): ReadingHistory {
  const inputs = series.map((code) => view.observationsOf(code));
  const first = inputs.flatMap((own) => (own.length > 0 ? [own[0].knownAt] : [])).sort()[0];
  if (first === undefined) return { ...SILENT, points: [], past: new Float64Array(), silence: 'no reading is known' };
  const tracker = createMacroTracker(formula, inputs);
  const points: ReadingPoint[] = [];
  for (let month = monthIndex(first); month <= monthIndex(view.asOf); month += 1) {
    const end = lastDayOfMonth(month);
    const date = end < view.asOf ? end : view.asOf;
    const fresh = freshReading(tracker.advance(date), date, staleMonths);
    points.push({ date, value: fresh.ok ? fresh.value.value : null });
  }
  const fresh = freshReading(tracker.advance(view.asOf), view.asOf, staleMonths);
  const past = tracker.past();
  const spoken = points.slice(points.findIndex(({ value }) => value !== null));
  if (!fresh.ok) return { ...SILENT, points: past.length > 0 ? spoken : [], past, silence: fresh.error.message };
  const { value, knownAt, period } = fresh.value;
  return { points: spoken, now: { value, knownAt, period: monthText(period) }, percentile: percentileRank(past, value), past, silence: null };
}

/** The history of an indicator of prices for one column of a month grid: a close is known when it is made. */
export function priceHistory(readings: PriceReadings, { dates, levels, cash }: MonthGrid, column: number, warmUp: string): ReadingHistory {
  const all = readings({ levels: levels[column], cash });
  const begins = all.findIndex(Number.isFinite);
  if (begins < 0) return { ...SILENT, points: [], past: new Float64Array(), silence: `needs ${warmUp}` };
  const past = all.filter(Number.isFinite);
  const points = dates.slice(begins).map((date, k): ReadingPoint => ({ date, value: Number.isFinite(all[begins + k]) ? all[begins + k] : null }));
  const last = points[points.length - 1];
  if (last.value === null) return { ...SILENT, points, past, silence: 'its last month-end has no reading' };
  return { points, now: { value: last.value, knownAt: last.date, period: null }, percentile: percentileRank(past, last.value), past, silence: null };
}
