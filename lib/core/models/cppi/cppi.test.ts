import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runBacktest } from '../../backtest/run-backtest';
import { createHistory } from '../../market/history';
import { policyOf } from '../../testing/policies';
import { rulesGrid } from '../../testing/rules-world';
import { cppiModel, tippModel } from './cppi';
import type { InsuranceTerms } from './insurance';
import { insure, insuredAfter } from './insurance';

const RETURNS = [0.05, -0.1, 0.08, -0.2, 0.03];
const CPPI: InsuranceTerms = { multiplier: 4, floor: 0.8, ratchet: false };
const TIPP: InsuranceTerms = { ...CPPI, ratchet: true };
const pathOf = (terms: InsuranceTerms, returns = RETURNS) => returns.reduce((before, r) => insuredAfter(before, r, 0, terms), insure(100, terms));

describe('portfolio insurance', () => {
  it('after the first year of the example has 104 and puts four times 24 at risk', () => {
    const first = insuredAfter(insure(100, CPPI), 0.05, 0, CPPI);
    expect([insure(100, CPPI).exposed, first.value, first.exposed]).toEqual([expect.closeTo(80, 12), expect.closeTo(104, 12), expect.closeTo(96, 12)]);
  });

  it('ends at 84.257792 with a constant floor and at 86.890086 with a ratchet', () => {
    expect(pathOf(CPPI).value).toBeCloseTo(84.257792, 9);
    expect(pathOf(TIPP).value).toBeCloseTo(86.8900864, 9);
  });

  it('stays in cash once the floor is broken', () => {
    expect(pathOf(CPPI, [-0.3, 0.5])).toMatchObject({ value: 76, exposed: 0 });
  });

  it('never falls below its floor while no period loses more than 1/m', () => {
    const mild = fc.array(fc.double({ min: -0.25, max: 0.5, noNaN: true }), { maxLength: 40 });
    fc.assert(
      fc.property(mild, fc.boolean(), (returns, ratchet) => {
        const { value, floor } = pathOf({ ...CPPI, ratchet }, returns);
        expect(value).toBeGreaterThanOrEqual(floor - 1e-9);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the models', () => {
  it('end where the model’s own value says when traded at once and free of cost', () => {
    const grid = rulesGrid(['SPY', 'BIL']);
    const policy = policyOf([['SPY', 'equity', 1], ['BIL', 'cash', 0]], { cash: 'BIL', costBps: 0 });
    const run = (model: ReturnType<typeof cppiModel>) => {
      const strategies = [{ kind: 'model', name: 'x', policy, model } as const];
      const result = runBacktest(createHistory(grid, []), { start: null, end: null, history: 'all', executionLag: 0, feeAnnual: 0, strategies });
      if (!result.ok) throw new Error(result.error.message);
      return result.value.strategies[0];
    };
    const tipp = run(tippModel({ multiplier: 3, floor: 0.9 }));
    const bought = tipp.nav[tipp.executions[0].row];
    const peaks = tipp.executions.map(({ row }) => tipp.nav[row]);
    peaks.forEach((value, k) => expect(value / Math.max(bought, ...peaks.slice(0, k + 1))).toBeGreaterThan(0.9 - 1e-9));
    expect(tipp.turnoverAnnual).toBeGreaterThan(run(cppiModel({ multiplier: 1, floor: 0 })).turnoverAnnual);
  });
});
