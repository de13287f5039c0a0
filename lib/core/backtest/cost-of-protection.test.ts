import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../base/iso-date';
import { expectClose } from '../testing/expect-close';
import { FUND_CONDITIONS, fundHistory, houseOnFunds, STRATEGIC_ON_FUNDS } from '../testing/house-on-funds';
import { policyOf } from '../testing/policies';
import { hasRealData } from '../testing/real-data';
import { costOfProtection } from './cost-of-protection';
import { runBacktest } from './run-backtest';
import type { BacktestResult, Execution, StrategyResult } from './spec';

const policy = policyOf([['stock', 'equity', 0.6], ['bill', 'cash', 0.4]], { cash: 'bill' });
const execution = (row: number, stock: number): Execution => ({ row, decidedRow: null, date: '2024-01-31' as IsoDate, weights: [stock, 1 - stock], valueBefore: 1, traded: 0, cost: 0 });
const strategy = (name: string, nav: readonly number[], over: Partial<StrategyResult> = {}): StrategyResult => ({
  name,
  policy,
  isFixedMix: false,
  nav: Float64Array.from(nav),
  executions: [execution(0, 0.6)],
  orders: 0,
  turnoverAnnual: 0.1,
  costAnnual: 0.001,
  ...over,
});

/** A year in five rows: up, down, down, up. The dynamic mix takes half of everything, and sells at row 1. */
const run: BacktestResult = {
  dates: ['2024-01-31', '2024-02-29', '2024-03-29', '2024-04-30', '2024-05-31'] as IsoDate[],
  periodsPerYear: 4,
  cashReturns: new Float64Array(4),
  strategies: [
    strategy('strategic', [1, 1.1, 0.88, 0.66, 0.99]),
    strategy('dynamic', [1, 1.05, 0.945, 0.82687500000000003, 1.03359375], { executions: [execution(0, 0.6), execution(1, 0.2)], orders: 3, turnoverAnnual: 0.5, costAnnual: 0.003 }),
  ],
};
const names = { strategic: 'strategic', dynamic: 'dynamic' };

