import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../base/iso-date';
import { isIsoDate } from '../base/iso-date';
import { assetId } from '../base/units';
import type { PriceGrid } from '../market/price-grid';
import { hasRealData, realGrid } from '../testing/real-data';
import { applyShocks, episodeRows, replayMix, replayStrategy } from './stress';
import type { NamedEpisode } from './stress-episodes';
import { NAMED_EPISODES, namedEpisodes } from './stress-episodes';

const grid: PriceGrid = {
  dates: ['2020-01-31', '2020-02-28', '2020-03-31', '2020-04-30', '2020-05-29'] as IsoDate[],
  assets: [assetId('stock'), assetId('bond')],
  levels: [Float64Array.of(90, 100, 60, 80, 120), Float64Array.of(10, 10, 11, 10, 10)],
  cashLevel: Float64Array.of(1, 1, 1, 1.1, 1.1),
  periodsPerYear: 12,
  sampling: 'end',
};
const episode = (start: string, end: string): NamedEpisode => ({ id: 'x', label: 'the fall', start: start as IsoDate, end: end as IsoDate });
const fall = episode('2020-03-05', '2020-05-04');

describe('an episode', () => {
  it('on month-ends goes from the one before its start to the last before its end', () => {
    expect(episodeRows(grid.dates, fall)).toEqual({ ok: true, value: { from: 1, to: 3 } });
  });

  it('is out of reach where the data begin later, end earlier, or skip it', () => {
    for (const missed of [episode('2020-01-30', '2020-04-30'), episode('2020-03-01', '2020-05-30'), episode('2020-03-01', '2020-03-15')]) {
      expect(episodeRows(grid.dates, missed)).toMatchObject({ ok: false, error: { kind: 'out-of-reach' } });
    }
    expect(episodeRows([], fall)).toMatchObject({ ok: false });
  });

  it('says what the data lack', () => {
    const message = (start: string, end: string) => {
      const rows = episodeRows(grid.dates, episode(start, end));
      return rows.ok ? null : rows.error.message;
    };
    expect(message('2020-01-30', '2020-04-30')).toBe('the data do not cover the fall (2020-01-30 to 2020-04-30)');
    expect(message('2020-03-01', '2020-05-30')).toBe('the data do not cover the fall (2020-03-01 to 2020-05-30)');
    expect(message('2020-03-01', '2020-03-15')).toBe('the data have no row within the fall (2020-03-01 to 2020-03-15)');
  });

  it('that begins or ends on a row begins or ends with it', () => {
    expect(episodeRows(grid.dates, episode('2020-01-31', '2020-05-29'))).toEqual({ ok: true, value: { from: 0, to: 4 } });
  });

  it('on months a crisis that ended within one goes on to its end, and on days stays as it was', () => {
    const pandemic = (periodsPerYear: number) => namedEpisodes(periodsPerYear).find(({ id }) => id === 'pandemic')?.end;
    expect([pandemic(252), pandemic(12)]).toEqual(['2020-03-23', '2020-03-31']);
    expect(episodeRows(grid.dates, namedEpisodes(12).find(({ id }) => id === 'pandemic') as NamedEpisode)).toEqual({ ok: true, value: { from: 0, to: 2 } });
  });

  it('every named one is in order of dates, and no name is used twice', () => {
    for (const { start, end } of NAMED_EPISODES) expect(isIsoDate(start) && isIsoDate(end) && start < end).toBe(true);
    for (const { id, label } of NAMED_EPISODES) expect([id, label]).toEqual([expect.stringMatching(/^[a-z]+(-[a-z0-9]+)*$/), expect.stringMatching(/^[A-Z1-9]/)]);
    expect(new Set(NAMED_EPISODES.map(({ id }) => id)).size).toBe(NAMED_EPISODES.length);
    expect(NAMED_EPISODES.map(({ start }) => start)).toEqual(NAMED_EPISODES.map(({ start }) => start).sort());
  });
});

