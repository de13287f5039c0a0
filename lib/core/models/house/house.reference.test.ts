import { describe, expect, it } from 'vitest';
import { runBacktest } from '../../backtest/run-backtest';
import type { AssetGroup } from '../../base/units';
import { decisions } from '../../decide';
import type { IsoDate } from '../../base/iso-date';
import { createHistory } from '../../market/history';
import { simpleReturns } from '../../series/returns';
import { cagr } from '../../stats/cagr';
import { maxDrawdown } from '../../stats/drawdown';
import { volatility } from '../../stats/volatility';
import type { Policy } from '../../targets/policy';
import { expectClose } from '../../testing/expect-close';
import { policyOf } from '../../testing/policies';
import { readGolden, simulatedGrid, simulatedObservations } from '../../testing/simulated-market';
import type { Decision } from '../decision';
import { houseModel } from './house';

interface Golden {
  readonly policy: {
    readonly weights: readonly number[];
    readonly min: readonly number[];
    readonly max: readonly number[];
    readonly groups: Readonly<Record<string, AssetGroup>>;
    readonly groupLimits: Readonly<Record<string, readonly [number, number]>>;
  };
  readonly decisions: readonly {
    readonly date: string;
    readonly order: Decision['order'];
    readonly tacticalScale: number;
    readonly dynamicScale: number;
    readonly wish: readonly number[];
    readonly legal: readonly number[];
    readonly target: readonly number[];
    readonly scores: Readonly<Record<string, number>>;
  }[];
  readonly groupLimitTargets: readonly { readonly date: string; readonly legal: readonly number[]; readonly target: readonly number[] }[];
  readonly backtests: readonly { readonly lag: number; readonly cagr: number; readonly volAnnual: number; readonly maxDrawdown: number; readonly turnoverAnnual: number }[];
}

/** Made by testing/reference/reference_house.py: everything redone at every date, limits by nested bisection. */
const golden = readGolden<Golden>('house');
const ASSETS = ['EQ1', 'EQ2', 'BOND', 'GOLD', 'BILL'];
const history = createHistory(simulatedGrid(ASSETS), simulatedObservations());

function policy(withGroupLimits: boolean): Policy {
  const { weights, min, max, groups, groupLimits } = golden.policy;
  const limits = Object.entries(groupLimits).map(([group, [low, high]]) => ({ group: group as AssetGroup, min: low, max: high }));
  return policyOf(ASSETS.map((asset, i) => [asset, groups[asset], weights[i], min[i], max[i]] as const), { cash: 'BILL', groupLimits: withGroupLimits ? limits : [] });
}

function byDate(withGroupLimits: boolean): ReadonlyMap<string, Decision> {
  const all = decisions(history.asOf('2030-01-01' as IsoDate), policy(withGroupLimits), houseModel());
  if (!all.ok) throw new Error(all.error.message);
  return new Map(all.value.map((decision) => [decision.date, decision]));
}

describe('the house model against a plain computation in Python', () => {
  it('scores, scales, wishes, legal weights, targets and orders agree to 1e-9', () => {
    const own = byDate(false);
    for (const expected of golden.decisions) {
      const decision = own.get(expected.date) as Decision;
      const scores = Object.fromEntries(decision.readings.map(({ asset, indicator, score }) => [`${asset}.${indicator}`, score]));
      const names = Object.keys(expected.scores).sort();
      expect(Object.keys(scores).sort()).toEqual(names);
      expectClose(names.map((name) => scores[name]), names.map((name) => expected.scores[name]), 1e-9);
      expectClose([decision.tacticalScale, decision.dynamicScale], [expected.tacticalScale, expected.dynamicScale], 1e-9);
      expectClose(decision.wish, expected.wish, 1e-9);
      expectClose(decision.legal, expected.legal, 1e-9);
      expectClose(decision.target, expected.target, 1e-9);
      expect(decision.order).toBe(expected.order);
    }
  });

  it('group limits give the weights of nested bisection', () => {
    const own = byDate(true);
    for (const expected of golden.groupLimitTargets) {
      const decision = own.get(expected.date) as Decision;
      expectClose(decision.legal, expected.legal, 1e-9);
      expectClose(decision.target, expected.target, 1e-9);
    }
  });

  it.each(golden.backtests)('the backtest with lag $lag agrees', (expected) => {
    const strategies = [{ kind: 'model', name: 'house', policy: policy(false), model: houseModel() }] as const;
    const result = runBacktest(history, { start: null, end: null, history: 'all', executionLag: expected.lag, feeAnnual: 0, strategies });
    if (!result.ok) throw new Error(result.error.message);
    const [{ nav, turnoverAnnual }] = result.value.strategies;
    const returns = simpleReturns(nav);
    const figures = [cagr(returns, 252), volatility(returns, 252), maxDrawdown(nav), turnoverAnnual] as number[];
    expectClose(figures, [expected.cagr, expected.volAnnual, expected.maxDrawdown, expected.turnoverAnnual], 1e-9);
  });
});
