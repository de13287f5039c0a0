import type { IsoDate } from '../base/iso-date';
import { NEVER } from '../base/iso-date';
import type { Result } from '../base/result';
import { ok, refuse } from '../base/result';
import { costRates } from '../costs/trade-cost';
import { runModel } from '../decide';
import type { History, View } from '../market/history';
import { since } from '../market/history';
import { cashIndexOf, policyColumns } from '../models/columns';
import type { ModelRefusal } from '../models/model';
import { periodEnds } from '../series/period-ends';
import { simpleReturns } from '../series/returns';
import { costAnnual, turnoverAnnual } from '../stats/turnover';
import { strategicWeights } from '../targets/policy-constraints';
import type { Account, RowFlow } from './flows';
import { flowRows, moneyWeightedReturn } from './flows';
import type { BacktestResult, BacktestSpec, Execution, Strategy, StrategyResult } from './spec';
import type { Orders, Simulation, SimulationInput } from './simulate';
import { simulate } from './simulate';

export type BacktestRefusal = ModelRefusal | 'averaged-prices' | 'empty-window' | 'bad-lag' | 'bad-flow' | 'overdrawn';

/** The rows of a backtest: what signals see, and the window that NAV runs over. */
interface Window {
  readonly signals: View;
  readonly window: View;
  /** Row of `signals` at which the window begins. */
  readonly offset: number;
}

function windowOf(history: History, spec: BacktestSpec): Result<Window, BacktestRefusal> {
  const all = history.asOf(spec.end ?? NEVER);
  if (!Number.isInteger(spec.executionLag) || spec.executionLag < 0) return refuse('bad-lag', 'the execution lag is a whole number of rows, 0 or more');
  if (all.grid.sampling === 'average' && spec.executionLag === 0) {
    return refuse('averaged-prices', 'averaged prices may not be traded in the period they average: the execution lag is at least 1');
  }
  const window = spec.start === null ? all : since(all, spec.start);
  if (window.grid.dates.length < 2) {
    return refuse('empty-window', `there are ${window.grid.dates.length} rows between ${spec.start ?? 'the first'} and ${spec.end ?? 'the last'}; a backtest needs two`);
  }
  const signals = spec.history === 'all' ? all : window;
  return ok({ signals, window, offset: signals.grid.dates.length - window.grid.dates.length });
}

/** What differs between strategies: the first purchase, the orders and the bands. */
type Plan = Pick<SimulationInput, 'first' | 'orders' | 'threshold'>;

const NO_ORDERS: Orders = { rows: [], weights: [] };

function fixedMixPlan(strategy: Extract<Strategy, { kind: 'fixed-mix' }>, { window }: Window): Plan {
  const first = strategicWeights(strategy.policy);
  const { rebalance } = strategy;
  if (rebalance.rule === 'none') return { first, orders: NO_ORDERS, threshold: null };
  if (rebalance.rule === 'calendar') {
    const rows = periodEnds(window.grid.dates, rebalance.every);
    return { first, orders: { rows, weights: new Array<Float64Array>(rows.length).fill(first) }, threshold: null };
  }
  const checked = new Set(periodEnds(window.grid.dates, rebalance.check));
  const isChecked = rebalance.check === 'every-row' ? () => true : (row: number) => checked.has(row);
  return { first, orders: NO_ORDERS, threshold: { rule: rebalance, isChecked } };
}

function modelPlan(strategy: Extract<Strategy, { kind: 'model' }>, { signals, window, offset }: Window): Result<Plan, ModelRefusal> {
  const run = runModel(signals, strategy.policy, strategy.model);
  if (!run.ok) return run;
  const [rows, weights]: [number[], ArrayLike<number>[]] = [[], []];
  const lastRow = window.grid.dates.length - 1;
  for (let index = 0; index < run.value.rows.length; index += 1) {
    const row = run.value.rows[index] - offset;
    if (row < 0 || row >= lastRow || run.value.order(index) === null) continue;
    rows.push(row);
    weights.push(run.value.target(index));
  }
  return ok({ first: strategy.model.beginsWith === 'policy' ? strategicWeights(strategy.policy) : null, orders: { rows, weights }, threshold: null });
}

