import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../base/iso-date';
import { decisions } from '../decide';
import { revisedPeriods, withFinalValues } from '../market/final-values';
import { createHistory } from '../market/history';
import type { Observation } from '../market/observation';
import type { Decision } from '../models/decision';
import { riskBudgetModel } from '../models/risk-budget/risk-budget';
import { policyOf } from '../testing/policies';
import { rulesGrid } from '../testing/rules-world';
import { revisionEffect } from './revision-effect';

const LATER = '2030-01-01' as IsoDate;
const at = (period: string, value: number, knownAt: string): Observation => ({ seriesId: 'VIX', period, value, knownAt: knownAt as IsoDate });
const grid = rulesGrid(['SPY', 'IEF', 'BIL']);
const policy = policyOf([['SPY', 'equity', 0.5], ['IEF', 'bond', 0.3], ['BIL', 'cash', 0.2]], { cash: 'BIL' });
const months = Array.from({ length: 144 }, (_, k) => `${2004 + Math.floor(k / 12)}-${String((k % 12) + 1).padStart(2, '0')}`);

/** February 2015 is the newest month known at the quarter-end of March; two months later it is revised to its opposite. */
const FEBRUARY = 133;

/** First releases that rise and fall from one quarter to the next. */
const observations = months.flatMap((period, k) => {
  const release = `${months[Math.min(k + 1, 143)]}-10`;
  const value = 20 + 5 * (Math.floor(k / 3) % 2 === 0 ? 1 : -1);
  return k === FEBRUARY ? [at(period, value, release), at(period, 40 - value, `${months[k + 3]}-10`)] : [at(period, value, release)];
});
const indicators = [{ indicator: 'vixLevel', weight: 1, standard: { kind: 'rolling', months: 24 } as const }];
const quiet = { enter: 0, leave: 0, confirm: 1, coolOff: 0 };
const model = riskBudgetModel({
  staleMonths: 24,
  dynamic: { indicators, gain: 0.1, trackingError: 1, engagement: quiet },
  tactical: { indicators: [], gain: 0, trackingError: 1, engagement: quiet },
  series: { vix: 'VIX' },
});

function decided(view: Parameters<typeof decisions>[0]): readonly Decision[] {
  const found = decisions(view, policy, model);
  if (!found.ok) throw new Error(found.error.message);
  return found.value;
}

describe('what revisions are worth', () => {
  const view = createHistory(grid, observations).asOf(LATER);

  it('final values are known since the first release, and only revised periods differ', () => {
    const final = withFinalValues(view).observationsOf('VIX');
    const revised = final.find(({ period }) => period === months[FEBRUARY]);
    const first = observations.find(({ period }) => period === months[FEBRUARY]);
    expect(revised).toEqual({ ...first, value: 40 - (first?.value ?? NaN) });
    expect(final.filter(({ period }) => period !== months[FEBRUARY])).toEqual(observations.filter(({ period }) => period !== months[FEBRUARY]));
    expect(revisedPeriods(view, 'VIX')).toEqual({ revised: 1, periods: 144 });
  });

  it('names the signals that pointed the other way, on the dates on which they did', () => {
    expect(model.observes).toEqual(['VIX']);
    const effect = revisionEffect(decided(view), decided(withFinalValues(view)));
    const flipped = effect.filter(({ flips }) => flips.length > 0);
    expect(flipped.length).toBeGreaterThan(0);
    for (const { date, flips, distance } of flipped) {
      expect(date.slice(0, 7) >= '2015-03' && date.slice(0, 7) <= '2015-05').toBe(true);
      expect(flips.map(({ indicator, asset }) => [indicator, asset])).toEqual([['vixLevel', 'SPY']]);
      expect(flips[0].asKnown * flips[0].asRevised).toBeLessThan(0);
      expect(distance).toBeGreaterThan(0);
    }
    expect(effect.filter(({ date }) => date < months[FEBRUARY]).every(({ distance }) => distance === 0)).toBe(true);
  });

  it('without a revision there is none', () => {
    const only = createHistory(grid, observations.filter((one, k) => observations.findIndex(({ period }) => period === one.period) === k)).asOf(LATER);
    expect(revisionEffect(decided(only), decided(withFinalValues(only))).every(({ distance, flips }) => distance === 0 && flips.length === 0)).toBe(true);
  });
});

describe('by hand', () => {
  const decision = (date: string, target: readonly number[], scores: Readonly<Record<string, number>>, layer = 'tactical'): Decision => {
    const readings = Object.entries(scores).map(([asset, score]) => ({ layer, indicator: 'trend', asset, score }));
    return { date, assets: ['a', 'b'], target, readings } as unknown as Decision;
  };

  it('a flip is a score that changed sides; one that is new, gone or nil is none', () => {
    const known = decision('2024-01-31', [0.5, 0.5], { a: 0.5, b: -0.25, c: 0, d: 1 });
    const revised = decision('2024-01-31', [0.25, 0.75], { a: -1, b: -0.5, c: -1, e: -1 });
    expect(revisionEffect([known], [revised])).toEqual([
      {
        date: '2024-01-31',
        assets: ['a', 'b'],
        asKnown: [0.5, 0.5],
        asRevised: [0.25, 0.75],
        distance: 0.25,
        flips: [{ layer: 'tactical', indicator: 'trend', asset: 'a', asKnown: 0.5, asRevised: -1 }],
      },
    ]);
  });

  it('a reading of another layer is another reading', () => {
    expect(revisionEffect([decision('2024-01-31', [1, 0], { a: 1 })], [decision('2024-01-31', [1, 0], { a: -1 }, 'dynamic')])[0]).toMatchObject({ distance: 0, flips: [] });
  });

  it('folds of other days are a mistake of the code', () => {
    const [january, february] = [decision('2024-01-31', [1], {}), decision('2024-02-29', [1], {})];
    expect(() => revisionEffect([january], [february])).toThrow('both folds decide on the same days');
    expect(() => revisionEffect([january, january], [january, february])).toThrow('both folds decide on the same days');
    expect(() => revisionEffect([january], [january, february])).toThrow('both folds decide on the same days');
  });
});
