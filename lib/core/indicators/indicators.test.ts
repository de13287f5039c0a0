import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../base/iso-date';
import type { Observation } from '../market/observation';
import { hasRealData, realObservations } from '../testing/real-data';
import { credit } from './credit';
import { excessCapeYield } from './excess-cape-yield';
import { inflation } from './inflation';
import { createMacroTracker } from './macro-tracker';
import { momentumFlipLevel, momentumReadings, monthlyVolatility } from './momentum';
import { production } from './production';
import { INDICATORS } from './registry';
import { trendFlipLevel, trendReadings } from './trend';
import { unemployment } from './unemployment';
import { valueReadings } from './value';
import { volatilityReadings, volatilityWindows } from './volatility';

const day = (text: string) => text as IsoDate;

describe('trend', () => {
  it('is the level over its mean, today included', () => {
    expect(Array.from(trendReadings([90, 100, 110], 2), (x) => Math.round(x * 1e6) / 1e6)).toEqual([NaN, 0.052632, 0.047619]);
  });

  it('at the flip level the reading is exactly the band', () => {
    const levels = [100, 104, 103, 108];
    for (const state of [1, -1] as const) {
      const flip = trendFlipLevel(levels, 3, 3, 0.01, state);
      expect(trendReadings([...levels.slice(0, 3), flip], 3)[3]).toBeCloseTo(-0.01 * state, 12);
    }
  });
});

describe('momentum', () => {
  const levels = Array.from({ length: 14 }, (_, k) => 100 * 1.01 ** k * (k % 2 === 0 ? 1 : 1.02));
  const cash = levels.map((_, k) => 1.002 ** k);

  it('has no reading before twelve monthly returns', () => {
    const sigma = monthlyVolatility(levels);
    expect(Number.isNaN(momentumReadings(levels, cash, sigma, 3)[11])).toBe(true);
    expect(Number.isNaN(momentumReadings(levels, cash, sigma, 3)[12])).toBe(false);
  });

  it('at the flip level the excess return is nil', () => {
    const flip = momentumFlipLevel(levels, cash, 13, 6);
    const moved = [...levels.slice(0, 13), flip];
    expect(momentumReadings(moved, cash, monthlyVolatility(moved), 6)[13]).toBeCloseTo(0, 12);
  });

  it('a level that never moves has none', () => {
    const still = levels.map(() => 5);
    expect(Array.from(momentumReadings(still, cash, monthlyVolatility(still), 3)).every(Number.isNaN)).toBe(true);
  });
});

describe('volatility', () => {
  it('windows are rows: 63 and 1260 a day, 6 and 60 a month', () => {
    expect([volatilityWindows(252, 0.25, 5), volatilityWindows(12, 0.25, 5)]).toEqual([{ short: 63, long: 1260 }, { short: 6, long: 60 }]);
  });

  it('is the logarithm of 2 when recent returns are half as wide as all', () => {
    const levels = [1];
    for (let t = 1; t <= 24; t += 1) levels.push(levels[t - 1] * (1 + (t > 18 ? 0.01 : 0.02) * (t % 2 === 0 ? 1 : -1)));
    const long = Math.sqrt((18 * 0.02 ** 2 + 6 * 0.01 ** 2) / 24);
    expect(volatilityReadings(levels, [24], 12, { short: 6, long: 60 })[0]).toBeCloseTo(Math.log(long / 0.01), 12);
    expect(volatilityReadings(levels, [11], 12, { short: 6, long: 60 })[0]).toBeNaN();
  });
});

describe('value', () => {
  it('is the Sharpe ratio of the window in logarithms', () => {
    const logs = [0, 0.02, 0.01, 0.03, 0.02, 0.04, 0.03, 0.05, 0.04, 0.06, 0.05, 0.07, 0.06];
    const returns = logs.slice(1).map((x, j) => x - logs[j]);
    const mean = 0.06 / 12;
    const sigma = Math.sqrt(returns.reduce((sum, r) => sum + (r - mean) ** 2, 0) / 12) * Math.sqrt(12);
    expect(valueReadings(logs.map(Math.exp), logs.map(() => 1), 12, () => true)[12]).toBeCloseTo(0.06 / sigma, 10);
  });
});

describe('formulas of the economy', () => {
  it('excess CAPE yield of 1999-12 by hand', () => {
    expect(excessCapeYield.compute([[44.2], [6.28], [168.3, 126.1]])).toBeCloseTo(1 / 44.2 - 0.0628 + (168.3 / 126.1) ** 0.1 - 1, 15);
  });

  it('unemployment is against its own mean, credit a change of a difference, inflation a change of growth', () => {
    expect(unemployment.compute([[6, ...new Array<number>(11).fill(5)]])).toBeCloseTo(6 - 61 / 12, 12);
    expect(credit.compute([[8, 7], [6, 5.5]])).toBeCloseTo(0.5, 12);
    expect(inflation.compute([[106, 103, 100, 100]])).toBeCloseTo(0.03, 12);
  });

  it.runIf(hasRealData).each([
    ['1999-12', -0.0109],
    ['2009-03', 0.0726],
    ['2020-12', 0.0377],
  ])('excess CAPE yield of %s is near %d', (period, expected) => {
    const observations = realObservations().filter((o) => o.period <= period);
    const tracker = createMacroTracker(excessCapeYield, ['CAPE', 'GS10', 'CPI_NSA'].map((id) => observations.filter((o) => o.seriesId === id)));
    expect(Math.abs((tracker.advance(day('2030-01-01')).latest?.value ?? NaN) - expected)).toBeLessThan(0.002);
  });
});

describe('the tracker of readings', () => {
  const at = (period: string, value: number, knownAt: string): Observation => ({ seriesId: 'x', period, value, knownAt: day(knownAt) });
  const series = [at('2020-01', 1, '2020-02-10'), at('2020-02', 3, '2020-03-10'), at('2020-01', 2, '2020-03-20')];

  it('replaces a revised value from the day the revision was known', () => {
    const tracker = createMacroTracker(production, [series]);
    expect(tracker.advance(day('2020-03-15'))).toMatchObject({ count: 2, mean: 2, deviation: 1, latest: { value: 3, knownAt: '2020-03-10' } });
    expect(tracker.advance(day('2020-03-20'))).toMatchObject({ count: 2, mean: 2.5, deviation: 0.5 });
  });

  it('knows nothing before the first release', () => {
    expect(createMacroTracker(production, [series]).advance(day('2020-02-09'))).toMatchObject({ latest: null, count: 0 });
  });
});

describe('the registry', () => {
  it('names every indicator once, with what it needs and where it comes from', () => {
    const ids = INDICATORS.map(({ metadata }) => metadata.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { metadata, formula } of INDICATORS) {
      expect(metadata.source).not.toBe('');
      if (formula === null) expect(metadata.needs).toBe('prices');
      else expect(formula.inputs.map(({ role }) => role)).toEqual(metadata.needs === 'prices' ? [] : metadata.needs.map(({ role }) => role));
    }
  });
});
