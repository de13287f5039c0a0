import { describe, expect, it } from 'vitest';
import type { Judgement } from '@/lib/server/use-cases/read-backtest';
import { judgementView } from './judgement-view';

const interval = (low: number, high: number, shareAboveZero = 0.97) => ({ paths: 2000, mean: 0, standardError: 0.05, median: 0.1, low, high, shareAboveZero });
const cell = (place: readonly number[], drawdownRatio: number | null, refusal: string | null = null) => ({ place, drawdownRatio, refusal, cagr: 0.07, sharpe: 0.5 });

const judgement = (over: Partial<Judgement> = {}): Judgement => ({
  seed: 20_250_829, paths: 2_000, meanBlock: 14.6,
  drawdownDifference: interval(0.01, 0.207), cagrDifference: interval(-0.017, 0.024, 0.6),
  records: { dynamic: null, strategic: null }, variants: 101, variantsAre: 'design',
  overfitting: { probability: 0.64, splits: 12_870, blocks: 16 }, walkForward: { folds: 15, sharpe: 0.703, sharpeFixed: 0.788, trainingYears: 5 },
  map: {
    axes: [{ name: 'tacticalGain', values: [0.5, 1], own: 1 }, { name: 'tacticalBudget', values: [0.25, 0.5], own: 0.5 }],
    cells: [cell([0, 0], 0.65), cell([0, 1], 0.6), cell([1, 0], null, 'pace: too large'), cell([1, 1], 0.4)],
    base: { drawdownRatio: 0.4, cagr: 0.075, sharpe: 0.59 },
  },
  psrAboveZero: 0.995, psrAboveStrategic: 0.714, deflated: { probability: 0.988, tries: 119, benchmarkAnnual: 0.12 },
  ...over,
});

const plain = (text: string) => text.replace(/\s/gu, ' ');
const figures = (one: Judgement) => Object.fromEntries(judgementView(one).rows.map(({ key, figure }) => [key, plain(figure)]));

describe('what is said about luck', () => {
  it('calls sure what is sure, and promises nothing else', () => {
    expect(judgementView(judgement()).title).toBe('The shallower fall is more than chance; a higher return is nothing one could promise');
    expect(judgementView(judgement({ drawdownDifference: interval(-0.01, 0.2), cagrDifference: interval(0.001, 0.02) })).title).toBe('The shallower fall may be chance; the higher return is more than chance');
  });

  it('has a figure for every question', () => {
    expect(figures(judgement())).toEqual({ fall: '+1.0 to +20.7 pp', cagr: '−1.7 to +2.4 pp', psr0: '99.5 %', psr: '71.4 %', dsr: '98.8 %', pbo: '64.0 %', walk: '0.70 against 0.79' });
  });

  it('is never certain', () => {
    expect(figures(judgement({ psrAboveZero: 0.99999, psrAboveStrategic: 0.0001 }))).toMatchObject({ psr0: 'over 99.9 %', psr: 'under 0.1 %' });
  });

  it('names how often something was tried, the seed and the block', () => {
    expect(plain(judgementView(judgement()).rows.find(({ key }) => key === 'dsr')?.reading ?? '')).toContain('after 119 tries over these asset classes');
    expect(plain(judgementView(judgement()).note)).toContain('2,000 resampled histories, in blocks of 15 rows on average (chosen by the data), seed 20250829');
  });

  it('says what is missing where a history or a model has no answer', () => {
    const bare = judgement({ drawdownDifference: null, cagrDifference: null, psrAboveZero: null, psrAboveStrategic: null, deflated: null, overfitting: null, walkForward: null, map: null });
    expect(new Set(Object.values(figures(bare)))).toEqual(new Set(['–']));
    expect(judgementView(bare).map).toBeNull();
  });

  it('shades by the protection itself, not by its rank, frames the choice and explains a hole', () => {
    const { map } = judgementView(judgement());
    const cells = map?.rows.flatMap((row) => row.cells) ?? [];
    expect(cells.map(({ text, isOwn }) => [text, isOwn])).toEqual([['0.65', false], ['0.60', false], ['–', false], ['0.40', true]]);
    expect(cells.map(({ shade }) => shade)).toEqual([expect.closeTo(0.35, 9), expect.closeTo(0.4, 9), 0, expect.closeTo(0.6, 9)]);
    expect([cells[2].reason, map?.rowName, map?.columnName]).toEqual(['pace: too large', 'Tactical gain', 'Tactical budget']);
  });

  it('maps a single parameter as a column', () => {
    const { map } = judgementView(judgement({ map: { axes: [{ name: 'topN', values: [2, 3], own: 3 }], cells: [cell([0], 0.5), cell([1], 0.7)], base: { drawdownRatio: 0.7, cagr: 0.07, sharpe: null } } }));
    expect([map?.columns, map?.rows.map((row) => row.cells[0].isOwn)]).toEqual([['Share'], [false, true]]);
  });
});
