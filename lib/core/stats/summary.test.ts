import { describe, expect, it } from 'vitest';
import { readGolden } from '../testing/simulated-market';
import type { StatisticName } from './summary';
import { missingReason, STATISTIC_NAMES, summarize } from './summary';

interface Golden {
  readonly columns: readonly (readonly number[])[];
  readonly cash: readonly number[];
  readonly statistics: Readonly<Partial<Record<StatisticName, number>>>;
}

/** Made by testing/reference/reference_statistics.py with numpy and scipy, which shares no code with the engine. */
const golden = readGolden<Golden>('statistics');
const [benchmark, returns] = golden.columns;
const OF_A_BACKTEST = ['activeShare', 'turnoverAnnual', 'costAnnual'] as const;
const OF_A_BENCHMARK = ['trackingError', 'informationRatio', 'beta', 'alpha', 'upCapture', 'downCapture', 'hitRate'] as const;
const missing = (all: ReturnType<typeof summarize>) => STATISTIC_NAMES.filter((name) => all[name] === null);

describe('sixty months over cash and against a benchmark', () => {
  it.each(Object.entries(golden.statistics))('%s is the reference’s', (name, expected) => {
    const all = summarize({ returns, benchmark, cash: golden.cash, periodsPerYear: 12 });
    expect(Math.abs((all[name as StatisticName] as number) - (expected as number))).toBeLessThanOrEqual(1e-12);
  });

  it('the reference has every statistic of a column of returns', () => {
    expect(new Set([...Object.keys(golden.statistics), ...OF_A_BACKTEST])).toEqual(new Set(STATISTIC_NAMES));
  });
});

describe('what a summary has', () => {
  it('everything where a backtest says what it knows', () => {
    const all = summarize({ returns, benchmark, periodsPerYear: 12, activeShare: 0.3, turnoverAnnual: 0.5, costAnnual: 0.001 });
    expect(missing(all)).toEqual([]);
    expect(OF_A_BACKTEST.map((name) => all[name])).toEqual([0.3, 0.5, 0.001]);
  });

  it('without a benchmark nothing that is measured against one', () => {
    expect(new Set(missing(summarize({ returns, periodsPerYear: 12 })))).toEqual(new Set([...OF_A_BENCHMARK, ...OF_A_BACKTEST]));
  });

  it('of no returns nothing at all', () => {
    expect(missing(summarize({ returns: [], benchmark: [], periodsPerYear: 12 }))).toEqual(STATISTIC_NAMES);
  });

  it('of a single loss what needs no spread', () => {
    const all = summarize({ returns: [-0.1], periodsPerYear: 1 });
    expect([all.cumulative, all.cagr, all.maxDrawdown, all.ulcer, all.pain, all.cdar95]).toEqual([-0.1, -0.1, -0.1, 0.1, 0.1, -0.1].map((x) => expect.closeTo(x, 12) as number));
    expect([all.volAnnual, all.sharpe, all.skewness, all.excessKurtosis, all.timeUnderWater]).toEqual([null, null, null, null, 1]);
  });
});

describe('why a statistic is missing', () => {
  const OF_TRADES = 'needs weights and trades, which a column of returns does not have';

  it.each(OF_A_BACKTEST)('%s is of weights and trades, whatever the benchmark', (name) => {
    expect(missingReason(name, 60, true)).toBe(OF_TRADES);
  });

  it.each(['turnoverAnnual', 'costAnnual'] as const)('%s asks for no benchmark and no length', (name) => {
    expect(missingReason(name, 0, false)).toBe(OF_TRADES);
  });

  it.each(OF_A_BENCHMARK)('%s needs a benchmark first, then two periods', (name) => {
    expect([missingReason(name, 60, false), missingReason(name, 1, true)]).toEqual(['needs a benchmark', 'needs 2 periods, has 1']);
  });

  it.each(['sortino', 'calmar', 'martin', 'omega', 'downCapture'] as const)('%s needs a fall', (name) => {
    expect(missingReason(name, 2, true)).toBe('nothing fell, so there is nothing to divide by');
  });

  it.each(['sharpe', 'skewness', 'excessKurtosis', 'beta', 'informationRatio'] as const)('%s needs returns that vary', (name) => {
    expect(missingReason(name, 2, true)).toBe('the returns do not vary');
  });
});
