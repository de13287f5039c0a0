import { describe, expect, it } from 'vitest';
import { isoDate } from '@/lib/core/base/iso-date';
import type { Statistics } from '@/lib/core/stats/summary';
import type { DrawdownReading, EpisodeReading } from '@/lib/server/use-cases/read-drawdowns';
import { drawdownView } from './view-model';

const statistics = (over: Partial<Statistics>): Statistics => ({ maxDrawdown: -0.384, cagr: 0.0687, trackingError: null, turnoverAnnual: 0.16, ...over }) as Statistics;

const episode: EpisodeReading = {
  peak: isoDate('2008-05-19'), trough: isoDate('2009-03-09'), recovery: isoDate('2010-11-02'), depth: -0.384, dynamicDepth: -0.112,
  dynamicTrough: isoDate('2008-10-27'), dynamicRecovery: isoDate('2009-08-25'), dynamicReturnToTrough: -0.106,
};

const rows = [
  { date: isoDate('2006-02-28'), wealth: { strategic: 1, dynamic: 1 }, drawdown: { strategic: 0, dynamic: 0 } },
  { date: isoDate('2009-03-09'), wealth: { strategic: 0.75, dynamic: 1.1 }, drawdown: { strategic: -0.384, dynamic: -0.05 } },
];

const reading = (over: Partial<DrawdownReading>): DrawdownReading =>
  ({
    facts: { averaged: false },
    whole: { from: isoDate('2006-02-28'), to: isoDate('2025-04-30'), rows: 3 },
    periodsPerYear: 252,
    executionLag: 1,
    mixes: ['strategic', 'dynamic'],
    from: isoDate('2006-02-28'),
    to: isoDate('2025-04-30'),
    rows,
    overview: rows,
    currentMissing: null,
    episodes: [episode],
    statistics: { strategic: statistics({}), dynamic: statistics({ maxDrawdown: -0.177, cagr: 0.0736, trackingError: 0.0626, turnoverAnnual: 0.449 }) },
    ...over,
  }) as DrawdownReading;

const shown = (over: Partial<DrawdownReading> = {}, selected?: string) => drawdownView(reading(over), selected, (one) => `?episode=${one.peak}`);

describe('the Drawdowns room', () => {
  it('names the finding with its two numbers', () => expect(shown().title).toBe('At worst the strategic mix lost 38.4\u202F%, the dynamic mix 17.7\u202F%'));
  it('says what it paid, and that figures are net', () => expect(shown().lede).toMatch(/6\.3\u202F% tracking error and 45\u202F% turnover a year\. Backtest, net of trading cost, traded 1 day after/));
  it('does not call averaged prices innocent', () => expect(shown({ facts: { averaged: true } as DrawdownReading['facts'], periodsPerYear: 12 }).lede).toMatch(/flatter trend rules/));
  it('draws wealth on base 100 and the dynamic mix last', () => {
    expect(shown().wealth[1]).toEqual({ date: '2009-03-09', strategic: 75, dynamic: 110.00000000000001 });
    expect(shown().curves.map((curve) => curve.key)).toEqual(['strategic', 'dynamic']);
  });
  it('keeps the whole around a window, in order, and the window alone for the table', () => {
    const at = (date: string) => ({ date: isoDate(date), wealth: { strategic: 1 }, drawdown: { strategic: 0 } });
    const view = shown({ from: isoDate('2008-01-02'), to: isoDate('2008-01-04'), rows: ['2008-01-02', '2008-01-03', '2008-01-04'].map(at), overview: ['2006-02-28', '2008-01-03', '2025-04-30'].map(at) });
    expect(view.drawdown.map(({ date }) => date)).toEqual(['2006-02-28', '2008-01-02', '2008-01-03', '2008-01-04', '2025-04-30']);
    expect(view.table.map(({ date }) => date)).toEqual(['2008-01-02', '2008-01-03', '2008-01-04']);
  });
  it('says what the current curve is, why it is missing, and nothing where nothing is held', () => {
    expect(shown({ mixes: ['current', 'strategic', 'dynamic'] }).currentNote).toMatch(/no record of the book/);
    expect(shown({ currentMissing: 'KHUS has no price.' }).currentNote).toBe('The current mix is not drawn. KHUS has no price.');
    expect(shown().currentNote).toBeNull();
  });
  it('counts months in calendar days over 30.44', () => {
    const [row] = shown().episodes;
    expect(row.monthsDown).toBeCloseTo(294 / 30.44, 10);
    expect(row.monthsInAll).toBeCloseTo(897 / 30.44, 10);
  });
  it('shades an open episode to the last row', () => expect(shown({ episodes: [{ ...episode, recovery: null }] }).shaded[0].to).toBe('2025-04-30'));
  it('tells the chosen episode in words, and none for a stranger or without its days', () => {
    const study = { exit: null, reentry: null, held: [], dates: [], strategicDrawdown: [], dynamicDrawdown: [], crises: [], equityAtTrough: { strategic: 0.5, dynamic: 0.5 } } as unknown as DrawdownReading['study'];
    expect(shown({ study }, '2008-05-19').episode?.sentence).toMatch(/strategic mix fell 38\.4\u202F%; between the same two days the dynamic mix returned −10\.6\u202F%/);
    expect(shown({ study }, '1999-01-01').episode).toBeNull();
    expect(shown({ study: null }, '2008-05-19').episode).toBeNull();
  });
  it('shows a dash where a statistic means nothing for a mix', () => {
    const price = shown().statistics.find((group) => group.label === 'Price paid');
    expect(price?.rows[0]).toEqual({ label: 'Tracking error, % a year', strategic: '–', dynamic: '6.26' });
  });
});
