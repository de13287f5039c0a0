import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { weekday } from '../../core/base/iso-date';
import { parBondReturn, usBalanced } from './us-balanced';

const sample = usBalanced();
const value = (seriesId: string, period: string): number => {
  const found = sample.observations.find((o) => o.seriesId === seriesId && o.period === period);
  if (!found) throw new Error(`no ${seriesId} of ${period}`);
  return found.value;
};
const excessCapeYield = (period: string): number => {
  const before = `${Number(period.slice(0, 4)) - 10}${period.slice(4)}`;
  const inflation = (value('CPI_NSA', period) / value('CPI_NSA', before)) ** 0.1 - 1;
  return 1 / value('CAPE', period) - (value('GS10', period) / 100 - inflation);
};

describe('the sample of US stocks and bonds', () => {
  it('has one row a month from 1871-01 to 2023-03, dated at the month\'s last day', () => {
    expect(sample.dates).toHaveLength(1827);
    expect(sample.dates[0]).toBe('1871-01-31');
    expect(sample.dates.at(-1)).toBe('2023-03-31');
    expect(sample.lastDate).toBe('2023-03-31');
  });

  it('puts October in October, where the package writes 1999.1', () => {
    expect(value('CAPE', '1999-10')).not.toBe(value('CAPE', '1999-01'));
    expect(value('CPI_NSA', '1999-10')).toBe(168.2);
  });

  it('gives the published CAPE of 1999-12, 44.20 (Shiller, ie_data.xls)', () => {
    expect(value('CAPE', '1999-12')).toBeCloseTo(44.2, 2);
  });

  it('gives the excess CAPE yields that Shiller publishes: -1.09 %, 7.26 % and 3.77 % (ie_data.xls, column ECY)', () => {
    expect(excessCapeYield('1999-12')).toBeCloseTo(-0.0109, 4);
    expect(excessCapeYield('2009-03')).toBeCloseTo(0.0726, 3);
    expect(excessCapeYield('2020-12')).toBeCloseTo(0.0377, 3);
  });

  it('earns exactly the yield on a bond whose yield stays, but for the shorter month left', () => {
    const { total, price } = parBondReturn(0.05, 0.05);
    expect(price).toBeCloseTo(0, 12);
    expect(total).toBeCloseTo(0.05 / 12, 12);
  });

  it('loses about duration times the rise of the yield', () => {
    expect(parBondReturn(0.05, 0.06).price).toBeCloseTo(-0.0738, 3);
  });

  it('compounds the second month of stocks by hand: (4.50 + 0.26/12) / 4.44', () => {
    expect(sample.assets[0].totalReturn[0]).toBe(100);
    expect(sample.assets[0].totalReturn[1]).toBeCloseTo((100 * (4.5 + 0.26 / 12)) / 4.44, 10);
  });

  it('has levels above zero on every date, and cash that earns nothing', () => {
    for (const asset of sample.assets) {
      expect(asset.totalReturn).toHaveLength(sample.dates.length);
      expect(asset.price).toHaveLength(sample.dates.length);
      expect(asset.totalReturn.every((level) => level > 0) && asset.price.every((level) => level > 0)).toBe(true);
    }
    expect(new Set(sample.assets[2].totalReturn)).toEqual(new Set([100]));
  });

  it('releases every value on a weekday after its month and before the clock of the sample', () => {
    for (const { period, releaseDate } of sample.observations) {
      expect(releaseDate !== null && releaseDate.slice(0, 7) > period && releaseDate <= sample.lastDate && weekday(releaseDate) <= 5).toBe(true);
    }
  });

  it('agrees with an independent file of the same series where it is at hand', ({ skip }) => {
    const path = new URL('../../../../shared/data/us-monthly-assets.csv', import.meta.url);
    if (!existsSync(path)) skip('../shared/data is not here');
    const [header, ...lines] = readFileSync(path, 'utf8').trim().split('\n').map((line) => line.split(','));
    const column = (name: string): Map<string, number> => new Map(lines.filter((line) => line[header.indexOf(name)] !== '').map((line) => [line[0], Number(line[header.indexOf(name)])]));
    const stocks = column('sp500_tr_shiller_avg');
    const bonds = column('us_10y_tr_gs10_avg');
    const at = (date: string): number => sample.dates.findIndex((d) => d === date);
    expect(sample.assets[0].totalReturn[at('2020-12-31')] / (stocks.get('2020-12-31') ?? NaN)).toBeCloseTo(1, 3);
    const growth = sample.assets[1].totalReturn[at('2020-12-31')] / sample.assets[1].totalReturn[at('1953-04-30')];
    expect(growth / ((bonds.get('2020-12-31') ?? NaN) / (bonds.get('1953-04-30') ?? NaN))).toBeCloseTo(1, 2);
  });

  it('suggests weights that add up to 1 inside their ranges', () => {
    expect(sample.policy.reduce((sum, line) => sum + line.weight, 0)).toBeCloseTo(1, 12);
    expect(sample.policy.every((line) => line.min <= line.weight && line.weight <= line.max)).toBe(true);
  });
});
