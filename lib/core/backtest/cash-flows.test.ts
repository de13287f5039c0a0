import { describe, expect, it } from 'vitest';
import { expectClose } from '../testing/expect-close';
import { fundAccount, moneyWeightedReturn } from './cash-flows';

const nav = [1, 2, 1, 2];

function funded(flows: readonly { readonly row: number; readonly amount: number }[], costRate = 0, initial = 100) {
  const account = fundAccount(nav, { initial, flows, costRate });
  if (!account.ok) throw new Error(account.error.message);
  return account.value;
}

describe('an account with flows, by hand', () => {
  it('money paid in at the top falls with the rest', () => {
    const { values, shares } = funded([{ row: 1, amount: 200 }]);
    expectClose(values, [100, 400, 200, 400], 1e-12);
    expectClose(shares, [100, 200, 200, 200], 1e-12);
  });

  it('money taken out no longer falls', () => {
    expectClose(funded([{ row: 1, amount: -100 }]).values, [100, 100, 50, 100], 1e-12);
  });

  it('investing a flow costs the flow, not the others', () => {
    const { values, flowCosts } = funded([{ row: 1, amount: 200 }, { row: 3, amount: -100 }], 0.01);
    expectClose(values, [100, 398, 199, 297], 1e-12);
    expect(flowCosts).toBeCloseTo(3, 12);
  });

  it('everything can be taken out, and no more than that', () => {
    expectClose(funded([{ row: 1, amount: -200 }]).values, [100, 0, 0, 0], 1e-12);
    expect(fundAccount(nav, { initial: 100, flows: [{ row: 2, amount: -101 }], costRate: 0 })).toMatchObject({ ok: false, error: { kind: 'overdrawn', details: { row: 2 } } });
  });

  it('several flows of one row are one flow; a flow beyond the rows is a mistake', () => {
    expectClose(funded([{ row: 0, amount: 50 }, { row: 0, amount: 50 }]).values, [200, 400, 200, 400], 1e-12);
    expect(() => funded([{ row: 4, amount: 1 }])).toThrow('row of the run');
    expect(() => funded([{ row: 0.5, amount: 1 }])).toThrow('row of the run');
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
  });

  it('does not exist where nothing was paid in, or no rate fits', () => {
    expect([own([], 10, 0), own([], 1e6), own([{ row: 3, amount: 500 }], 400)]).toEqual([null, null, null]);
  });
});
