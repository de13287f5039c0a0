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
import type { BacktestResult, BacktestSpec, Strategy, StrategyResult } from './spec';
import type { Simulation, SimulationInput } from './simulate';
import { simulate } from './simulate';

export type BacktestRefusal = ModelRefusal | 'averaged-prices' | 'empty-window' | 'bad-lag';

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

function fixedMixPlan(strategy: Extract<Strategy, { kind: 'fixed-mix' }>, { window }: Window): Plan {
  const first = strategicWeights(strategy.policy);
  const { rebalance } = strategy;
  if (rebalance.rule === 'none') return { first, orders: new Map(), threshold: null };
  if (rebalance.rule === 'calendar') {
    const rows = periodEnds(window.grid.dates, rebalance.every);
    return { first, orders: new Map(Array.from(rows, (row) => [row, first])), threshold: null };
  }
  const checked = new Set(periodEnds(window.grid.dates, rebalance.check));
  const isChecked = rebalance.check === 'every-row' ? () => true : (row: number) => checked.has(row);
  return { first, orders: new Map(), threshold: { rule: rebalance, isChecked } };
}

function modelPlan(strategy: Extract<Strategy, { kind: 'model' }>, { signals, window, offset }: Window): Result<Plan, ModelRefusal> {
  const run = runModel(signals, strategy.policy, strategy.model);
  if (!run.ok) return run;
  const orders = new Map<number, ArrayLike<number>>();
  const lastRow = window.grid.dates.length - 1;
  for (let index = 0; index < run.value.rows.length; index += 1) {
    const row = run.value.rows[index] - offset;
    if (row >= 0 && row < lastRow && run.value.order(index) !== null) orders.set(row, run.value.target(index));
  }
  return ok({ first: strategy.model.beginsWith === 'policy' ? strategicWeights(strategy.policy) : null, orders, threshold: null });
}

function resultOf({ name, policy, kind }: Strategy, { nav, trades, orders }: Simulation, { window }: Window): StrategyResult {
  const years = (nav.length - 1) / window.grid.periodsPerYear;
  return {
    name,
    policy,
    isFixedMix: kind === 'fixed-mix',
    nav,
    orders,
    executions: trades.map((trade) => ({ ...trade, date: window.grid.dates[trade.row] })),
    turnoverAnnual: turnoverAnnual(trades, years) ?? 0,
    costAnnual: costAnnual(trades, years) ?? 0,
  };
}

function runStrategy(strategy: Strategy, rows: Window, spec: BacktestSpec): Result<StrategyResult, BacktestRefusal> {
  const { grid } = rows.window;
  const columns = policyColumns(grid, strategy.policy);
  if (!columns.ok) return columns;
  const plan = strategy.kind === 'fixed-mix' ? ok(fixedMixPlan(strategy, rows)) : modelPlan(strategy, rows);
  if (!plan.ok) return plan;
  const cashIndex = cashIndexOf(strategy.policy);
  const simulation = simulate({
    ...plan.value,
    columns: columns.value.map((column) => grid.levels[column]),
    cash: grid.cashLevel ?? new Float64Array(grid.dates.length).fill(1),
    cashIndex,
    costRates: costRates(strategy.policy.lines.map((line) => line.costBps), cashIndex),
    feePerRow: spec.feeAnnual / grid.periodsPerYear,
    lag: spec.executionLag,
  });
  return ok(resultOf(strategy, simulation, rows));
}

/**
 * Runs the strategies of a spec over one window. The same fold that decides live decides here.
 *
 * Orders are those of decisions made on rows of the window, never on its last row. Refuses `averaged-prices`
 * (averaged prices with a lag of 0), `empty-window`, `bad-lag`, and whatever a model refuses.
 */
export function runBacktest(history: History, spec: BacktestSpec): Result<BacktestResult, BacktestRefusal> {
  const rows = windowOf(history, spec);
  if (!rows.ok) return rows;
  const results: StrategyResult[] = [];
  for (const strategy of spec.strategies) {
    const result = runStrategy(strategy, rows.value, spec);
    if (!result.ok) return result;
    results.push(result.value);
  }
  const { grid } = rows.value.window;
  const cash = grid.cashLevel ?? new Float64Array(grid.dates.length).fill(1);
  return ok({ dates: grid.dates, periodsPerYear: grid.periodsPerYear, cashReturns: simpleReturns(cash), strategies: results });
}
