import { assert } from '../base/assert';
import type { Result } from '../base/result';
import { ok } from '../base/result';
import type { History } from '../market/history';
import type { RunFigures } from './figures';
import { drawdownRatio, runFigures } from './figures';
import type { BacktestRefusal } from './run-backtest';
import { runBacktest } from './run-backtest';
import { computedOnce, shiftedModel } from './shifted-model';
import type { BacktestResult, BacktestSpec, Strategy, StrategyResult } from './spec';

export type ModelStrategy = Extract<Strategy, { readonly kind: 'model' }>;

interface TimedRun {
  readonly figures: RunFigures;
  /** Max drawdown over the baseline's; null without a baseline, or one that never fell. */
  readonly drawdownRatio: number | null;
  readonly nav: Float64Array;
}

/** What someone could have done: the decisions acted on when made, or later. */
export interface CausalPoint extends TimedRun {
  readonly kind: 'as-decided' | 'late';
  readonly months: number;
}

/** What nobody could have done: acting before the decision. A yardstick for the fan, never evidence for a model. */
export interface HindsightPoint extends TimedRun {
  readonly kind: 'hindsight';
  /** Negative. */
  readonly months: number;
}

export type TimingPoint = CausalPoint | HindsightPoint;

export interface TimingLabInput {
  /** Window, lag and fee; the lag is what "as decided" means. */
  readonly conditions: Omit<BacktestSpec, 'strategies'>;
  readonly strategy: ModelStrategy;
  /** The mix that drawdowns are compared with, never shifted; usually the strategic one. */
  readonly baseline: Strategy | null;
  /** Whole months; −6 to +6 unless said otherwise. */
  readonly shiftsMonths?: readonly number[];
}

export interface TimingLab {
  readonly baseline: RunFigures | null;
  /** In the order of the shifts. */
  readonly points: readonly TimingPoint[];
}

export const DEFAULT_SHIFTS: readonly number[] = [-6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6];

/** The words beside a point, so that hindsight is never shown without being called so. */
export function timingLabel({ kind, months }: Pick<TimingPoint, 'kind' | 'months'>): string {
  const count = `${Math.abs(months)} ${Math.abs(months) === 1 ? 'month' : 'months'}`;
  if (kind === 'hindsight') return `${count} early (hindsight: nobody could have known)`;
  return kind === 'late' ? `${count} late` : 'as decided';
}

function pointOf(run: StrategyResult, months: number, { periodsPerYear, cashReturns }: BacktestResult, baseline: RunFigures | null): TimingPoint {
  const figures = runFigures(run, periodsPerYear, cashReturns);
  const timed = { months, figures, drawdownRatio: drawdownRatio(figures, baseline), nav: run.nav };
  return months < 0 ? { kind: 'hindsight', ...timed } : { kind: months === 0 ? 'as-decided' : 'late', ...timed };
}

/**
 * What if every decision had been acted on some months later, or earlier? Too early gives up return, too late is fully
 * exposed: a model whose protection vanishes with one month's delay owes it to luck.
 *
 * The weights are computed once, with what was known at each decision, and only their execution moves, on top of the
 * run's own lag. A shift of 0 is the run itself, to the last digit. Until the first shifted order the strategy holds what
 * it begins with. Refuses what the backtest refuses.
 */
export function timingLab(history: History, input: TimingLabInput): Result<TimingLab, BacktestRefusal> {
  const shifts = input.shiftsMonths ?? DEFAULT_SHIFTS;
  assert(shifts.every(Number.isInteger), 'decisions are shifted by whole months');
  const model = computedOnce(input.strategy.model);
  const shifted = shifts.map((months): Strategy => ({ ...input.strategy, model: shiftedModel(model, months) }));
  const run = runBacktest(history, { ...input.conditions, strategies: input.baseline ? [...shifted, input.baseline] : shifted });
  if (!run.ok) return run;
  const { strategies, periodsPerYear, cashReturns } = run.value;
  const baseline = input.baseline ? runFigures(strategies[shifts.length], periodsPerYear, cashReturns) : null;
  return ok({ baseline, points: shifts.map((months, i) => pointOf(strategies[i], months, run.value, baseline)) });
}
