import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isoDate, lastDayOfMonth, monthIndex, weekday } from '../../core/base/iso-date';
import { globalMultiAsset, GLOBAL_MULTI_ASSET_SEED } from './global-multi-asset';
import { seededRandom } from './random';

const sample = globalMultiAsset();
const hashOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

/** The depth of each fall from a peak, counted when the peak is passed again or the series ends. */
function falls(levels: readonly number[]): number[] {
  const depths: number[] = [];
  let [peak, low] = [levels[0], 0];
  for (const level of levels) {
    if (level >= peak) {
      depths.push(low);
      [peak, low] = [level, 0];
    } else low = Math.min(low, level / peak - 1);
  }
  return [...depths, low];
}

const logReturns = (levels: readonly number[]): number[] => levels.slice(1).map((level, i) => Math.log(level / levels[i]));
const mean = (x: readonly number[]): number => x.reduce((sum, v) => sum + v, 0) / x.length;

describe('the simulated sample', () => {
  it('is the same bytes each time', () => {
    expect(hashOf(globalMultiAsset())).toBe(hashOf(sample));
    expect(hashOf(globalMultiAsset(seededRandom(GLOBAL_MULTI_ASSET_SEED)))).toBe(hashOf(sample));
  });

  it('has the figures it had when it was made', () => {
    const figures = [sample.dates, sample.assets.map(({ totalReturn, price }) => [totalReturn, price]), sample.observations];
    expect(hashOf(figures)).toBe('b68e0719baa06bbfaf43a314c299a7cf344487bb90148a64ed55ca3a533835c7');
  });

  it('is another world under another seed', () => {
    expect(hashOf(globalMultiAsset(seededRandom(1)))).not.toBe(hashOf(sample));
  });

  it('has a price and a total-return level above zero for every asset on every trading day', () => {
    for (const asset of sample.assets) {
      expect(asset.totalReturn).toHaveLength(sample.dates.length);
      expect(asset.price).toHaveLength(sample.dates.length);
      expect(asset.totalReturn.every((level) => level > 0) && asset.price.every((level) => level > 0)).toBe(true);
    }
  });

  it('runs from 2000-12-29 to 2025-12-31 in rising weekdays, about 252 a year', () => {
    expect([sample.dates[0], sample.dates.at(-1), sample.lastDate]).toEqual(['2000-12-29', '2025-12-31', '2025-12-31']);
    expect(sample.dates.every((date, t) => weekday(date) <= 5 && (t === 0 || date > sample.dates[t - 1]))).toBe(true);
    expect(sample.dates.length / 25).toBeGreaterThan(250);
    expect(sample.dates.length / 25).toBeLessThan(254);
  });

  it('closes on Good Friday 2024, Independence Day and Thanksgiving', () => {
    for (const day of ['2024-03-29', '2024-07-04', '2024-11-28']) expect(sample.dates).not.toContain(isoDate(day));
  });

  it('releases nothing before its period ended or after the clock of the sample', () => {
    for (const { period, releaseDate } of sample.observations) {
      const end = lastDayOfMonth(monthIndex(isoDate(`${period}-01`)));
      expect(releaseDate !== null && releaseDate > end && releaseDate <= sample.lastDate).toBe(true);
    }
  });

  it('keeps up to three vintages of revised series, each with its own day, and one of the others', () => {
    const may = (seriesId: string) => sample.observations.filter((o) => o.seriesId === seriesId && o.period === '2015-05');
    for (const seriesId of ['UNRATE', 'INDPRO_YOY']) {
      const days = may(seriesId).map((o) => o.vintage ?? '');
      expect(days).toHaveLength(3);
      expect([...days].sort()).toEqual(days);
      expect(new Set(days).size).toBe(3);
    }
    expect(may('GS10')).toHaveLength(1);
  });

  it('has at least 144 months of every series before the first price', () => {
    for (const { seriesId } of sample.series) {
      const periods = new Set(sample.observations.filter((o) => o.seriesId === seriesId && o.period < '2000-12').map((o) => o.period));
      expect(periods.size).toBeGreaterThanOrEqual(144);
    }
  });

  it('has two falls of US equity between 35 and 55 %, and funds that grow by 3 to 8 % a year', () => {
    const depths = falls(sample.assets[0].totalReturn);
    expect(depths.filter((depth) => depth <= -0.35).length).toBeGreaterThanOrEqual(2);
    expect(Math.min(...depths)).toBeGreaterThanOrEqual(-0.55);
    for (const asset of sample.assets.filter(({ code }) => code !== 'CASH')) {
      const growth = (asset.totalReturn[asset.totalReturn.length - 1] / asset.totalReturn[0]) ** (1 / 25) - 1;
      expect(growth).toBeGreaterThanOrEqual(0.03);
      expect(growth).toBeLessThanOrEqual(0.08);
    }
  });

  it('has fat tails and volatility that clusters', () => {
    const returns = logReturns(sample.assets[0].totalReturn);
    const centred = returns.map((r) => r - mean(returns));
    const variance = mean(centred.map((r) => r ** 2));
    expect(mean(centred.map((r) => r ** 4)) / variance ** 2).toBeGreaterThan(5);
    const usual = mean(centred.map(Math.abs));
    const size = centred.map((r) => Math.abs(r) - usual);
    const lagged = mean(size.slice(1).map((s, i) => s * size[i])) / mean(size.map((s) => s * s));
    expect(lagged).toBeGreaterThan(0.1);
  });

  it('pays distributions: prices never outgrow total returns, and cash keeps its price', () => {
    for (const asset of sample.assets) {
      const total = asset.totalReturn[asset.totalReturn.length - 1] / asset.totalReturn[0];
      expect(asset.price[asset.price.length - 1] / asset.price[0]).toBeLessThanOrEqual(total * 1.0001);
    }
    expect(new Set(sample.assets.find(({ code }) => code === 'CASH')?.price)).toEqual(new Set([1]));
  });

  it('is made in less than two seconds', () => {
    const start = performance.now();
    globalMultiAsset();
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it('suggests weights that add up to 1 inside their ranges', () => {
    expect(sample.policy.reduce((sum, line) => sum + line.weight, 0)).toBeCloseTo(1, 12);
    expect(sample.policy.every((line) => line.min <= line.weight && line.weight <= line.max)).toBe(true);
  });
});
