import type { Refusal, Result } from '../base/result';
import { ok } from '../base/result';
import type { History } from '../market/history';
import type { RunFigures } from './figures';
import { drawdownRatio, runFigures } from './figures';
import type { BacktestRefusal } from './run-backtest';
import { runBacktest } from './run-backtest';
import type { BacktestSpec, Strategy } from './spec';

/** A parameter and the values tried for it. */
export type Axis<Params> = { readonly [Name in keyof Params & string]: { readonly name: Name; readonly values: readonly Params[Name][] } }[keyof Params & string];

export interface NeighbourhoodInput<Params extends object> {
  readonly conditions: Omit<BacktestSpec, 'strategies'>;
  readonly base: Params;
  /** Every combination of the values of all axes is run; two axes make a heat map. */
  readonly axes: readonly Axis<Params>[];
  readonly strategyOf: (params: Params) => Strategy;
  readonly baseline: Strategy | null;
}

/** One place of the map. */
export type Neighbour<Params> =
  | { readonly params: Params; readonly place: readonly number[]; readonly figures: RunFigures; readonly drawdownRatio: number | null }
  | { readonly params: Params; readonly place: readonly number[]; readonly refusal: Refusal<BacktestRefusal> };

export interface Neighbourhood<Params> {
  readonly base: { readonly figures: RunFigures; readonly drawdownRatio: number | null };
  /** The last axis runs fastest; `place` has the index of the value on each axis. */
  readonly cells: readonly Neighbour<Params>[];
}

const HALF_TO_ONE_AND_A_HALF = [0.5, 0.75, 1, 1.25, 1.5] as const;

/** A number and its neighbours: multiples of it, from half to one and a half unless said otherwise. */
export function multiplesOf(value: number, factors: readonly number[] = HALF_TO_ONE_AND_A_HALF): readonly number[] {
  return factors.map((factor) => factor * value);
}

function combinations<Params>(axes: readonly Axis<Params>[]): readonly (readonly number[])[] {
  return axes.reduce<readonly (readonly number[])[]>((places, { values }) => places.flatMap((place) => values.map((_, i) => [...place, i])), [[]]);
}

function paramsAt<Params extends object>(base: Params, axes: readonly Axis<Params>[], place: readonly number[]): Params {
  return { ...base, ...Object.fromEntries(axes.map(({ name, values }, axis) => [name, values[place[axis]]])) };
}

function figuresOf(history: History, conditions: Omit<BacktestSpec, 'strategies'>, strategy: Strategy): Result<RunFigures, BacktestRefusal> {
  const run = runBacktest(history, { ...conditions, strategies: [strategy] });
  return run.ok ? ok(runFigures(run.value.strategies[0], run.value.periodsPerYear, run.value.cashReturns)) : run;
}

/**
 * What the neighbours of a parameter would have given. A good choice stands on a plateau: its neighbours do about as well.
 * A peak among poor neighbours was found by chance and will not be found again.
 *
 * Every combination is a backtest of its own and counts as a trial. A combination that the model or the backtest refuses
 * keeps its refusal in its place. Refuses what the base or the baseline refuses.
 */
export function parameterNeighbourhood<Params extends object>(history: History, input: NeighbourhoodInput<Params>): Result<Neighbourhood<Params>, BacktestRefusal> {
  const { conditions, base, axes, strategyOf } = input;
  const baseline = input.baseline ? figuresOf(history, conditions, input.baseline) : ok(null);
  if (!baseline.ok) return baseline;
  const own = figuresOf(history, conditions, strategyOf(base));
  if (!own.ok) return own;
  const cells = combinations(axes).map((place): Neighbour<Params> => {
    const params = paramsAt(base, axes, place);
    const run = figuresOf(history, conditions, strategyOf(params));
    return run.ok ? { params, place, figures: run.value, drawdownRatio: drawdownRatio(run.value, baseline.value) } : { params, place, refusal: run.error };
  });
  return ok({ base: { figures: own.value, drawdownRatio: drawdownRatio(own.value, baseline.value) }, cells });
}