/** The trades one by one: the first purchase, if there is one, and then the orders as they were decided. */
function executionsOf({ trades, orders }: Simulation, first: ArrayLike<number> | null, lag: number, dates: readonly IsoDate[]): readonly Execution[] {
  return Array.from(trades.traded, (traded, k): Execution => {
    const order = first ? k - 1 : k;
    const decidedRow = first && order < 0 ? null : orders.rows[order];
    const row = decidedRow === null ? 0 : decidedRow + lag;
    const weights = Array.from(first && order < 0 ? first : orders.weights[order]);
    return { row, decidedRow, date: dates[row], weights, valueBefore: trades.valueBefore[k], traded, cost: trades.cost[k] };
  });
}

function accountOf({ nav, shares, flowCosts }: Simulation, flows: readonly RowFlow[], periodsPerYear: number): Account | null {
  if (!shares) return null;
  const last = nav.length - 1;
  const rate = moneyWeightedReturn({ initial: 1, flows, finalValue: shares[last] * nav[last], rows: nav.length, periodsPerYear });
  return { shares, flowCosts, moneyWeightedReturn: rate };
}

function resultOf({ name, policy, kind }: Strategy, { first, lag, flows }: SimulationInput, simulation: Simulation, { window: { grid } }: Window): StrategyResult {
  const { nav, trades, orders } = simulation;
  const years = (nav.length - 1) / grid.periodsPerYear;
  let executions: readonly Execution[] | null = null;
  return {
    name,
    policy,
    isFixedMix: kind === 'fixed-mix',
    nav,
    orders: orders.rows.length,
    // Made when they are asked for: a sweep over hundreds of variants reads their figures and never their trades.
    get executions() {
      return (executions ??= executionsOf(simulation, first, lag, grid.dates));
    },
    turnoverAnnual: turnoverAnnual(trades, years) ?? 0,
    costAnnual: costAnnual(trades, years) ?? 0,
    account: accountOf(simulation, flows, grid.periodsPerYear),
  };
}

function runStrategy(strategy: Strategy, rows: Window, spec: BacktestSpec, flows: readonly RowFlow[]): Result<StrategyResult, BacktestRefusal> {
  const { grid } = rows.window;
  const columns = policyColumns(grid, strategy.policy);
  if (!columns.ok) return columns;
  const plan = strategy.kind === 'fixed-mix' ? ok(fixedMixPlan(strategy, rows)) : modelPlan(strategy, rows);
  if (!plan.ok) return plan;
  const cashIndex = cashIndexOf(strategy.policy);
  const input: SimulationInput = {
    ...plan.value,
    rows: grid.dates.length,
    columns: columns.value.map((column) => grid.levels[column]),
    cash: grid.cashLevel,
    cashIndex,
    costRates: costRates(strategy.policy.lines.map((line) => line.costBps), cashIndex),
    feePerRow: spec.feeAnnual / grid.periodsPerYear,
    lag: spec.executionLag,
    flows,
    onOrder: spec.onOrder,
  };
  const simulation = simulate(input);
  return simulation.ok ? ok(resultOf(strategy, input, simulation.value, rows)) : simulation;
}

/**
 * Runs the strategies of a spec over one window. The same fold that decides live decides here.
 *
 * Orders are those of decisions made on rows of the window, never on its last row. Refuses `averaged-prices`
 * (averaged prices with a lag of 0), `empty-window`, `bad-lag`, `bad-flow` (a flow outside the window), `overdrawn`, and
 * whatever a model refuses.
 */
export function runBacktest(history: History, spec: BacktestSpec): Result<BacktestResult, BacktestRefusal> {
  const rows = windowOf(history, spec);
  if (!rows.ok) return rows;
  const { grid } = rows.value.window;
  const flows = flowRows(grid.dates, spec.flows ?? []);
  if (!flows.ok) return flows;
  const results: StrategyResult[] = [];
  for (const strategy of spec.strategies) {
    const result = runStrategy(strategy, rows.value, spec, flows.value);
    if (!result.ok) return result;
    results.push(result.value);
  }
  const cashReturns = grid.cashLevel ? simpleReturns(grid.cashLevel) : new Float64Array(grid.dates.length - 1);
  return ok({ dates: grid.dates, periodsPerYear: grid.periodsPerYear, cashReturns, strategies: results });
}
