import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../../core/base/iso-date';
import { NEVER } from '../../core/base/iso-date';
import { assetId } from '../../core/base/units';
import { runFigures } from '../../core/backtest/figures';
import { runBacktest } from '../../core/backtest/run-backtest';
import { decisions } from '../../core/decide';
import { createHistory } from '../../core/market/history';
import { houseModel } from '../../core/models/house/house';
import { expectClose } from '../../core/testing/expect-close';
import type { HouseCase } from '../../core/testing/house-record';
import { houseRecord, runHouse } from '../../core/testing/house-record';
import { decadeRows, figuresRow, worthRow } from '../../core/testing/house-tables';
import { readGolden } from '../../core/testing/simulated-market';
import { usBalanced } from './us-balanced';

const page = readFileSync(new URL('../../../docs/methodology/skill-or-luck.md', import.meta.url), 'utf8');
const NAME = '(d) Shiller, month averages, lag 1: drawdowns flattered';

interface Figures {
  readonly cagr: number;
  readonly volAnnual: number;
  readonly maxDrawdown: number;
  readonly turnoverAnnual: number;
}

/** Made by core/testing/reference/reference_house_shiller.py from the package's file, sharing no code with the engine or the sample. */
const golden = readGolden<{ readonly orders: number; readonly strategic: Figures; readonly house: Figures; readonly targets: readonly (readonly [string, readonly number[]])[] }>('house-shiller');

/** Stocks, ten-year Treasuries and cash at 0 % since 1871 as the sample desk has them, traded a month after the decision at 10 bp. */
function shillerCase(): HouseCase {
  const sample = usBalanced();
  const levels = sample.assets.map(({ totalReturn }) => Float64Array.from(totalReturn));
  const grid = {
    dates: sample.dates,
    assets: sample.assets.map(({ code }) => assetId(code)),
    levels,
    cashLevel: levels[sample.assets.findIndex(({ code }) => code === sample.cashAsset)],
    periodsPerYear: sample.periodsPerYear,
    sampling: sample.sampling,
  };
  const observations = sample.observations.map(({ seriesId, period, value, releaseDate }) => ({ seriesId, period, value, knownAt: releaseDate ?? NEVER }));
  return {
    history: createHistory(grid, observations),
    policy: { lines: sample.policy.map((line) => ({ ...line, asset: assetId(line.asset) })), cashAsset: assetId(sample.cashAsset), groupLimits: [] },
    conditions: { start: null, end: null, history: 'all', executionLag: 1, feeAnnual: 0 },
  };
}

describe('the house model on the sample of US stocks and bonds', () => {
  it('earns what a plain computation in Python says, with as many orders', () => {
    const { strategies, periodsPerYear } = runHouse(shillerCase());
    const figures = strategies.map((strategy) => runFigures(strategy, periodsPerYear));
    const inOrder = ({ cagr, volAnnual, maxDrawdown, turnoverAnnual }: Figures) => [cagr, volAnnual, maxDrawdown, turnoverAnnual];
    expectClose(figures.flatMap(inOrder), [golden.strategic, golden.house].flatMap(inOrder), 1e-9);
    expect(strategies[1].orders).toBe(golden.orders);
  });

  it('aims every September at the weights of that computation', () => {
    const { history, policy } = shillerCase();
    const found = decisions(history.asOf(NEVER), policy, houseModel());
    if (!found.ok) throw new Error(found.error.message);
    const targets = new Map(found.value.map(({ date, target }) => [date as string, target]));
    for (const [date, target] of golden.targets) expectClose(targets.get(date) ?? [], target, 1e-9);
  });

  it('has the record that the page on skill or luck states', () => {
    const record = houseRecord(shillerCase());
    expect(page).toContain(figuresRow(NAME, record));
    expect(page).toContain(worthRow(NAME, record));
  });

  it('costs money in calm decades and earns it in bad ones, as the page states', () => {
    expect(page).toContain(decadeRows(runHouse(shillerCase())).join('\n'));
  });

  it('may not trade a month’s average in that month', () => {
    const { history, policy, conditions } = shillerCase();
    const strategies = [{ kind: 'fixed-mix', name: 'strategic', policy, rebalance: { rule: 'none' } }] as const;
    const run = runBacktest(history, { ...conditions, start: '1871-01-31' as IsoDate, executionLag: 0, strategies });
    expect(run.ok ? null : run.error.kind).toBe('averaged-prices');
  });
});
