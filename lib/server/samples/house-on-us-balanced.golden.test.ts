import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../../core/base/iso-date';
import { NEVER } from '../../core/base/iso-date';
import { assetId } from '../../core/base/units';
import { runBacktest } from '../../core/backtest/run-backtest';
import { createHistory } from '../../core/market/history';
import type { HouseCase } from '../../core/testing/house-record';
import { houseRecord, runHouse } from '../../core/testing/house-record';
import { decadeRows, figuresRow, worthRow } from '../../core/testing/house-tables';
import { usBalanced } from './us-balanced';

const page = readFileSync(new URL('../../../docs/methodology/skill-or-luck.md', import.meta.url), 'utf8');
const NAME = '(d) Shiller, month averages, lag 1: drawdowns flattered';

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
