import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../base/iso-date';
import type { Observation } from '../market/observation';
import { creditLevel } from './credit-level';
import { dividendYield } from './dividend-yield';
import { financialConditions } from './financial-conditions';
import { inflationLevel } from './inflation-level';
import { createMacroTracker } from './macro-tracker';
import { productionGrowth } from './production-growth';
import { bondEquivalentYield, recessionFromCurve, recessionProbability } from './recession-probability';
import { retailSales } from './retail-sales';
import { vixLevel } from './vix-level';

const at = (period: string, value: number, knownAt: string): Observation => ({ seriesId: 'x', period, value, knownAt: knownAt as IsoDate });

describe('levels', () => {
  it('are what is published', () => {
    expect([dividendYield, financialConditions, vixLevel].map(({ compute }) => compute([[1.5]]))).toEqual([1.5, 1.5, 1.5]);
  });

  it('the credit spread is low grade over high grade', () => {
    expect(creditLevel.compute([[6.2], [5.1]])).toBeCloseTo(1.1, 12);
  });
});

describe('growth over a year', () => {
  it('of sales is after inflation', () => {
    expect(retailSales.compute([[106, 100], [104, 100]])).toBeCloseTo(1.06 / 1.04 - 1, 15);
  });

  it('of prices and of production is plain', () => {
    expect([inflationLevel, productionGrowth].map(({ compute }) => compute([[106, 100]]))).toEqual([expect.closeTo(0.06, 12), expect.closeTo(0.06, 12)]);
  });

  it('needs the month a year before, to the month', () => {
    const tracker = createMacroTracker(inflationLevel, [[at('2019-02', 100, '2019-03-13'), at('2020-01', 103, '2020-02-13'), at('2020-02', 102, '2020-03-13')]]);
    expect(tracker.advance('2020-02-28' as IsoDate).latest).toBeNull();
    expect(tracker.advance('2020-03-13' as IsoDate).latest?.value).toBeCloseTo(0.02, 12);
  });
});

describe('the chance of a recession', () => {
  it('is 9.51 % at a slope of 1.35 points, and a half where the curve is inverted by 0.168', () => {
    expect(recessionProbability(1.35)).toBeCloseTo(0.0951, 4);
    expect(recessionProbability(-0.145 / 0.863)).toBeCloseTo(0.5, 12);
  });

  it('converts the bill’s discount first', () => {
    expect(bondEquivalentYield(5)).toBeCloseTo((100 * 365 * 0.05) / (360 - 4.55), 12);
    expect(recessionFromCurve.compute([[6.5], [5]])).toBeCloseTo(recessionProbability(6.5 - bondEquivalentYield(5)), 15);
  });

  it('is not known before its constants were', () => {
    const inputs = [[at('2014-06', 2.6, '2014-07-01')], [at('2014-06', 0.04, '2014-07-01')]];
    const tracker = createMacroTracker(recessionFromCurve, inputs);
    expect(tracker.advance('2015-12-31' as IsoDate).latest).toBeNull();
    expect(tracker.advance('2016-01-01' as IsoDate).latest).toMatchObject({ knownAt: '2016-01-01' });
  });
});