describe('the cost of protection, by hand', () => {
  const byHand = () => costOfProtection(run, names, 0.002);

  it('half of every move: saved in the falls, forgone in the rises', () => {
    const ledger = byHand();
    expectClose([ledger.downsideSavedAnnual, ledger.upsideForgoneAnnual], [0.1 + 0.125, 0.05 + 0.25], 1e-12);
    expect(ledger.drawdownSaved).toBeCloseTo(0.4 - (1 - 0.826875 / 1.05), 12);
    expect(ledger.cagrGivenUp).toBeCloseTo(0.99 - 1.03359375, 12);
    expect(ledger.pricePerDrawdown).toBeCloseTo(ledger.cagrGivenUp / ledger.drawdownSaved, 12);
  });

  it('says what each asks of its manager and what drives it', () => {
    const ledger = byHand();
    expect(ledger.strategic).toMatchObject({ ordersPerYear: 0, beta: 1, trackingError: 0, upCapture: 1, downCapture: 1, feeAnnual: 0.002 });
    expect(ledger.dynamic).toMatchObject({ ordersPerYear: 3, feeAnnual: 0.002 });
    expect(ledger.dynamic.beta).toBeCloseTo(0.5, 12);
    expect(ledger.dynamic.trackingError).toBeGreaterThan(0);
    expectClose([ledger.extraTurnoverAnnual, ledger.extraCostAnnual], [0.4, 0.002], 1e-15);
  });

  it('the target mix is weighed by how long each order was in force', () => {
    const ledger = byHand();
    expect(ledger.dynamic.targetMix).toEqual([
      { asset: 'stock', lowest: 0.2, mean: expect.closeTo((0.6 + 4 * 0.2) / 5, 15), highest: 0.6 },
      { asset: 'bill', lowest: 0.4, mean: expect.closeTo((0.4 + 4 * 0.8) / 5, 15), highest: 0.8 },
    ]);
  });

  it('a mix without orders has its policy for a target', () => {
    const idle = { ...run, strategies: [run.strategies[0], strategy('dynamic', [1, 1, 1, 1, 1], { executions: [] })] };
    expect(costOfProtection(idle, names, 0).dynamic.targetMix[0]).toEqual({ asset: 'stock', lowest: 0.6, mean: 0.6, highest: 0.6 });
  });

  it('a period in which the strategic mix stood still counts to the falls', () => {
    const still = { ...run, strategies: [strategy('strategic', [1, 1, 1, 1, 2]), strategy('dynamic', [1, 0.9, 0.9, 0.9, 1.8])] };
    const ledger = costOfProtection(still, names, 0);
    expect(ledger.downsideSavedAnnual).toBeCloseTo(-0.1, 15);
    expect(ledger.upsideForgoneAnnual).toBeCloseTo(0, 15);
  });

  it('what fell deeper saved nothing and has no price', () => {
    const deeper = { ...run, strategies: [strategy('strategic', [1, 1, 1, 0.9, 1]), strategy('dynamic', [1, 1, 1, 0.8, 1])] };
    const { drawdownSaved, pricePerDrawdown } = costOfProtection(deeper, names, 0);
    expect(drawdownSaved).toBeCloseTo(-0.1, 15);
    expect(pricePerDrawdown).toBeNull();
  });

  it('orders, errors and sides are a year’s, however many years there are', () => {
    const half = costOfProtection({ ...run, periodsPerYear: 8 }, names, 0);
    const whole = costOfProtection(run, names, 0);
    expect(half.dynamic.ordersPerYear).toBe(6);
    expect(half.downsideSavedAnnual).toBeCloseTo(2 * whole.downsideSavedAnnual, 12);
    expect(half.upsideForgoneAnnual).toBeCloseTo(2 * whole.upsideForgoneAnnual, 12);
    expect(half.dynamic.trackingError).toBeCloseTo(Math.SQRT2 * (whole.dynamic.trackingError as number), 12);
  });

  it('a coarser cadence sees only what lies between its ends', () => {
    const quarters = costOfProtection(run, names, 0, 'quarter-end');
    expectClose([quarters.downsideSavedAnnual, quarters.upsideForgoneAnnual], [0.12 - 0.055, 0.125 - 0.09375], 1e-12);
  });

  it('what saved nothing has no price; a mix that is not in the run is a mistake', () => {
    expect(costOfProtection(run, { strategic: 'strategic', dynamic: 'strategic' }, 0).pricePerDrawdown).toBeNull();
    expect(() => costOfProtection(run, { ...names, dynamic: 'nowhere' }, 0)).toThrow('in the run');
  });
});

describe.runIf(hasRealData)('the cost of protection of the house model on seven funds', () => {
  it('22 points of drawdown saved, at near three times the turnover, and two points a year of rises forgone', () => {
    const result = runBacktest(fundHistory(), { ...FUND_CONDITIONS, strategies: [STRATEGIC_ON_FUNDS, houseOnFunds()] });
    if (!result.ok) throw new Error(result.error.message);
    const ledger = costOfProtection(result.value, { strategic: 'strategic', dynamic: 'house' }, 0);
    expect(ledger.drawdownSaved).toBeCloseTo(0.3840415108 - 0.1632295796, 9);
    expect(ledger.cagrGivenUp).toBeCloseTo(0.0722947517 - 0.0752675966, 9);
    expect(ledger.extraTurnoverAnnual).toBeCloseTo(0.4413135135 - 0.1605162761, 9);
    expect([ledger.dynamic.beta, ledger.dynamic.upCapture, ledger.dynamic.downCapture].map((x) => (x as number).toFixed(2))).toEqual(['0.73', '0.67', '0.92']);
    expect([ledger.downsideSavedAnnual, ledger.upsideForgoneAnnual, ledger.extraCostAnnual].map((x) => x.toFixed(4))).toEqual(['0.0213', '0.0206', '0.0006']);
  });
});
