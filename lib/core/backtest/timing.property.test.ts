import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../base/iso-date';
import { createHistory } from '../market/history';
import { houseModel } from '../models/house/house';
import { policyOf } from '../testing/policies';
import { simulatedGrid } from '../testing/simulated-market';
import { runBacktest } from './run-backtest';
import type { ModelStrategy } from './timing-lab';
import { timingLab } from './timing-lab';
import { tradeDayDispersion } from './trade-day-dispersion';
import { runInTranches } from './tranches';

const policy = policyOf(
  [
    ['EQ1', 'equity', 0.5, 0.1, 0.7],
    ['BOND', 'bond', 0.4, 0.1, 0.7],
    ['BILL', 'cash', 0.1, 0, 0.6],
  ],
  { cash: 'BILL' },
);
const history = createHistory(simulatedGrid(['EQ1', 'BOND', 'BILL']), []);
const strategy: ModelStrategy = { kind: 'model', name: 'house', policy, model: houseModel() };
const baseline = { kind: 'fixed-mix', name: 'strategic', policy, rebalance: { rule: 'none' } } as const;
const conditions = fc.record({
  start: fc.constantFrom('2012-03-15', '2013-06-14', '2014-01-31') as fc.Arbitrary<IsoDate>,
  end: fc.constantFrom('2016-05-31', '2017-02-10') as fc.Arbitrary<IsoDate>,
  history: fc.constantFrom('all', 'from-start'),
  executionLag: fc.integer({ min: 0, max: 30 }),
  feeAnnual: fc.constantFrom(0, 0.004),
});
const few = { numRuns: 15 };

function value<T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: { readonly message: string } }): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

describe('whatever the window, the lag and the fee', () => {
  it('a shift of 0 equals the base run', () => {
    fc.assert(
      fc.property(conditions, (c) => {
        const [point] = value(timingLab(history, { conditions: c, strategy, baseline, shiftsMonths: [0] })).points;
        const [run] = value(runBacktest(history, { ...c, strategies: [strategy] })).strategies;
        expect(point.nav).toEqual(run.nav);
        expect(point.figures).toMatchObject({ turnoverAnnual: run.turnoverAnnual, costAnnual: run.costAnnual });
      }),
      few,
    );
  });

  it('a shift is hindsight exactly when it is negative', () => {
    fc.assert(
      fc.property(conditions, fc.integer({ min: -12, max: 12 }), (c, months) => {
        const [{ kind }] = value(timingLab(history, { conditions: c, strategy, baseline, shiftsMonths: [months] })).points;
        expect(kind === 'hindsight').toBe(months < 0);
      }),
      few,
    );
  });

  it('a later day is a longer lag, and day 0 the base run', () => {
    fc.assert(
      fc.property(conditions, (c) => {
        const { runs } = value(tradeDayDispersion(history, { conditions: c, strategy, days: 3 }));
        for (const { daysLater, nav } of runs) {
          expect(nav).toEqual(value(runBacktest(history, { ...c, executionLag: c.executionLag + daysLater, strategies: [strategy] })).strategies[0].nav);
        }
      }),
      few,
    );
  });

  it('tranches lie between the best and the worst of their days, and one tranche is the run', () => {
    fc.assert(
      fc.property(conditions, fc.integer({ min: 1, max: 5 }), (c, count) => {
        const whole = value(runInTranches(history, { conditions: c, strategy, tranches: count }));
        whole.nav.forEach((level, row) => {
          const days = whole.tranches.map(({ nav }) => nav[row]);
          expect(level >= Math.min(...days) - 1e-12 && level <= Math.max(...days) + 1e-12).toBe(true);
        });
        if (count > 1) return;
        expect(whole.nav).toEqual(whole.tranches[0].nav);
        expect(Math.abs(whole.turnoverAnnual - whole.tranches[0].turnoverAnnual)).toBeLessThan(1e-12);
        expect(Math.abs(whole.costAnnual - whole.tranches[0].costAnnual)).toBeLessThan(1e-14);
      }),
      few,
    );
  });
});
