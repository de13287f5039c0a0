import type { IsoDate } from '../base/iso-date';
import { costOfShift } from '../costs/trade-cost';
import type { PriceGrid } from '../market/price-grid';
import { maxDrawdown } from '../stats/drawdown';
import { percentileRank } from '../stats/percentile-rank';
import { volatility } from '../stats/volatility';
import { oneWay } from '../tilts/budget';

const MONTHS_PER_YEAR = 12;

/** An executed order of the model, as a backtest has it; rows count in the grid. */
export interface PastOrder {
  readonly row: number;
  readonly date: IsoDate;
  readonly weights: readonly number[];
}

export interface PastShift {
  readonly date: IsoDate;
  readonly oneWay: number;
  /** Growth with the shift minus growth without it, costs included, by horizon; null where the horizon has not passed. */
  readonly effects: readonly (number | null)[];
}

type Levels = Pick<PriceGrid, 'levels' | 'periodsPerYear'>;

const grown = (weights: readonly number[], levels: Levels['levels'], from: number, to: number): readonly number[] => weights.map((weight, i) => (weight * levels[i][to]) / levels[i][from]);

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** The mix just before an order: that of the order before it, drifted. */
function driftedTo(order: PastOrder, row: number, levels: Levels['levels']): readonly number[] {
  const worth = grown(order.weights, levels, order.row, row);
  const total = sum(worth);
  return worth.map((value) => value / total);
}

/**
 * What each past order of a model shifted and what that was worth afterwards, against leaving the mix alone: both drift
 * on total returns over each horizon. Levels are in the order of the weights; the first purchase is no shift.
 */
export function pastShifts(orders: readonly PastOrder[], { levels, periodsPerYear }: Levels, rates: ArrayLike<number>, horizonMonths: readonly number[]): readonly PastShift[] {
  const rows = levels[0].length;
  return orders.slice(1).map((order, k) => {
    const before = driftedTo(orders[k], order.row, levels);
    const shift = order.weights.map((weight, i) => weight - before[i]);
    const effects = horizonMonths.map((months) => {
      const to = order.row + Math.round((months * periodsPerYear) / MONTHS_PER_YEAR);
      return to >= rows ? null : sum(grown(order.weights, levels, order.row, to)) - sum(grown(before, levels, order.row, to)) - costOfShift(shift, rates);
    });
    return { date: order.date, oneWay: oneWay(shift), effects };
  });
}

/** How large a shift is among past ones: the share of them that were smaller, ties by half; null without any. */
export function unusualness(past: readonly Pick<PastShift, 'oneWay'>[], size: number): number | null {
  return past.length === 0 ? null : percentileRank(past.map((shift) => shift.oneWay), size);
}

export interface MixPast {
  readonly volatilityAnnual: number | null;
  readonly maxDrawdown: number;
}

/** What a mix would have fluctuated and lost over some rows, held in these weights at every row, before costs. */
export function mixPast(weights: readonly number[], { levels, periodsPerYear }: Levels, from: number): MixPast {
  const rows = levels[0].length - from;
  const wealth = new Float64Array(rows).fill(1);
  const returns = new Float64Array(Math.max(0, rows - 1));
  for (let t = 1; t < rows; t += 1) {
    returns[t - 1] = weights.reduce((total, weight, i) => total + weight * (levels[i][from + t] / levels[i][from + t - 1] - 1), 0);
    wealth[t] = wealth[t - 1] * (1 + returns[t - 1]);
  }
  return { volatilityAnnual: volatility(returns, periodsPerYear), maxDrawdown: maxDrawdown(wealth) ?? 0 };
}
