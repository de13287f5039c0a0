import type { IsoDate } from '../base/iso-date';
import type { Model } from '../models/model';
import type { RebalanceRule } from '../rebalancing/rule';
import type { Policy } from '../targets/policy';
import type { Account, Flow } from './flows';

/** A strategy: a fixed mix with a rebalancing rule, or a model on a policy. Costs are the policy lines' own. */
export type Strategy =
  | { readonly kind: 'fixed-mix'; readonly name: string; readonly policy: Policy; readonly rebalance: RebalanceRule }
  | { readonly kind: 'model'; readonly name: string; readonly policy: Policy; readonly model: Model };

/** The conventions that all strategies of a backtest share. */
export interface BacktestSpec {
  /** First row that counts; null is the first there is. */
  readonly start: IsoDate | null;
  readonly end: IsoDate | null;
  /** `all`: rows before `start` feed signals and the fold. `from-start`: signals see only rows from `start` on. */
  readonly history: 'all' | 'from-start';
  /** Rows of the grid between a decision and its execution. */
  readonly executionLag: number;
  readonly feeAnnual: number;
  /** Money that comes and goes, alike in every strategy; none unless said. */
  readonly flows?: readonly Flow[];
  readonly strategies: readonly Strategy[];
  /** For whoever waits: told after each order that is executed, by its row of how many. It changes nothing. */
  readonly onOrder?: (row: number, rows: number) => void;
}

/** One executed order. `weights` are in the order of the policy's lines, as traded. */
export interface Execution {
  readonly row: number;
  /** Row of the decision; null for the first purchase. */
  readonly decidedRow: number | null;
  readonly date: IsoDate;
  readonly weights: readonly number[];
  readonly valueBefore: number;
  /** Σ|w_i V − h_i| over the risky assets. */
  readonly traded: number;
  readonly cost: number;
}

/** NAV and trades of one strategy. Rows count from the first row of the window. */
export interface StrategyResult {
  readonly name: string;
  readonly policy: Policy;
  /** Whether it is a fixed mix, which others may be measured by. */
  readonly isFixedMix: boolean;
  readonly nav: Float64Array;
  readonly executions: readonly Execution[];
  /** Number of orders issued within the window, executed or not. */
  readonly orders: number;
  /** One-way, non-cash, per year: `½ Σ D/V / years`, the first trade included. */
  readonly turnoverAnnual: number;
  /** `Σ cost/V / years`. */
  readonly costAnnual: number;
  /** The account that the flows of the spec were paid into and drawn from; null, or not there, without flows. */
  readonly account?: Account | null;
}

export interface BacktestResult {
  readonly dates: readonly IsoDate[];
  readonly periodsPerYear: number;
  /** Returns of cash per row, one fewer than rows. */
  readonly cashReturns: Float64Array;
  readonly strategies: readonly StrategyResult[];
}
