import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../base/iso-date';
import { assetId } from '../base/units';
import type { PriceGrid } from '../market/price-grid';
import { createHistory } from '../market/history';
import { expectClose } from '../testing/expect-close';
import { policyOf } from '../testing/policies';
import type { Flow } from './flows';
import { flowRows, moneyWeightedReturn } from './flows';
import { runBacktest } from './run-backtest';
import type { Strategy } from './spec';

const DATES = ['2024-01-30', '2024-01-31', '2024-02-28', '2024-02-29', '2024-03-01'] as IsoDate[];
const GRID: PriceGrid = { dates: DATES, assets: [assetId('A')], levels: [Float64Array.of(1, 2, 1, 2, 4)], cashLevel: null, periodsPerYear: 4, sampling: 'end' };
const day = (k: number, amount: number, through?: Flow['through']): Flow => ({ date: DATES[k], amount, through });

/** All in one asset that doubles, halves, doubles and doubles again. */
function runWith(flows: readonly Flow[], { rule = 'none' as 'none' | 'monthly', weight = 1, costBps = 0 } = {}) {
  const rebalance = rule === 'none' ? ({ rule: 'none' } as const) : ({ rule: 'calendar', every: 'month-end' } as const);
  const strategies: readonly Strategy[] = [{ kind: 'fixed-mix', name: 'all', policy: policyOf([['A', 'equity', weight]], { costBps }), rebalance }];
  return runBacktest(createHistory(GRID, []), { start: null, end: null, history: 'all', executionLag: 0, feeAnnual: 0, flows, strategies });
}

function accountWith(...args: Parameters<typeof runWith>) {
  const run = runWith(...args);
  if (!run.ok) throw new Error(run.error.message);
  const [{ nav, account }] = run.value.strategies;
  return { nav, account, shares: account?.shares ?? [], values: Array.from(account?.shares ?? [], (held, row) => held * nav[row]) };
}

describe('five rows by hand, flows through the mix', () => {
  it('money paid in at the top falls with the rest, and NAV does not see it', () => {
    const { nav, shares, values } = accountWith([day(1, 2)]);
    expectClose(nav, [1, 2, 1, 2, 4], 1e-12);
    expectClose(shares, [1, 2, 2, 2, 2], 1e-12);
    expectClose(values, [1, 4, 2, 4, 8], 1e-12);
  });

  it('money taken out no longer falls, and all of it can be', () => {
    expectClose(accountWith([day(1, -1)]).values, [1, 1, 0.5, 1, 2], 1e-12);
    expectClose(accountWith([day(1, -2)]).values, [1, 0, 0, 0, 0], 1e-12);
  });

  it('a flow bears the cost of investing it; the others bear none', () => {
    const { nav, values, account } = accountWith([day(1, 2), day(3, -1)], { costBps: 100 });
    expectClose(nav, [0.99, 1.98, 0.99, 1.98, 3.96], 1e-12);
    expectClose(values, [0.99, 3.96, 1.98, 2.95, 5.9], 1e-12);
    expect(account?.flowCosts).toBeCloseTo(0.03, 12);
  });

  it('a cash share costs nothing to build up', () => {
    expect(accountWith([day(0, 1)], { weight: 0.5, costBps: 100 }).account?.flowCosts).toBeCloseTo((0.5 * 0.995) / 0.995 / 100, 4);
  });
});

describe('five rows by hand, flows through cash', () => {
  it('money that waits in cash drags, and NAV says so', () => {
    const { nav, shares } = accountWith([day(1, 2, 'cash')]);
    expectClose(shares, [1, 2, 2, 2, 2], 1e-12);
    expectClose(nav, [1, 2, 1.5, 2, 3], 1e-12);
  });

  it('the next order invests it', () => {
    expectClose(accountWith([day(1, 2, 'cash')], { rule: 'monthly' }).nav, [1, 2, 1.5, 2, 4], 1e-12);
  });

  it('a withdrawal takes the cash first and then sells', () => {
    const { nav, shares } = accountWith([day(1, -1, 'cash')], { weight: 0.5 });
    expectClose(nav, [1, 1.5, 0.75, 1.5, 3], 1e-12);
    expectClose(shares, [1, 1 / 3, 1 / 3, 1 / 3, 1 / 3], 1e-12);
  });

  it('an empty account that is paid into again begins in cash', () => {
    const { shares, values } = accountWith([day(1, -2, 'cash'), day(2, 1, 'cash')]);
    expectClose(shares, [1, 0, 1, 1, 1], 1e-12);
    expectClose(values, [1, 0, 1, 1, 1], 1e-12);
  });
});

describe('when flows arrive', () => {
  it('on their day, else on the next row; periods end as for a calendar; several of one row add up', () => {
    const flows: readonly Flow[] = [{ date: '2024-02-02' as IsoDate, amount: 1 }, { every: 'month-end', amount: 2, through: 'cash' }];
    expect(flowRows(DATES, flows)).toEqual({
      ok: true,
      value: [{ row: 1, amount: 2, through: 'cash' }, { row: 2, amount: 1, through: 'mix' }, { row: 3, amount: 2, through: 'cash' }],
    });
    expectClose(accountWith([day(1, 1), day(1, 1)]).shares, [1, 2, 2, 2, 2], 1e-12);
    expectClose(accountWith([day(4, 4)]).shares, [1, 1, 1, 1, 2], 1e-12);
  });

  it.each(['2024-01-29', '2024-03-02'])('a flow on %s, outside the window, is refused', (date) => {
    expect(runWith([{ date: date as IsoDate, amount: 1 }])).toMatchObject({ ok: false, error: { kind: 'bad-flow', details: { date } } });
  });

  it.each(['mix', 'cash'] as const)('no more can be taken out through %s than there is', (through) => {
    expect(runWith([day(2, -1.01, through)])).toMatchObject({ ok: false, error: { kind: 'overdrawn', details: { row: 2 } } });
  });

  it('without flows there is no account', () => {
    expect(accountWith([]).account).toBeNull();
  });
});

describe('the money-weighted return', () => {
  const own = (flows: readonly { readonly row: number; readonly amount: number }[], finalValue: number, initial = 100) => moneyWeightedReturn({ initial, flows, finalValue, rows: 4, periodsPerYear: 3 });

  it('without flows is the time-weighted one', () => {
    expect(own([], 200)).toBeCloseTo(1, 12);
  });

  it('suffers from what was paid in at the top', () => {
    const rate = own([{ row: 1, amount: 200 }], 400) as number;
    expect(rate).toBeLessThan(1);
    expect(100 * (1 + rate) + 200 * (1 + rate) ** (2 / 3)).toBeCloseTo(400, 9);
    const account = accountWith([day(1, 2)]).account;
    expect(account?.moneyWeightedReturn).toBeLessThan(3);
    expect(1 + (account?.moneyWeightedReturn as number) + 2 * (1 + (account?.moneyWeightedReturn as number)) ** 0.75).toBeCloseTo(8, 9);
  });

  it('looks at all that was paid in, whatever was taken out', () => {
    expect(own([{ row: 3, amount: -50 }], 150)).toBeCloseTo(1, 9);
    expect(own([{ row: 0, amount: 100 }], 200, 0)).toBeCloseTo(1, 9);
    expect([own([], 0, 0), own([{ row: 0, amount: -1 }], -2, 0)]).toEqual([null, null]);
  });

  it('does not exist where nothing was paid in, or no rate fits', () => {
    expect([own([], 10, 0), own([], 1e6), own([{ row: 3, amount: 500 }], 400)]).toEqual([null, null, null]);
  });
});
