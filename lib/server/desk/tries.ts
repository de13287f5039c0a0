import type { Json, TrialConditions, TrialSpec } from '../../core/backtest/trial-key';
import type { Trial } from '../../core/backtest/trial-registry';
import type { Policy } from '../../core/targets/policy';
import { simpleReturns } from '../../core/series/returns';
import { sharpe } from '../../core/stats/sharpe';
import { paramsOf } from './model-of';
import { lagOf, type Desk } from './open-desk';

/** Ratio of a wealth series over cash, per period: what the registry keeps of a run. */
export const sharpePerPeriodOf = (nav: Float64Array, cashReturns: Float64Array): number | null => sharpe(simpleReturns(nav), 1, cashReturns);

/** What a run of a policy traded under, as the registry tells one try from another; a model has no rule of rebalancing of its own. */
export function conditionsOfTry({ lines }: Policy, executionLag: number, rebalancing: TrialConditions['rebalancing'] = null): TrialConditions {
  return { costBps: Object.fromEntries(lines.map(({ asset, costBps }) => [asset, costBps])), executionLag, rebalancing };
}

/** A run of the policy's model with some parameters set otherwise, as the registry counts it. */
export function tryOf(desk: Desk, window: TrialSpec['window'], overrides: Readonly<Record<string, unknown>>, sharpePerPeriod: number | null): Trial {
  const { policyVersion, view } = desk;
  const { slug, version } = policyVersion.model;
  const params = paramsOf(policyVersion, overrides) as { readonly [name: string]: Json };
  return {
    spec: { model: { slug, version }, params, universe: policyVersion.policy.lines.map(({ asset }) => asset), window, conditions: conditionsOfTry(policyVersion.policy, lagOf(desk)) },
    sharpePerPeriod,
    periodsPerYear: view.grid.periodsPerYear,
  };
}
