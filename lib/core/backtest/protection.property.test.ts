import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../base/iso-date';
import { lastDayOfMonth } from '../base/iso-date';
import { assetId } from '../base/units';
import type { PriceGrid } from '../market/price-grid';
import { wealthOf } from '../series/returns';
import { mean } from '../stats/moments';
import { policyOf } from '../testing/policies';
import { costOfProtection } from './cost-of-protection';
import type { StrategyResult } from './spec';
import { applyShocks, replayMix } from './stress';

const figure = fc.double({ min: -0.3, max: 0.3, noNaN: true });
const returns = fc.array(fc.tuple(figure, figure), { minLength: 1, maxLength: 60 });
const months = (rows: number): readonly IsoDate[] => Array.from({ length: rows }, (_, t) => lastDayOfMonth(24_000 + t));

function strategyOf(name: string, own: readonly number[]): StrategyResult {
  return { name, policy: policyOf([['a', 'equity', 1]]), isFixedMix: false, nav: wealthOf(own), executions: [], orders: 0, turnoverAnnual: 0, costAnnual: 0 };
}

describe('the ledger of protection', () => {
  it('what was saved less what was forgone is the mean active return a year', () => {
    fc.assert(
      fc.property(returns, (pairs) => {
        const [own, other] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)];
        const run = { dates: months(pairs.length + 1), periodsPerYear: 12, cashReturns: new Float64Array(pairs.length), strategies: [strategyOf('b', other), strategyOf('a', own)] };
        const { downsideSavedAnnual, upsideForgoneAnnual } = costOfProtection(run, { strategic: 'b', dynamic: 'a' }, 0);
        expect(downsideSavedAnnual - upsideForgoneAnnual).toBeCloseTo((mean(pairs.map(([a, b]) => a - b)) as number) * 12, 9);
      }),
    );
  });
});

describe('stress', () => {
  const weights = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 2 }).map(([a, b]) => [a / Math.max(1, a + b), b / Math.max(1, a + b)]);

  it('contributions and cash add up to the return of the mix', () => {
    fc.assert(
      fc.property(returns, weights, (pairs, mix) => {
        const levels = [wealthOf(pairs.map(([a]) => a)), wealthOf(pairs.map(([, b]) => b))];
        const grid: PriceGrid = { dates: months(pairs.length + 1), assets: [assetId('a'), assetId('b')], levels, cashLevel: null, periodsPerYear: 12, sampling: 'end' };
        const replay = replayMix(grid, mix, { id: 'x', label: 'x', start: grid.dates[0], end: grid.dates.at(-1) as IsoDate });
        if (!replay.ok) throw new Error(replay.error.message);
        const { returnOverall, contributions, cash, maxDrawdown } = replay.value;
        expect(contributions[0] + contributions[1] + cash).toBeCloseTo(returnOverall, 10);
        expect(maxDrawdown).toBeLessThanOrEqual(Math.min(0, returnOverall) + 1e-12);
      }),
    );
  });

  it('a shock of the same size to everything moves the mix by it', () => {
    fc.assert(
      fc.property(weights, figure, ([a, b], shock) => {
        const outcome = applyShocks(['x', 'y', 'z'], [a, b, 1 - a - b], { x: shock, y: shock, z: shock });
        expect(outcome.ok && outcome.value.returnOverall).toBeCloseTo(shock, 12);
      }),
    );
  });
});
