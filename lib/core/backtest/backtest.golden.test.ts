import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../base/iso-date';
import { createHistory } from '../market/history';
import { gtaa5Model } from '../models/gtaa5/gtaa5';
import { simpleReturns } from '../series/returns';
import { cagr } from '../stats/cagr';
import { maxDrawdown } from '../stats/drawdown';
import { volatility } from '../stats/volatility';
import { expectClose } from '../testing/expect-close';
import { policyOf } from '../testing/policies';
import { readGolden, simulatedGrid } from '../testing/simulated-market';
import { runBacktest } from './run-backtest';
import type { Strategy } from './spec';

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
const golden = readGolden<Golden>('loop');
const history = createHistory(simulatedGrid(['EQ1', 'EQ2', 'BOND', 'GOLD']), []);

function strategyOf(kind: 'fixed' | 'trend', costBps: number): Strategy {
  const policy = policyOf(['EQ1', 'EQ2', 'BOND', 'GOLD'].map((asset) => [asset, 'other', golden.mix[asset]] as const), { costBps });
  return kind === 'fixed'
    ? { kind: 'fixed-mix', name: kind, policy, rebalance: { rule: 'calendar', every: 'month-end' } }
    : { kind: 'model', name: kind, policy, model: gtaa5Model({ months: golden.months }) };
}

describe('the loop against a plain computation in Python', () => {
  it.each(golden.cases)('$kind, lag $lag, $costBps bp, history $history', (expected) => {
    const { start, end } = golden;
    const spec = { start, end, history: expected.history, executionLag: expected.lag, feeAnnual: expected.fee, strategies: [strategyOf(expected.kind, expected.costBps)] };
    const result = runBacktest(history, spec);
    if (!result.ok) throw new Error(result.error.message);
    const [strategy] = result.value.strategies;
    const returns = simpleReturns(strategy.nav);
    const figures = [cagr(returns, 252), volatility(returns, 252), maxDrawdown(strategy.nav), strategy.turnoverAnnual, strategy.costAnnual] as number[];
    expect(strategy.executions).toHaveLength(expected.executions);
    expectClose(figures, [expected.cagr, expected.volAnnual, expected.maxDrawdown, expected.turnoverAnnual, expected.costAnnual], 1e-12);
    expectClose(strategy.nav.filter((_, t) => t % 97 === 0), expected.nav, 1e-12);
  });
});
