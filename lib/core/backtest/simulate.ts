import type { ThresholdRule } from '../rebalancing/rule';
import { thresholdTrade } from '../rebalancing/threshold';

/** What the loop needs and nothing else. Weights and columns are in the order of the policy's lines. */
export interface SimulationInput {
  readonly columns: readonly Float64Array[];
  /** Level that uninvested money follows. */
  readonly cash: Float64Array;
  /** The line that is cash: its weight is left uninvested. −1 without one. */
  readonly cashIndex: number;
  readonly costRates: ArrayLike<number>;
  readonly feePerRow: number;
  readonly lag: number;
  /** Bought on row 0; null stays in cash until the first order is executed. */
  readonly first: ArrayLike<number> | null;
  /** Orders by the row they are decided on. */
  readonly orders: ReadonlyMap<number, ArrayLike<number>>;
  /** Bands around `first`, looked at on the rows where `isChecked`; null without. */
  readonly threshold: { readonly rule: ThresholdRule; readonly isChecked: (row: number) => boolean } | null;
}

export interface SimulatedTrade {
  readonly row: number;
  readonly decidedRow: number | null;
  readonly weights: readonly number[];
  readonly valueBefore: number;
  readonly traded: number;
  readonly cost: number;
}

export interface Simulation {
  readonly nav: Float64Array;
  readonly trades: readonly SimulatedTrade[];
  readonly orders: number;
}

/** A portfolio held in units, so that between trades a row costs one multiplication per asset. */
class Portfolio {
  readonly units: Float64Array;
  cashUnits: number;

  constructor(private readonly input: SimulationInput) {
    this.units = new Float64Array(input.columns.length);
    this.cashUnits = 1 / input.cash[0];
  }

  value(row: number): number {
    const { columns, cash } = this.input;
    let value = this.cashUnits * cash[row];
    for (let i = 0; i < columns.length; i += 1) if (this.units[i] !== 0) value += this.units[i] * columns[i][row];
    return value;
  }

  weights(row: number): Float64Array {
    const value = this.value(row);
    const { columns, cash, cashIndex } = this.input;
    return this.units.map((units, i) => (i === cashIndex ? this.cashUnits * cash[row] : units * columns[i][row]) / value);
  }

  charge(rate: number): void {
    for (let i = 0; i < this.units.length; i += 1) this.units[i] *= 1 - rate;
    this.cashUnits *= 1 - rate;
  }

  trade(row: number, decidedRow: number | null, weights: ArrayLike<number>): SimulatedTrade {
    const { columns, cash, cashIndex, costRates } = this.input;
    const valueBefore = this.value(row);
    let [traded, cost] = [0, 0];
    for (let i = 0; i < columns.length; i += 1) {
      if (i === cashIndex) continue;
      const notional = Math.abs(weights[i] * valueBefore - this.units[i] * columns[i][row]);
      traded += notional;
      cost += costRates[i] * notional;
    }
    const value = valueBefore - cost;
    let invested = 0;
    for (let i = 0; i < columns.length; i += 1) {
      if (i === cashIndex) continue;
      this.units[i] = (weights[i] * value) / columns[i][row];
      invested += weights[i] * value;
    }
    this.cashUnits = (value - invested) / cash[row];
    return { row, decidedRow, weights: Array.from(weights), valueBefore, traded, cost };
  }
}

/**
 * The loop: returns → fee → due orders → NAV → decisions, row by row.
 *
 * NAV starts at 1 in cash at row 0. An order decided at row t is executed at t + lag at that row's levels; one that
 * falls beyond the last row is dropped. A fee is taken from every row but the first, before trading, from everything
 * alike. While an order waits for its day no band is looked at.
 */
export function simulate(input: SimulationInput): Simulation {
  const rows = input.cash.length;
  const portfolio = new Portfolio(input);
  const nav = new Float64Array(rows);
  const trades: SimulatedTrade[] = [];
  const pending: { readonly decided: number; readonly weights: ArrayLike<number> }[] = [];
  let orders = 0;
  const executeDue = (row: number) => {
    while (pending.length > 0 && pending[0].decided + input.lag <= row) {
      const order = pending.shift() as (typeof pending)[number];
      trades.push(portfolio.trade(row, order.decided, order.weights));
    }
  };
  for (let row = 0; row < rows; row += 1) {
    if (row === 0 && input.first) trades.push(portfolio.trade(0, null, input.first));
    if (row > 0 && input.feePerRow > 0) portfolio.charge(input.feePerRow);
    executeDue(row);
    const weights = input.orders.get(row) ?? (pending.length === 0 ? breach(input, portfolio, row) : null);
    if (weights) {
      pending.push({ decided: row, weights });
      orders += 1;
      if (input.lag === 0) executeDue(row);
    }
    nav[row] = portfolio.value(row);
  }
  return { nav, trades, orders };
}

function breach({ threshold, first }: SimulationInput, portfolio: Portfolio, row: number): Float64Array | null {
  return threshold && first && threshold.isChecked(row) ? thresholdTrade(portfolio.weights(row), first, threshold.rule) : null;
}
