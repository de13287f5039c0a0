import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastDayOfMonth, monthText } from '../base/iso-date';
import type { IsoDate } from '../base/iso-date';
import type { Observation } from '../market/observation';
import type { MacroFormula } from './macro-formula';
import { createMacroTracker } from './macro-tracker';
import type { PriceReadings } from './price-readings';
import { INDICATORS } from './registry';

/** What must hold for every indicator there is: a new one is bound by it through its line in the registry. */
const MONTHS = 150;
/** Whole basis points: a return is nil or can be told from nil, as those of a market can. */
const steps = fc.array(fc.integer({ min: -1200, max: 1300 }).map((bps) => bps / 10_000), { minLength: MONTHS, maxLength: MONTHS });
const anyMonth = fc.integer({ min: 0, max: MONTHS - 1 });
const some = { numRuns: 20 };

const grown = (returns: readonly number[], first = 100) => {
  let level = first;
  return Float64Array.from(returns, (r) => (level *= 1 + r));
};
const seriesOf = (returns: readonly number[]) => ({ levels: grown(returns), cash: grown(returns.map((r) => Math.abs(r) / 40)) });

const ofPrices = INDICATORS.flatMap(({ metadata, readings }): readonly (readonly [string, PriceReadings])[] => (readings ? [[metadata.id, readings]] : []));
const ofEconomy = INDICATORS.flatMap(({ metadata, formula }): readonly (readonly [string, MacroFormula])[] => (formula ? [[metadata.id, formula]] : []));

describe.each(ofPrices)('%s, from prices', (_, readings) => {
  it('has at every month the reading it had when that month was the last', () => {
    fc.assert(
      fc.property(steps, anyMonth, (returns, k) => {
        const { levels, cash } = seriesOf(returns);
        const then = readings({ levels: levels.slice(0, k + 1), cash: cash.slice(0, k + 1) });
        expect(then).toEqual(readings({ levels, cash }).slice(0, k + 1));
      }),
      some,
    );
  });

  it('is not moved by what comes after', () => {
    fc.assert(
      fc.property(steps, anyMonth, (returns, k) => {
        const { levels, cash } = seriesOf(returns);
        const poison = (column: Float64Array) => column.map((level, j) => (j > k ? level * (3 + (j % 7)) : level));
        expect(readings({ levels: poison(levels), cash: poison(cash) }).slice(0, k + 1)).toEqual(readings({ levels, cash }).slice(0, k + 1));
      }),
      some,
    );
  });

  it('does not know the scale of prices', () => {
    fc.assert(
      fc.property(steps, (returns) => {
        const { levels, cash } = seriesOf(returns);
        const scaled = readings({ levels: levels.map((level) => level * 1024), cash: cash.map((level) => level / 8) });
        readings({ levels, cash }).forEach((reading, k) => (Number.isNaN(reading) ? expect(scaled[k]).toBeNaN() : expect(scaled[k]).toBeCloseTo(reading, 7)));
      }),
      some,
    );
  });

  it('has no reading of nothing, none for ever while it waits, and never loses one it had', () => {
    const { levels, cash } = seriesOf(Array.from({ length: MONTHS }, (__, k) => (k % 3 === 0 ? -0.02 : 0.015)));
    expect(readings({ levels: levels.slice(0, 0), cash: cash.slice(0, 0) })).toHaveLength(0);
    const isThere = Array.from(readings({ levels, cash }), Number.isFinite);
    const first = isThere.indexOf(true);
    expect(first).toBeGreaterThanOrEqual(0);
    expect(isThere.slice(first).every(Boolean)).toBe(true);
  });
});

/** Plausible positive figures for every input of a formula, each known in the middle of the next month. */
function observationsFor(formula: MacroFormula, returns: readonly number[]): readonly (readonly Observation[])[] {
  return formula.inputs.map(({ role }, input) =>
    Array.from(grown(returns.map((r) => r / (2 + input)), 5 + input), (value, j): Observation => {
      const month = 2010 * 12 + j;
      return { seriesId: role, period: monthText(month), value, knownAt: `${monthText(month + 1)}-14` as IsoDate };
    }),
  );
}

describe.each(ofEconomy)('%s, from observations', (_, formula) => {
  const dayOf = (k: number) => lastDayOfMonth(2010 * 12 + k);

  it('knows at a date what it would have known had it been asked that day only', () => {
    fc.assert(
      fc.property(steps, anyMonth, (returns, k) => {
        const inputs = observationsFor(formula, returns);
        const tracker = createMacroTracker(formula, inputs);
        for (let j = 0; j < k; j += 7) tracker.advance(dayOf(j));
        const known = inputs.map((series) => series.filter(({ knownAt }) => knownAt <= dayOf(k)));
        expect(tracker.advance(dayOf(k)).latest).toEqual(createMacroTracker(formula, known).advance(dayOf(k)).latest);
      }),
      some,
    );
  });

  it('is not moved by what is known later', () => {
    fc.assert(
      fc.property(steps, anyMonth, (returns, k) => {
        const inputs = observationsFor(formula, returns);
        const poisoned = inputs.map((series) => series.map((o) => (o.knownAt > dayOf(k) ? { ...o, value: o.value * -17 + 3 } : o)));
        expect(createMacroTracker(formula, poisoned).advance(dayOf(k))).toEqual(createMacroTracker(formula, inputs).advance(dayOf(k)));
      }),
      some,
    );
  });

  it('has no reading until its longest lag is covered and its constants are known', () => {
    const inputs = observationsFor(formula, new Array<number>(MONTHS).fill(0.001));
    const longest = Math.max(...formula.inputs.flatMap(({ lags }) => lags));
    const first = Array.from({ length: MONTHS }, (__, k) => k).find((k) => createMacroTracker(formula, inputs).advance(dayOf(k)).latest !== null) as number;
    expect(first).toBeGreaterThanOrEqual(longest + 1);
    if (!formula.constantsKnownAt) expect(first).toBe(longest + 1);
    else expect(dayOf(first) >= formula.constantsKnownAt).toBe(true);
  });
});