describe('replaying an episode', () => {
  it('a strategy shows its return and its fall within the episode', () => {
    const outcome = replayStrategy(grid.dates, grid.levels[0], fall);
    expect(outcome).toEqual({ ok: true, value: { returnOverall: 80 / 100 - 1, maxDrawdown: 60 / 100 - 1 } });
    expect(replayStrategy(grid.dates, grid.levels[0], episode('2019-01-01', '2020-03-31'))).toMatchObject({ ok: false });
  });

  it('today’s mix is bought at its beginning and left alone', () => {
    const outcome = replayMix(grid, [0.5, 0.3], fall);
    if (!outcome.ok) throw new Error(outcome.error.message);
    expect(outcome.value.contributions).toEqual([expect.closeTo(-0.1, 15), 0]);
    expect(outcome.value.cash).toBeCloseTo(0.02, 15);
    expect(outcome.value.returnOverall).toBeCloseTo(-0.08, 15);
    expect(outcome.value.maxDrawdown).toBeCloseTo(0.3 + 0.33 + 0.2 - 1, 15);
  });

  it('everything may be invested, up to rounding, and a mix that only rises has not fallen', () => {
    expect(replayMix(grid, [0.5, 0.5 + 1e-10], fall).ok).toBe(true);
    expect(replayMix(grid, [0, 0], episode('2020-02-28', '2020-05-29'))).toEqual({ ok: true, value: { returnOverall: expect.closeTo(0.1, 15) as number, maxDrawdown: 0, contributions: [0, 0], cash: expect.closeTo(0.1, 15) as number } });
    expect(() => replayMix(grid, [0.5, 0.3, 0.1], fall)).toThrow('weight per asset');
  });

  it('what falls after its end is no part of it', () => {
    const sinking = { ...grid, levels: [Float64Array.of(100, 100, 90, 50, 40), grid.levels[1]] };
    expect(replayMix(sinking, [1, 0], episode('2020-02-28', '2020-03-31'))).toMatchObject({ value: { maxDrawdown: expect.closeTo(-0.1, 15) as number } });
  });

  it('what it was made of adds up to the return; money without a cash level earns nothing', () => {
    const outcome = replayMix({ ...grid, cashLevel: null }, [0.5, 0.3], fall);
    expect(outcome.ok && outcome.value.cash).toBe(0);
    expect(replayMix(grid, [0.5, 0.3], episode('2019-01-01', '2020-03-31'))).toMatchObject({ ok: false });
    expect(() => replayMix(grid, [1], fall)).toThrow('weight per asset');
    expect(() => replayMix(grid, [0.9, 0.2], fall)).toThrow('no more than everything');
  });

  it.runIf(hasRealData)('the financial crisis took more than half of US shares and little of a mix of Treasuries', () => {
    const funds = realGrid('etf-daily-adjclose.csv', ['SPY', 'IEF'], 'SHY', 252);
    const crisis = NAMED_EPISODES.find(({ id }) => id === 'financial-crisis') as NamedEpisode;
    const [shares, treasuries] = [replayMix(funds, [1, 0], crisis), replayMix(funds, [0, 1], crisis)];
    expect(shares.ok && shares.value.returnOverall).toBeLessThan(-0.5);
    expect(treasuries.ok && treasuries.value.returnOverall).toBeGreaterThan(0);
    expect(replayMix(funds, [1, 0], NAMED_EPISODES[0])).toMatchObject({ ok: false, error: { kind: 'out-of-reach' } });
  });
});

describe('typed shocks', () => {
  it('are weighed by the mix, and what nobody named stands still', () => {
    expect(applyShocks(['stock', 'bond', 'gold'], [0.5, 0.4, 0.1], { stock: -0.4, bond: 0.05 })).toEqual({
      ok: true,
      value: { returnOverall: expect.closeTo(-0.18, 15) as number, contributions: [-0.2, expect.closeTo(0.02, 15), 0], unmoved: ['gold'] },
    });
  });

  it('a shock to what is not held, and a fall of more than everything, are refused', () => {
    expect(applyShocks(['stock'], [1], { oil: 0.1 })).toMatchObject({ ok: false, error: { kind: 'unknown-asset', details: { unknown: ['oil'] } } });
    expect(applyShocks(['stock'], [1], { stock: -1.01 })).toMatchObject({ ok: false, error: { kind: 'bad-shock' } });
    expect(applyShocks(['a', 'b', 'c'], [0.5, 0.25, 0.25], { a: -2, b: 0.1, c: Infinity })).toEqual({ ok: false, error: { kind: 'bad-shock', message: 'a, c: a price can fall by 100 % at most', details: { bad: ['a', 'c'] } } });
    expect(applyShocks(['a'], [1], { oil: 0.1, gas: 0 })).toEqual({ ok: false, error: { kind: 'unknown-asset', message: 'oil, gas is not in this mix', details: { unknown: ['oil', 'gas'] } } });
    expect(applyShocks(['stock'], [1], { stock: NaN })).toMatchObject({ ok: false, error: { kind: 'bad-shock' } });
    expect(applyShocks(['stock'], [1], { stock: Infinity })).toMatchObject({ ok: false });
    expect(applyShocks(['stock'], [1], { stock: -1 })).toMatchObject({ ok: true });
  });
});
