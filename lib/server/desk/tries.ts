import type { Json, TrialSpec } from '../../core/backtest/trial-key';
import type { Trial } from '../../core/backtest/trial-registry';
import { simpleReturns } from '../../core/series/returns';
import { sharpe } from '../../core/stats/sharpe';
import { paramsOf } from './model-of';
import type { Desk } from './open-desk';

/** Ratio of a wealth series over cash, per period: what the registry keeps of a run. */
export const sharpePerPeriodOf = (nav: Float64Array, cashReturns: Float64Array): number | null => sharpe(simpleReturns(nav), 1, cashReturns);

/** A run of the portfolio's model with some parameters set otherwise, as the registry counts it. */
export function tryOf({ portfolio, policyVersion, view }: Desk, window: TrialSpec['window'], overrides: Readonly<Record<string, unknown>>, sharpePerPeriod: number | null): Trial {
  const { slug, version } = portfolio.model;
  const params = paramsOf(portfolio, overrides) as { readonly [name: string]: Json };
  return {
    spec: { model: { slug, version }, params, universe: policyVersion.policy.lines.map(({ asset }) => asset), window },
    sharpePerPeriod,
    periodsPerYear: view.grid.periodsPerYear,
  };
}
