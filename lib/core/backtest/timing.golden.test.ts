import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lastDayOfMonth } from '../base/iso-date';
import { assetId } from '../base/units';
import { createHistory } from '../market/history';
import { simpleReturns, wealthOf } from '../series/returns';
import { bootstrap } from '../stats/block-bootstrap';
import { maxDrawdown } from '../stats/drawdown';
import type { TimedOrder } from '../stats/early-late';
import { episodeTiming } from '../stats/early-late';
import { byDepth, drawdownEpisodes } from '../stats/episodes';
import { createRandom } from '../stats/random';
import { quantile } from '../stats/tail';
import { expectClose } from '../testing/expect-close';
import { FUND_CONDITIONS, fundHistory, houseOnFunds, STRATEGIC_ON_FUNDS } from '../testing/house-on-funds';
import { policyOf } from '../testing/policies';
import { hasRealData } from '../testing/real-data';
import { runBacktest } from './run-backtest';
import { timingLab } from './timing-lab';
import { tradeDayDispersion } from './trade-day-dispersion';

const BENCH = new URL('../../../../shared/bench/', import.meta.url);
const hasBench = existsSync(BENCH);
if (!hasBench) console.info('No ../shared/bench beside the checkout: the comparison of the bootstrap with a C program is skipped.');

describe.runIf(hasRealData)('the house model on seven funds', () => {
  const lab = () => {
    const found = timingLab(fundHistory(), { conditions: FUND_CONDITIONS, strategy: houseOnFunds(), baseline: STRATEGIC_ON_FUNDS });
    if (!found.ok) throw new Error(found.error.message);
    return found.value;
  };

  it('up to three months late keeps its drawdown at most 0.60 of the strategic mix’s', () => {
    const late = lab().points.filter(({ months }) => months >= 1 && months <= 3);
    expectClose(late.map(({ drawdownRatio }) => drawdownRatio as number), [0.5525, 0.5653, 0.5552], 5e-5);
    late.forEach(({ drawdownRatio }) => expect(drawdownRatio).toBeLessThanOrEqual(0.6));
  });

  it('a month of foresight would be worth more than any rule, and none of it can be had', () => {
    const { points } = lab();
    expect(points.map(({ months, figures }) => [months, (100 * figures.cagr).toFixed(1)])).toEqual(
      [11.4, 12.0, 12.9, 12.9, 12.1, 10.2, 7.5, 7.4, 7.4, 7.5, 7.2, 7.0, 7.1].map((cagr, i) => [i - 6, cagr.toFixed(1)]),
    );
    expectClose(points.map(({ drawdownRatio }) => drawdownRatio as number), [0.497, 0.4485, 0.3878, 0.3526, 0.339, 0.3504, 0.425, 0.5525, 0.5653, 0.5552, 0.5387, 0.5836, 0.5625], 5.1e-5);
    expect(points.filter(({ kind }) => kind === 'hindsight')).toHaveLength(6);
  });

  it('leaves early or late, and always comes back late', () => {
    const run = runBacktest(fundHistory(), { ...FUND_CONDITIONS, strategies: [STRATEGIC_ON_FUNDS, houseOnFunds()] });
    if (!run.ok) throw new Error(run.error.message);
    const [strategic, house] = run.value.strategies;
    const orders = house.executions.map(({ row, weights }) => ({ row, equityWeight: weights[0] + weights[1] }));
    const falls = byDepth(drawdownEpisodes(strategic.nav)).slice(0, 6);
    const timed = falls.map((fall) => episodeTiming({ strategic: strategic.nav, mix: house.nav, strategicEquity: 0.55, orders }, fall));
    const row = (order: TimedOrder | null | undefined) => (order ? [order.rowsLate, Math.round(order.returnDifference * 10_000)] : null);
    expect(timed.map((timing) => [row(timing?.exit), row(timing?.reentry)])).toEqual([
      [[-74, -190], [80, -2007]],
      [[8, 13], [92, -1076]],
      [[44, -45], [74, -610]],
      [[50, -81], [83, -340]],
      [[194, -88], [87, -620]],
      [null, null],
    ]);
  });

  it('as decided is the backtest, to the last digit', () => {
    const run = runBacktest(fundHistory(), { ...FUND_CONDITIONS, strategies: [STRATEGIC_ON_FUNDS, houseOnFunds()] });
    const point = lab().points[6];
    expect(point).toMatchObject({ kind: 'as-decided', months: 0 });
    expect(run.ok && run.value.strategies[1].nav).toEqual(point.nav);
  });

  it('traded on any of the month’s days, it lies within half a point of CAGR', () => {
    const days = tradeDayDispersion(fundHistory(), { conditions: FUND_CONDITIONS, strategy: houseOnFunds() });
    if (!days.ok) throw new Error(days.error.message);
    expect(days.value.runs).toHaveLength(21);
    expect(days.value.cagr.range).toBeLessThan(0.005);
    expect(days.value.maxDrawdown.lowest / -0.3840415108).toBeLessThan(0.6);
  });
});

/** A binary file of numbers in the order of this machine's memory; the bench files are little-endian. */
function readNumbers<T>(file: string, view: new (buffer: ArrayBuffer) => T): T {
  const bytes = readFileSync(new URL(`data/${file}`, BENCH));
  return new view(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
}

describe.runIf(hasBench)('the bootstrap of a fixed mix over 150 years', () => {
  it('has the quantiles of drawdown that a C program finds with the same random numbers', () => {
    const [levels, months] = [readNumbers('monthly_5.f64', Float64Array), readNumbers('monthly_month.i32', Int32Array)];
    const assets = ['A1', 'A2', 'A3', 'A4', 'A5'];
    const grid = {
      dates: Array.from(months, (month) => lastDayOfMonth(month)),
      assets: assets.map(assetId),
      levels: assets.map((_, a) => Float64Array.from(months, (__, t) => levels[t * assets.length + a])),
      cashLevel: null,
      periodsPerYear: 12,
      sampling: 'end' as const,
    };
    const policy = policyOf([0.35, 0.15, 0.1, 0.3, 0.1].map((weight, a) => [assets[a], 'other', weight] as const));
    const strategies = [{ kind: 'fixed-mix', name: 'mix', policy, rebalance: { rule: 'calendar', every: 'month-end' } }] as const;
    const run = runBacktest(createHistory(grid, []), { start: null, end: null, history: 'all', executionLag: 0, feeAnnual: 0, strategies });
    if (!run.ok) throw new Error(run.error.message);
    const returns = simpleReturns(run.value.strategies[0].nav);
    const depths = bootstrap([returns], { random: createRandom(12345), meanBlock: 12, rows: 360, paths: 2000 }, ([path]) => maxDrawdown(wealthOf(path)));
    const lines = readFileSync(new URL('expected.jsonl', BENCH), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { w: string; q?: number[] });
    const expected = lines.find(({ w }) => w === 'W5q')?.q as number[];
    expectClose([0.05, 0.25, 0.5, 0.75, 0.95].map((q) => quantile(depths, q) as number), expected, 1e-13);
  });
});
