import { describe, expect, it } from 'vitest';
import type { HouseParams } from '../models/house/params';
import { HOUSE_DEFAULTS } from '../models/house/params';
import { probabilisticSharpe } from '../stats/psr';
import { houseDesignTrials } from './house-design-trials';
import type { Json, TrialConditions, TrialSpec } from './trial-key';
import { canonicalText, textHash, trialKey } from './trial-key';
import type { Trial } from './trial-registry';
import { deflateByTrials, distinctTrials, trialSpread } from './trial-registry';

const spec: TrialSpec = {
  model: { slug: 'house', version: '1.0.0' },
  params: { pace: 0.5, months: [8, 10, 12], weights: { trend: 0.5, momentum: 0.25 } },
  universe: ['SPY', 'IEF'],
  window: { start: '2006-02-28', end: '2025-08-29' },
};
const conditions: TrialConditions = { costBps: { SPY: 5, IEF: 5 }, executionLag: 1, rebalancing: { rule: 'calendar', every: 'quarter-end' } };
const trial = (over: Partial<TrialSpec>, sharpePerPeriod: number | null = 0.1, periodsPerYear = 12): Trial => ({ spec: { ...spec, ...over }, sharpePerPeriod, periodsPerYear });

describe('the hash of a text', () => {
  it('is FNV-1a of 128 bits, by its published vectors', () => {
    expect([textHash(''), textHash('a'), textHash('foobar')]).toEqual(['6c62272e07bb014262b821756295c58d', 'd228cb696f1a8caf78912b704e4a8964', '343e1662793c64bf6f0d3597ba446f18']);
  });

  it('keeps its leading zeros, and counts bytes, not letters', () => {
    const hashes = Array.from({ length: 300 }, (_, i) => textHash(`${i}`));
    expect(hashes.every((hash) => /^[0-9a-f]{32}$/.test(hash))).toBe(true);
    expect(hashes.some((hash) => hash.startsWith('0'))).toBe(true);
    expect(textHash('\u00e9')).not.toBe(textHash('e'));
  });

  it('a value has one text, however its names are ordered', () => {
    expect(canonicalText({ b: [1, -0.5, null], a: { d: 'x"', c: true } })).toBe('{"a":{"c":true,"d":"x\\""},"b":[1,-0.5,null]}');
    expect(() => canonicalText({ a: NaN })).toThrow('finite');
  });
});

describe('a trial', () => {
  it('is the same in another order, and with an asset named twice', () => {
    expect(trialKey({ ...spec, params: { weights: { momentum: 0.25, trend: 0.5 }, months: [8, 10, 12], pace: 0.5 }, universe: ['IEF', 'SPY', 'IEF'] })).toBe(trialKey(spec));
  });

  it('is another with another model, version, parameter, asset, start or end', () => {
    const others: readonly Partial<TrialSpec>[] = [
      {},
      { model: { slug: 'gtaa5', version: '1.0.0' } },
      { model: { slug: 'house', version: '1.0.1' } },
      { params: { ...spec.params, pace: 0.6 } },
      { params: { ...spec.params, months: [10, 8, 12] } },
      { universe: ['SPY'] },
      { window: { ...spec.window, start: '2007-02-28' } },
      { window: { ...spec.window, end: '2024-08-30' } },
      { conditions },
      { conditions: { ...conditions, costBps: { SPY: 5, IEF: 20 } } },
      { conditions: { ...conditions, executionLag: 0 } },
      { conditions: { ...conditions, rebalancing: null } },
      { conditions: { ...conditions, rebalancing: { rule: 'threshold', absolute: 0.05, destination: 'target', check: 'every-row' } } },
    ];
    expect(new Set(others.map((over) => trialKey({ ...spec, ...over }))).size).toBe(others.length);
  });
});

describe('a trial that was kept before conditions counted', () => {
  it('has the key it always had, and is still a try beside those that name theirs', () => {
    expect(trialKey(spec)).toBe('5769a71c41177bc3b3fd897968f1b99f');
    expect(trialSpread([trial({}, 0.1), trial({}, 0.1), trial({ conditions }, 0.2), trial({ conditions: { rebalancing: conditions.rebalancing, executionLag: 1, costBps: { IEF: 5, SPY: 5 } } }, 0.2)], 12)).toMatchObject({ count: 2 });
  });
});

