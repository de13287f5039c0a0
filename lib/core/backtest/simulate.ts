import type { Result } from '../base/result';
import { ok, refuse } from '../base/result';
import type { ThresholdRule } from '../rebalancing/rule';
import { thresholdTrade } from '../rebalancing/threshold';
import type { RowFlow } from './flows';
import type { Market, TradeLedger } from './portfolio';
import { Portfolio } from './portfolio';

/** Orders by the row they are decided on, ascending; `weights[k]` is wanted by the order of `rows[k]`. */
export interface Orders {
  readonly rows: ArrayLike<number>;
  readonly weights: readonly ArrayLike<number>[];
}

/** Bands around the first purchase, looked at on the rows where `isChecked`. */
export interface Bands {
  readonly rule: ThresholdRule;
  readonly isChecked: (row: number) => boolean;
}

/** What the loop needs and nothing else. */
export interface SimulationInput extends Market {
  readonly rows: number;
  readonly feePerRow: number;
  readonly lag: number;
  /** Bought on row 0; null stays in cash until the first order is executed. */
  readonly first: ArrayLike<number> | null;
  /** Known from the start; with bands there are none, and the loop makes its own. */
  readonly orders: Orders;
  readonly threshold: Bands | null;
  /** Ascending by row. */
  readonly flows: readonly RowFlow[];
  /** Told after each order that is executed: its row, of how many. */
  readonly onOrder?: (row: number, rows: number) => void;
}

export interface Simulation {
  /** Value of one share. */
  readonly nav: Float64Array;
  /** The first purchase, if there was one, and then as many orders as were executed. */
  readonly trades: TradeLedger;
  /** All orders, those dropped at the end included. */
  readonly orders: Orders;
  /** Shares after each row's flows; null where there are no flows, and so one share throughout. */
  readonly shares: Float64Array | null;
  readonly flowCosts: number;
}

/** How near 0 a withdrawal of everything may leave the account, in starting NAVs. */
const EMPTY = 1e-9;

/** How many shares of the strategy the account holds. Flows buy and sell shares at NAV, so NAV itself never sees them. */
class Shareholder {
  held = 1;
  costs = 0;

  /** Whether the account held what a flow took out. */
  settle({ row, amount, through }: RowFlow, nav: number, portfolio: Portfolio): boolean {
    const cash = through === 'mix' ? 0 : Math.max(amount, -this.held * nav * portfolio.cashShare(row));
    const withCash = this.held + cash / nav;
    // Per share, money that waits is more cash and less of everything else; an account left empty has nothing to change.
    if (cash !== 0 && withCash * nav > EMPTY) portfolio.exchange(row, this.held / withCash);
    const cost = Math.abs(amount - cash) * portfolio.costOfMix(row);
    const value = withCash * nav + amount - cash - cost;
    this.held = value > EMPTY ? value / nav : 0;
    this.costs += cost;
    return value >= -EMPTY;
  }
}

/** Where the bands ask to trade to; null while all weights are within. */
function breach({ rule, isChecked }: Bands, center: ArrayLike<number>, portfolio: Portfolio, row: number): Float64Array | null {
  return isChecked(row) ? thresholdTrade(portfolio.weights(row), center, rule) : null;
}

/** The row on which the next order is executed; `none` when there is none. */
function dueRow({ rows }: Orders, executed: number, lag: number, none: number): number {
  return executed < rows.length ? rows[executed] + lag : none;
}

/**
 * The loop: fee → due orders → bands → NAV → flows, from one row on which something happens to the next. On the rows
 * between, NAV follows prices alone.
 *
 * NAV starts at 1 in cash at row 0 and is the value of one share, so that it is time-weighted whatever comes and goes. An
 * order decided at row t is executed at t + lag at that row's levels; one that falls beyond the last row is dropped. A
 * fee is taken from every row but the first, before trading, from everything alike. While an order waits for its day no
 * band is looked at. Flows arrive at the close of their row, when NAV is known. Refuses `overdrawn`, naming the row.
 */
export function simulate(input: SimulationInput): Result<Simulation, 'overdrawn'> {
  const { rows, lag, first, threshold, feePerRow, flows, onOrder } = input;
  const execute = (row: number, weights: ArrayLike<number>) => {
    portfolio.trade(row, weights);
    onOrder?.(row, rows);
  };
  const made: { rows: number[]; weights: Float64Array[] } = { rows: [], weights: [] };
  const orders: Orders = threshold ? made : input.orders;
  const portfolio = new Portfolio(input, 1 + (threshold ? rows : orders.rows.length));
  const holder = new Shareholder();
  const nav = new Float64Array(rows);
  const shares = flows.length > 0 ? new Float64Array(rows) : null;
  const busy = threshold !== null || feePerRow > 0;
  let executed = 0;
  let settled = 0;
  if (first) portfolio.trade(0, first);
  for (let row = 0, next = 0; row < rows; row = next) {
    if (row > 0 && feePerRow > 0) portfolio.charge(feePerRow);
    for (; dueRow(orders, executed, lag, rows) === row; executed += 1) execute(row, orders.weights[executed]);
    const wanted = threshold && first && executed === orders.rows.length ? breach(threshold, first, portfolio, row) : null;
    if (wanted) {
      made.rows.push(row);
      made.weights.push(wanted);
      for (; dueRow(orders, executed, lag, rows) === row; executed += 1) execute(row, orders.weights[executed]);
    }
    next = busy ? row + 1 : Math.min(rows, dueRow(orders, executed, lag, rows));
    if (settled < flows.length) next = Math.min(next, flows[settled].row + 1);
    portfolio.follow(nav, row, next);
    shares?.fill(holder.held, row, next);
    for (; settled < flows.length && flows[settled].row < next; settled += 1) {
      if (!holder.settle(flows[settled], nav[next - 1], portfolio)) return refuse('overdrawn', `row ${next - 1}: the account does not hold what is taken out`, { row: next - 1 });
      if (shares) shares[next - 1] = holder.held;
    }
  }
  return ok({ nav, trades: portfolio.trades, orders, shares, flowCosts: holder.costs });
}
