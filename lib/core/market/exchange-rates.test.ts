import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type IsoDate } from '../base/iso-date';
import { convertLevels, pairOfUnit, rateRoute, ratesOn, type RateSeries } from './exchange-rates';

const day = (text: string) => text as IsoDate;
const series = (quote: string, base: string, rates: readonly (readonly [day: string, value: number, knownAt?: string])[]): RateSeries => ({
  base, quote, rates: rates.map(([of, value, knownAt = of]) => ({ day: day(of), knownAt: day(knownAt), value })),
});
const dollar = series('USD', 'EUR', [['2024-01-05', 1.1], ['2024-01-08', 1.2]]);
const franc = series('CHF', 'EUR', [['2024-01-05', 0.95], ['2024-01-08', 0.96]]);

const routed = (pairs: readonly RateSeries[], from: string, to: string) => {
  const route = rateRoute(pairs, from, to);
  if (!route) throw new Error(`no way from ${from} to ${to}`);
  return route;
};

describe('exchange rates', () => {
  it('are what a unit says they are', () => {
    expect(pairOfUnit('USD per EUR')).toEqual({ quote: 'USD', base: 'EUR' });
    expect([pairOfUnit('percent'), pairOfUnit('usd per eur'), pairOfUnit('EUR per EUR'), pairOfUnit('USD per EUR a year')]).toEqual([null, null, null, null]);
  });

  it('by hand: 100 euros are 110 dollars on a Friday and over the weekend, 120 on the Monday', () => {
    const rates = ratesOn(routed([dollar], 'EUR', 'USD'), ['2024-01-05', '2024-01-07', '2024-01-08'].map(day));
    expect(convertLevels([100, 100, 100], rates)).toEqual([expect.closeTo(110, 12), expect.closeTo(110, 12), 120]);
  });

  it('go the other way by division, and across a third currency', () => {
    expect(ratesOn(routed([dollar], 'USD', 'EUR'), [day('2024-01-05')])[0]).toBeCloseTo(1 / 1.1, 15);
    expect(ratesOn(routed([franc, dollar], 'CHF', 'USD'), [day('2024-01-08')])[0]).toBeCloseTo(1.2 / 0.96, 15);
    expect(ratesOn(routed([franc, dollar], 'EUR', 'EUR'), [day('2024-01-08')])).toEqual([1]);
  });

  it('that are not there are not 1', () => {
    expect(rateRoute([dollar], 'JPY', 'USD')).toBeNull();
    expect(rateRoute([dollar, series('JPY', 'GBP', [])], 'JPY', 'USD')).toBeNull();
    expect(ratesOn(routed([dollar], 'EUR', 'USD'), [day('2024-01-04')])).toEqual([null]);
  });

  it('count for five days and no longer', () => {
    expect(ratesOn(routed([dollar], 'EUR', 'USD'), ['2024-01-13', '2024-01-14'].map(day))).toEqual([1.2, null]);
  });

  it('count from the day they were known, and an old one that comes late replaces nothing newer', () => {
    const late = series('USD', 'EUR', [['2024-01-05', 1.1, '2024-01-09'], ['2024-01-08', 1.2]]);
    expect(ratesOn(routed([late], 'EUR', 'USD'), ['2024-01-05', '2024-01-08', '2024-01-09'].map(day))).toEqual([null, 1.2, 1.2]);
  });

  it('a rate of nothing or less is none', () => {
    expect(ratesOn(routed([series('USD', 'EUR', [['2024-01-05', 0], ['2024-01-05', -1]])], 'EUR', 'USD'), [day('2024-01-05')])).toEqual([null]);
  });

  it('leave a missing level missing', () => {
    expect(convertLevels([null, 2, 3], [1, null, 2])).toEqual([null, null, 6]);
  });

  it('there and back again is where one was, and nothing after a day changes it', () => {
    const start = day('2024-01-01');
    const rate = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.double({ min: 0.01, max: 100, noNaN: true }), fc.integer({ min: 0, max: 5 }));
    fc.assert(
      fc.property(fc.array(rate, { minLength: 1 }), fc.integer({ min: 0, max: 40 }), (drawn, until) => {
        const all = drawn.map(([offset, value, lag]) => [addDays(start, offset), value, addDays(start, offset + lag)] as const);
        const dates = Array.from({ length: until + 1 }, (_, k) => addDays(start, k));
        const there = ratesOn(routed([series('USD', 'EUR', all)], 'EUR', 'USD'), dates);
        const back = ratesOn(routed([series('USD', 'EUR', all)], 'USD', 'EUR'), dates);
        there.forEach((value, k) => (value === null ? expect(back[k]).toBeNull() : expect(value * (back[k] as number)).toBeCloseTo(1, 12)));
        const known = all.filter(([, , knownAt]) => knownAt <= addDays(start, until));
        expect(known.length === 0 ? there.every((value) => value === null) : true).toBe(true);
        if (known.length > 0) expect(ratesOn(routed([series('USD', 'EUR', known)], 'EUR', 'USD'), dates)).toEqual(there);
      }),
    );
  });
});
