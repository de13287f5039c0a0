import { describe, expect, it } from 'vitest';
import { deflatedSharpe, expectedMaximum, trialVariance } from './dsr';
import type { SharpeRecord } from './psr';
import { probabilisticSharpe, sharpeRecord, sharpeStandardError } from './psr';

const example: SharpeRecord = { sharpePerPeriod: 2.5 / Math.sqrt(250), periods: 1250, skewness: -3, kurtosis: 10 };
const months: SharpeRecord = { sharpePerPeriod: 1.585 / Math.sqrt(12), periods: 24, skewness: -2.448, kurtosis: 10.164 };

describe('the published examples of Bailey and López de Prado', () => {
  it('the best of 100 tries without skill lies 2.5306028932 deviations up', () => {
    expect(Math.abs((expectedMaximum(100) as number) - 2.5306028932)).toBeLessThanOrEqual(5e-11);
  });

  it('24 months with a long left tail are 91.3 % sure', () => {
    expect(Math.abs((probabilisticSharpe(months) as number) - 0.9132343069)).toBeLessThanOrEqual(5e-11);
  });

  it('a ratio of 2.5 after 100 tries is 90.0 % sure', () => {
    const { probability } = deflatedSharpe(example, { count: 100, variance: 0.5 / 250 }) ?? { probability: NaN };
    expect(Math.abs(probability - 0.9003968344)).toBeLessThanOrEqual(5e-11);
  });
});

describe('by hand', () => {
  it('a record that equals its benchmark is even odds', () => {
    expect(probabilisticSharpe(months, months.sharpePerPeriod)).toBe(0.5);
  });

  it('a single trial is not deflated', () => {
    expect(expectedMaximum(1)).toBe(0);
    expect(deflatedSharpe(months, { count: 1, variance: 0.3 })).toEqual({ benchmarkPerPeriod: 0, probability: probabilisticSharpe(months) });
  });

  it('the standard error of a ratio of nil over 101 periods is a tenth', () => {
    expect(sharpeStandardError({ sharpePerPeriod: 0, periods: 101, skewness: 0, kurtosis: 3 })).toBeCloseTo(0.1, 15);
  });

  it('a coin that pays 2 % or costs 1 % has the record of its two sides', () => {
    const record = sharpeRecord([0.02, -0.01, 0.02, -0.01]) as SharpeRecord;
    expect(record.sharpePerPeriod).toBeCloseTo(0.005 / Math.sqrt(0.0003), 12);
    expect(record.kurtosis).toBeCloseTo(1, 12);
    expect([record.skewness, record.periods]).toEqual([expect.closeTo(0, 12), 4]);
    expect(sharpeRecord([0.03, 0, 0.03, 0], [0.01, 0.01, 0.01, 0.01])).toEqual(expect.objectContaining({ sharpePerPeriod: expect.closeTo(record.sharpePerPeriod, 12) as number }));
  });

  it('what has no value is null', () => {
    expect([sharpeRecord([]), sharpeRecord([0.1]), sharpeRecord([0.1, 0.1, 0.1])]).toEqual([null, null, null]);
    expect(probabilisticSharpe({ ...months, periods: 1 })).toBeNull();
    expect(probabilisticSharpe({ sharpePerPeriod: 1, periods: 9, skewness: 3, kurtosis: 3 })).toBeNull();
    expect(sharpeStandardError({ sharpePerPeriod: 1, periods: 9, skewness: 1, kurtosis: 1 })).toBeNull();
    expect([expectedMaximum(0), expectedMaximum(NaN), trialVariance([0.1])]).toEqual([null, null, null]);
    expect(deflatedSharpe(months, { count: 0, variance: 1 })).toBeNull();
    expect(deflatedSharpe(months, { count: 3, variance: -1 })).toBeNull();
    expect(deflatedSharpe({ ...months, periods: 1 }, { count: 3, variance: 1 })).toBeNull();
  });

  it('the variance of trials is that of a sample', () => {
    expect(trialVariance([1, 2, 3])).toBeCloseTo(1, 15);
  });
});
