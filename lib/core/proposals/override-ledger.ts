import { assert } from '../base/assert';
import type { IsoDate } from '../base/iso-date';
import { BPS_PER_UNIT } from '../base/units';
import { costOfShift } from '../costs/trade-cost';
import type { PriceGrid } from '../market/price-grid';
import type { OverrideKind, OverridingDecision } from './state-machine';

/** The mixes at a departure from the rule, in the order of `assets`: held before, proposed by the rule, done instead. */
export interface OverrideMixes {
  readonly assets: readonly string[];
  readonly before: readonly number[];
  readonly rule: readonly number[];
  readonly done: readonly number[];
  readonly costBps: readonly number[];
  /** Of the portfolio that day, in its currency. */
  readonly value: number;
}

/** A departure from the rule, with the mixes as they stood that day. */
export interface Departure extends OverrideMixes {
  readonly id: string;
  readonly person: string;
  readonly decision: OverridingDecision;
  readonly kind: OverrideKind;
  readonly date: IsoDate;
  /** The last day it is measured: its own expiry, or the next executed order if that is earlier. */
  readonly until: IsoDate;
}

export interface OverrideEffect {
  readonly id: string;
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** Rows it has run; 0 when there is no row after it yet. */
  readonly rows: number;
  /** Growth of what was done minus growth of what the rule said, costs included, in bp of the value that day. */
  readonly effectBps: number;
  readonly effectMoney: number;
}

/** Growth of 1 that trades into a mix and then drifts with the assets, from one row to another; levels are total return. */
function growth(weights: readonly number[], levels: readonly ArrayLike<number>[], from: number, to: number): number {
  return weights.reduce((sum, weight, i) => sum + weight * (levels[i][to] / levels[i][from] - 1), 1);
}

const rowAt = (dates: readonly IsoDate[], day: IsoDate): number => dates.findLastIndex((date) => date <= day);

/**
 * What a departure has earned (positive) or cost since, against a shadow that followed the rule. Both mixes are bought on
 * the day of the decision from what was held, at the same cost rates, and drift untouched on total returns to the last
 * row up to `until`. Money the mixes leave unassigned earns nothing. Null when an asset is not in the grid.
 */
export function overrideEffect(departure: Departure, grid: Pick<PriceGrid, 'dates' | 'assets' | 'levels'>): OverrideEffect | null {
  const { assets, before, rule, done, costBps, value, date, until } = departure;
  assert([before, rule, done, costBps].every((one) => one.length === assets.length), 'one weight and one cost for each asset');
  const columns = assets.map((asset) => grid.assets.findIndex((one) => one === asset));
  const from = rowAt(grid.dates, date);
  if (from < 0 || columns.includes(-1)) return null;
  const to = Math.max(from, rowAt(grid.dates, until));
  const levels = columns.map((column) => grid.levels[column]);
  const rates = costBps.map((bps) => bps / BPS_PER_UNIT);
  const grown = (mix: readonly number[]) => growth(mix, levels, from, to) - costOfShift(mix.map((weight, i) => weight - before[i]), rates);
  const rows = to - from;
  const effect = rows === 0 ? 0 : grown(done) - grown(rule);
  return { id: departure.id, from: grid.dates[from], to: grid.dates[to], rows, effectBps: effect * BPS_PER_UNIT, effectMoney: effect * value };
}

export interface LedgerRow {
  readonly departure: Departure;
  /** Null when it cannot be measured on the data at hand. */
  readonly effect: OverrideEffect | null;
}

export interface LedgerGroup {
  readonly key: string;
  readonly count: number;
  /** How many of them have run at least one row. */
  readonly measured: number;
  /** How many of the measured ones have earned more than nothing. */
  readonly good: number;
  readonly hitShare: number | null;
  readonly effectBps: number;
  readonly effectMoney: number;
}

export interface OverrideLedger {
  readonly rows: readonly LedgerRow[];
  readonly total: LedgerGroup;
  readonly byPerson: readonly LedgerGroup[];
  readonly byKind: readonly LedgerGroup[];
  readonly byDecision: readonly LedgerGroup[];
  /** Calendar years of the decisions. */
  readonly byPeriod: readonly LedgerGroup[];
}

function groupOf(key: string, rows: readonly LedgerRow[]): LedgerGroup {
  const effects = rows.flatMap(({ effect }) => (effect === null || effect.rows === 0 ? [] : [effect]));
  const good = effects.filter((effect) => effect.effectBps > 0).length;
  return {
    key, count: rows.length, measured: effects.length, good,
    hitShare: effects.length === 0 ? null : good / effects.length,
    effectBps: effects.reduce((sum, effect) => sum + effect.effectBps, 0),
    effectMoney: effects.reduce((sum, effect) => sum + effect.effectMoney, 0),
  };
}

function groupsBy(rows: readonly LedgerRow[], keyOf: (departure: Departure) => string): readonly LedgerGroup[] {
  const keys = [...new Set(rows.map(({ departure }) => keyOf(departure)))].sort();
  return keys.map((key) => groupOf(key, rows.filter(({ departure }) => keyOf(departure) === key)));
}

/** Every departure with its effect, and their sums by person, kind, decision and year. Effects are added, not compounded. */
export function overrideLedger(departures: readonly Departure[], grid: Pick<PriceGrid, 'dates' | 'assets' | 'levels'>): OverrideLedger {
  const rows = departures.map((departure) => ({ departure, effect: overrideEffect(departure, grid) }));
  return {
    rows,
    total: groupOf('all', rows),
    byPerson: groupsBy(rows, ({ person }) => person),
    byKind: groupsBy(rows, ({ kind }) => kind),
    byDecision: groupsBy(rows, ({ decision }) => decision),
    byPeriod: groupsBy(rows, ({ date }) => date.slice(0, 4)),
  };
}
