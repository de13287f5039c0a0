import { describe, expect, it } from 'vitest';
import type { TimingReading } from '@/lib/server/use-cases/read-timing';
import { timingView } from './view-model';

const figures = (cagr: number, maxDrawdown: number) => ({ cagr, maxDrawdown, turnoverAnnual: 0.44 }) as TimingReading['strategic'];
const reading = (over: Partial<TimingReading> = {}): TimingReading =>
  ({
    strategic: figures(0.072, -0.384),
    points: [
      { kind: 'hindsight', months: -1, figures: figures(0.09, -0.1), drawdownRatio: 0.26 },
      { kind: 'as-decided', months: 0, figures: figures(0.075, -0.163), drawdownRatio: 0.42 },
      { kind: 'late', months: 1, figures: figures(0.074, -0.21), drawdownRatio: 0.55 },
      { kind: 'late', months: 3, figures: figures(0.073, -0.22), drawdownRatio: null },
      { kind: 'late', months: 6, figures: figures(0.07, -0.3), drawdownRatio: 0.78 },
    ],
    days: null,
    executionLag: 1,
    periodsPerYear: 252,
    ...over,
  }) as unknown as TimingReading;

const plain = (text: string | null) => text?.replace(/\s/gu, ' ');

describe('the timing room', () => {
  it('says what three months late would have cost in depth, and not what six would', () => {
    expect(plain(timingView(reading()).title)).toBe('Acted on up to 3 months late, the deepest fall is 22.0 % instead of 16.3 %; the strategic mix fell 38.4 %');
  });

  it('calls hindsight hindsight, in words and by a mark', () => {
    const { rows } = timingView(reading());
    expect(rows.map(({ isHindsight }) => isHindsight)).toEqual([true, false, false, false, false]);
    expect(rows[0].label).toContain('nobody could have known');
    expect(rows[3].ratio).toBe('–');
  });

  it('has a fan each for return, depth and turnover, with the strategic mix as the level', () => {
    expect(timingView(reading()).fans.map(({ strategic, points }) => [strategic, points.length])).toEqual([[0.072, 5], [-0.384, 5], [0.44, 5]]);
  });

  it('speaks of days only where there are days', () => {
    expect(timingView(reading()).dayTitle).toBeNull();
    const spread = (lowest: number, highest: number) => ({ lowest, highest, range: highest - lowest });
    const days = { cagr: spread(0.0701, 0.0789), maxDrawdown: spread(-0.24, -0.15), runs: [{ daysLater: 0, figures: figures(0.075, -0.163) }] };
    const view = timingView(reading({ days } as Partial<TimingReading>));
    expect(plain(view.dayTitle)).toBe('Traded on each of 1 days of the month: CAGR from 7.01 % to 7.89 %');
    expect(plain(view.dayNote)).toContain('between 15.0 % and 24.0 %');
    expect(view.days).toEqual([{ shift: 0, value: 0.075 }]);
  });

  it('without points says that there is too little history', () => {
    expect(timingView(reading({ points: [] })).title).toBe('Too little history to move decisions');
  });
});
