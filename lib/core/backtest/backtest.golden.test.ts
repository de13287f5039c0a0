import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../base/iso-date';
import { createHistory, type History } from '../market/history';
import { gtaa5Model } from '../models/gtaa5/gtaa5';
import { simpleReturns } from '../series/returns';
import { cagr } from '../stats/cagr';
import { maxDrawdown } from '../stats/drawdown';
import { volatility } from '../stats/volatility';
import { expectClose } from '../testing/expect-close';
import { policyOf } from '../testing/policies';
import { hasRealData, realGrid } from '../testing/real-data';
import { readGolden, simulatedGrid } from '../testing/simulated-market';
import { runBacktest } from './run-backtest';
import type { Strategy, StrategyResult } from './spec';

interface Golden {
  readonly start: IsoDate;
  readonly end: IsoDate;
  readonly months: number;
  readonly mix: Readonly<Record<string, number>>;
  readonly cases: readonly {
    readonly kind: 'fixed' | 'trend';
    readonly lag: number;
    readonly costBps: number;
    readonly history: 'all' | 'from-start';
    readonly fee: number;
    readonly cagr: number;
    readonly volAnnual: number;
    readonly maxDrawdown: number;
    readonly turnoverAnnual: number;
    readonly costAnnual: number;
    readonly executions: number;
    readonly nav: readonly number[];
  }[];
}

/** Made by testing/reference/reference_loop.py, which shares no code with the engine. */
const simulated = readGolden<Golden>('loop');
const funds = readGolden<Golden>('loop-funds');

function strategyOf({ mix, months }: Golden, kind: 'fixed' | 'trend', costBps: number): Strategy {
  const policy = policyOf(Object.entries(mix).map(([asset, weight]) => [asset, 'other', weight] as const), { costBps });
  return kind === 'fixed'
    ? { kind: 'fixed-mix', name: kind, policy, rebalance: { rule: 'calendar', every: 'month-end' } }
    : { kind: 'model', name: kind, policy, model: gtaa5Model({ months }) };
}

function expectCase(golden: Golden, history: History, expected: Golden['cases'][number], tolerance: number): StrategyResult {
  const { start, end } = golden;
  const spec = { start, end, history: expected.history, executionLag: expected.lag, feeAnnual: expected.fee, strategies: [strategyOf(golden, expected.kind, expected.costBps)] };
  const result = runBacktest(history, spec);
  if (!result.ok) throw new Error(result.error.message);
  const [strategy] = result.value.strategies;
  const returns = simpleReturns(strategy.nav);
  const figures = [cagr(returns, 252), volatility(returns, 252), maxDrawdown(strategy.nav), strategy.turnoverAnnual, strategy.costAnnual] as number[];
  expect(strategy.executions).toHaveLength(expected.executions);
  expectClose(figures, [expected.cagr, expected.volAnnual, expected.maxDrawdown, expected.turnoverAnnual, expected.costAnnual], tolerance);
  return strategy;
}

describe('the loop against a plain computation in Python', () => {
  const history = createHistory(simulatedGrid(Object.keys(simulated.mix)), []);
  it.each(simulated.cases)('$kind, lag $lag, $costBps bp, history $history', (expected) => {
    const strategy = expectCase(simulated, history, expected, 1e-12);
    expectClose(strategy.nav.filter((_, t) => t % 97 === 0), expected.nav, 1e-12);
  });
});

describe.runIf(hasRealData)('the loop on real funds against the same plain computation', () => {
  const history = hasRealData ? createHistory(realGrid('etf-daily-adjclose.csv', Object.keys(funds.mix), 'SHY', 252), []) : null;
  it.each(funds.cases)('$kind, lag $lag, $costBps bp, history $history', (expected) => {
    if (!history) throw new Error('the folder of real data went away');
    expectCase(funds, history, expected, 1e-9);
  });
});