describe('the registry', () => {
  it('counts each distinct trial once, and keeps the first', () => {
    const recorded = [trial({}, 0.1), trial({}, 0.2), trial({ universe: ['SPY'] }, 0.3)];
    expect(distinctTrials(recorded).map(({ sharpePerPeriod }) => sharpePerPeriod)).toEqual([0.1, 0.3]);
    expect(trialSpread(recorded, 12)).toEqual({ count: 2, variance: expect.closeTo(0.02, 15) as number });
  });

  it('a trial without a ratio is still a try', () => {
    expect(trialSpread([trial({}, 0.1), trial({ universe: ['A'] }, null), trial({ universe: ['B'] }, 0.3)], 12)).toMatchObject({ count: 3 });
  });

  it('brings daily ratios to the frequency asked for', () => {
    const daily = trial({ universe: ['A'] }, 0.1 / Math.sqrt(21), 252);
    expect(trialSpread([trial({}, 0.1), daily], 12)?.variance).toBeCloseTo(0, 15);
  });

  it('without trials there is nothing to deflate by; with one there is no deflation', () => {
    const record = { sharpePerPeriod: 0.2, periods: 120, skewness: -1, kurtosis: 5 };
    expect([trialSpread([], 12), deflateByTrials(record, 12, []), trialSpread([trial({}, null)], 12)]).toEqual([null, null, null]);
    expect(trialSpread([trial({}, 0.1), trial({ universe: ['A'] }, null)], 12)).toBeNull();
    expect(trialSpread([trial({})], 12)).toEqual({ count: 1, variance: 0 });
    expect(deflateByTrials(record, 12, [trial({})])?.probability).toBe(probabilisticSharpe(record));
  });

  it('the more the tries differ, the less the best of them says', () => {
    const record = { sharpePerPeriod: 0.2, periods: 120, skewness: -1, kurtosis: 5 };
    const sure = (other: number) => deflateByTrials(record, 12, [trial({}), trial({ universe: ['A'] }, other)])?.probability as number;
    expect(sure(0.3)).toBeLessThan(sure(0.2));
  });
});

describe('the tries behind the house model', () => {
  const keyOf = (params: HouseParams) => canonicalText(params as unknown as Json);

  it('are the model and 100 others, no two alike', () => {
    const trials = houseDesignTrials();
    expect(trials).toHaveLength(101);
    expect(new Set(trials.map(keyOf)).size).toBe(101);
    expect(trials.map(keyOf)).toContain(keyOf(HOUSE_DEFAULTS));
  });

  it('every combination of half, once and one and a half of four parameters', () => {
    const d = HOUSE_DEFAULTS;
    const grid = houseDesignTrials().slice(0, 81);
    const values = (valueOf: (params: HouseParams) => number) => [...new Set(grid.map(valueOf))].sort((a, b) => a - b);
    expect(values(({ tacticalGain }) => tacticalGain / d.tacticalGain)).toEqual([0.5, 1, 1.5]);
    expect(values(({ tacticalBudget }) => tacticalBudget / d.tacticalBudget)).toEqual([0.5, 1, 1.5]);
    expect(values(({ pace }) => pace / d.pace)).toEqual([0.5, 1, 1.5]);
    expect([...new Set(grid.map(({ trendMonths }) => trendMonths.join()))]).toEqual(['4,5,6', '8,10,12', '12,15,18']);
    grid.forEach(({ tacticalGain, tacticalBudget, pace, trendMonths }, i) => expect({ ...d, tacticalGain, tacticalBudget, pace, trendMonths }, `trial ${i}`).toEqual(grid[i]));
  });

  it('and ten others by themselves, halved and half as large again', () => {
    const d = HOUSE_DEFAULTS;
    const alone = houseDesignTrials().slice(81);
    const changed = alone.map((params) => Object.entries(params).filter(([name, value]) => canonicalText(value as Json) !== canonicalText(d[name as keyof HouseParams] as unknown as Json)));
    const once = ['trendBand', 'momentumMonths', 'momentumClip', 'volShortYears', 'valueMonths', 'valueSharpe', 'dynamicGain', 'dynamicBudget', 'turnoverCap', 'noTrade'];
    expect(changed.map((entries) => entries.map(([name]) => name))).toEqual([...once, ...once].map((name) => [name]));
    changed.forEach(([[name, value]], i) => {
      const factor = i < 10 ? 0.5 : 1.5;
      if (name === 'momentumMonths') expect(value).toEqual(i < 10 ? [2, 3, 6] : [5, 9, 18]);
      else expect(value).toBe(factor * (d[name as keyof HouseParams] as number));
    });
  });
});
