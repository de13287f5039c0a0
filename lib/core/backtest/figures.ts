import { simpleReturns } from '../series/returns';
import { cagr } from '../stats/cagr';
import { maxDrawdown } from '../stats/drawdown';
import { sampleMoments } from '../stats/moments';
import { sharpe, sharpeOf } from '../stats/sharpe';
import type { StrategyResult } from './spec';

/** The few figures by which variants of one strategy are compared. Net of costs and fee; fractions. */
export interface RunFigures {
  readonly cagr: number;
  readonly volAnnual: number;
  /** Over cash; null where nothing varies. */
  readonly sharpe: number | null;
  /** Negative, or 0. */
  readonly maxDrawdown: number;
  readonly turnoverAnnual: number;
  readonly costAnnual: number;
}

/**
 * The figures of a strategy's NAV. A run has two rows at least; with exactly two the volatility is given as 0.
 * `cash` has the returns of cash, one fewer than NAV has rows; null is 0 %.
 */
export function runFigures(
  { nav, turnoverAnnual, costAnnual }: Pick<StrategyResult, 'nav' | 'turnoverAnnual' | 'costAnnual'>,
  periodsPerYear: number,
  cash: ArrayLike<number> | null = null,
): RunFigures {
  const returns = simpleReturns(nav);
  const moments = sampleMoments(returns);
  return {
    cagr: cagr(returns, periodsPerYear) ?? 0,
    volAnnual: (moments?.deviation ?? 0) * Math.sqrt(periodsPerYear),
    sharpe: cash ? sharpe(returns, periodsPerYear, cash) : sharpeOf(moments, periodsPerYear),
    maxDrawdown: maxDrawdown(nav) ?? 0,
    turnoverAnnual,
    costAnnual,
  };
}

/** Depth of one fall as a share of another: below 1 is protection. Null where the other never fell. */
export function drawdownRatio(own: RunFigures, baseline: RunFigures | null): number | null {
  return baseline === null || baseline.maxDrawdown === 0 ? null : own.maxDrawdown / baseline.maxDrawdown;
}
