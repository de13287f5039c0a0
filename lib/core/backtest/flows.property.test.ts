import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastDayOfMonth } from '../base/iso-date';
import { assetId } from '../base/units';
import { createHistory } from '../market/history';
import type { PriceGrid } from '../market/price-grid';
import { wealthOf } from '../series/returns';
import { policyOf } from '../testing/policies';
import type { Flow } from './flows';
import { moneyWeightedReturn } from './flows';
import { runBacktest } from './run-backtest';
import type { Strategy } from './spec';

const ROWS = 20;
const DATES = Array.from({ length: ROWS }, (_, k) => lastDayOfMonth(24_000 + k));
const change = fc.double({ min: -0.3, max: 0.3, noNaN: true });
const column = fc.array(change, { minLength: ROWS - 1, maxLength: ROWS - 1 }).map(wealthOf);
const through = fc.constantFrom('mix' as const, 'cash' as const);
const flow = fc.record({ row: fc.integer({ min: 0, max: ROWS - 1 }), amount: fc.double({ min: -0.02, max: 3, noNaN: true }), through });

function run(levels: readonly Float64Array[], flows: readonly Flow[], { costBps = 0, fee = 0, lag = 0 } = {}) {
  const grid: PriceGrid = { dates: DATES, assets: [assetId('a'), assetId('b')], levels, cashLevel: null, periodsPerYear: 12, sampling: 'end' };
  const policy = policyOf([['a', 'equity', 0.5], ['b', 'bond', 0.3]], { costBps });
  const strategies: readonly Strategy[] = [{ kind: 'fixed-mix', name: 'mix', policy, rebalance: { rule: 'calendar', every: 'quarter-end' } }];
  const result = runBacktest(createHistory(grid, []), { start: null, end: null, history: 'all', executionLag: lag, feeAnnual: fee, flows, strategies });
  if (!result.ok) throw new Error(result.error.message);
  return result.value.strategies[0];
}

const dated = (flows: readonly { readonly row: number; readonly amount: number; readonly through: 'mix' | 'cash' }[]) => flows.map((own): Flow => ({ date: DATES[own.row], amount: own.amount, through: own.through }));

describe('flows', () => {
  it('through the mix leave the time-weighted return as it is, to the last digit, whatever comes and goes', () => {
    fc.assert(
      fc.property(column, column, fc.array(flow, { maxLength: 8 }), fc.constantFrom(0, 10), fc.constantFrom(0, 0.01), fc.constantFrom(0, 1), (a, b, flows, costBps, fee, lag) => {
        const conditions = { costBps, fee, lag };
        const pro = dated(flows).map((own): Flow => ({ ...own, through: 'mix' }));
        expect(run([a, b], pro, conditions).nav).toEqual(run([a, b], [], conditions).nav);
      }),
    );
  });

  it('of nothing change nothing, through cash either', () => {
    fc.assert(
      fc.property(column, column, fc.array(flow, { minLength: 1, maxLength: 8 }), (a, b, flows) => {
        const none = run([a, b], dated(flows.map((own) => ({ ...own, amount: 0 }))), { costBps: 10 });
        const plain = run([a, b], [], { costBps: 10 });
        expect(none.nav).toEqual(plain.nav);
        expect(none.executions).toEqual(plain.executions);
        expect(none.account?.shares).toEqual(new Float64Array(ROWS).fill(1));
      }),
    );
  });

  it('add to the account what comes, row by row: its value grows by NAV and by the flows less their cost', () => {
    fc.assert(
      fc.property(column, column, fc.array(flow, { minLength: 1, maxLength: 8 }), fc.constantFrom(0, 10), (a, b, flows, costBps) => {
        const { nav, account } = run([a, b], dated(flows), { costBps });
        const shares = account?.shares ?? new Float64Array();
        let paid = 0;
        for (let row = 0; row < ROWS; row += 1) paid += ((row === 0 ? 1 : shares[row - 1]) - shares[row]) * nav[row];
        const amounts = flows.reduce((sum, { amount }) => sum + amount, 0);
        expect(paid + amounts - (account?.flowCosts ?? 0)).toBeCloseTo(0, 9);
      }),
    );
  });

  it('there are none: money-weighted and time-weighted return are one', () => {
    fc.assert(
      fc.property(column, (nav) => {
        const rate = moneyWeightedReturn({ initial: 1, flows: [], finalValue: nav[ROWS - 1], rows: ROWS, periodsPerYear: ROWS - 1 });
        if (rate !== null) expect(rate).toBeCloseTo(nav[ROWS - 1] - 1, 9);
        else expect(nav[ROWS - 1] > 11 || nav[ROWS - 1] < 0.0001).toBe(true);
      }),
    );
  });
});
