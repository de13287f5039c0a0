import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../base/iso-date';
import { NEVER } from '../base/iso-date';
import { assetId } from '../base/units';
import { alignGrid } from './align-grid';
import { createHistory, since } from './history';
import { periodStatus } from './period-status';
import type { PriceGrid } from './price-grid';

const day = (text: string) => text as IsoDate;
const grid: PriceGrid = {
  dates: ['2024-01-30', '2024-01-31', '2024-02-01'].map(day),
  assets: [assetId('a')],
  levels: [Float64Array.of(1, 2, 3)],
  cashLevel: null,
  periodsPerYear: 252,
  sampling: 'end',
};
const history = createHistory(grid, [
  { seriesId: 'x', period: '2023-12', value: 2, knownAt: day('2024-02-15') },
  { seriesId: 'x', period: '2023-12', value: 1, knownAt: day('2024-01-15') },
  { seriesId: 'x', period: '2024-01', value: 9, knownAt: NEVER },
]);

describe('the door', () => {
  it('shows only rows and values known by the date', () => {
    const view = history.asOf(day('2024-01-31'));
    expect(Array.from(view.grid.levels[0])).toEqual([1, 2]);
    expect(view.observationsOf('x').map(({ value }) => value)).toEqual([1]);
    expect(view.observationsOf('unknown')).toEqual([]);
  });

  it('tells the date of the next row but not its level', () => {
    expect(history.asOf(day('2024-01-31')).nextDate).toBe('2024-02-01');
    expect(history.asOf(day('2024-02-01')).nextDate).toBeNull();
  });

  it('a value without a release date is never known', () => {
    expect(history.asOf(NEVER).observationsOf('x')).toHaveLength(2);
  });

  it('tells the newest period that is known, as a walk of the series would, on every day', () => {
    const published = ['2024-01-15:2023-12', '2024-02-15:2024-01', '2024-02-20:2023-11', '2024-02-20:2024-01', '2024-03-15:2024-02', `${NEVER}:2024-03`].map((text, value) => ({ seriesId: 'x', value, knownAt: day(text.slice(0, 10)), period: text.slice(11) }));
    const shuffled = createHistory(grid, [3, 5, 1, 0, 4, 2].map((k) => published[k]));
    const newest = ['2024-01-14', '2024-01-15', '2024-02-19', '2024-02-20', '2024-03-15', NEVER].map((date) => {
      const view = shuffled.asOf(day(date));
      expect(view.newestPeriodOf('x')).toBe(view.observationsOf('x').map(({ period }) => period).sort().at(-1) ?? null);
      return view.newestPeriodOf('x');
    });
    expect(newest).toEqual([null, '2023-12', '2024-01', '2024-01', '2024-02', '2024-02']);
    expect(shuffled.asOf(NEVER).newestPeriodOf('unknown')).toBeNull();
  });

  it('a view can forget its first rows', () => {
    expect(since(history.asOf(day('2024-02-01')), day('2024-01-31')).grid.dates).toEqual(['2024-01-31', '2024-02-01']);
  });

  it('the newest rows are provisional until a later month begins', () => {
    expect(periodStatus(history.asOf(day('2024-02-01')))).toEqual({ lastRow: '2024-02-01', lastClosedMonthEnd: '2024-01-31', provisionalFrom: '2024-02-01' });
    expect(periodStatus(history.asOf(day('2024-01-30')))).toEqual({ lastRow: '2024-01-30', lastClosedMonthEnd: null, provisionalFrom: '2024-01-30' });
    expect(periodStatus(history.asOf(day('2024-01-31'))).provisionalFrom).toBeNull();
  });

  it('dates that do not ascend are a programmer’s mistake', () => {
    expect(() => createHistory({ ...grid, dates: [...grid.dates].reverse() }, [])).toThrow('ascend');
  });
});

describe('aligning columns', () => {
  const raw = { dates: grid.dates, columns: { a: [null, 1, 2], b: [1, 1, null], c: [1, 0, 1] } };
  const choice = { cash: null, periodsPerYear: 252, sampling: 'end' } as const;

  it('keeps the rows in which every column has a level, and names later gaps', () => {
    const aligned = alignGrid(raw, { ...choice, assets: [assetId('a'), assetId('b')] });
    expect(aligned.ok && aligned.value.grid.dates).toEqual(['2024-01-31']);
    expect(aligned.ok && aligned.value.droppedRows).toEqual(['2024-02-01']);
  });

  it('refuses a level that is not positive, with its day', () => {
    const refused = alignGrid(raw, { ...choice, assets: [assetId('c')] });
    expect(refused.ok ? null : refused.error).toMatchObject({ kind: 'bad-level', details: { date: '2024-01-31' } });
  });

  it('refuses a column that is not there', () => {
    const refused = alignGrid(raw, { ...choice, assets: [assetId('z')] });
    expect(refused.ok ? null : refused.error.kind).toBe('missing-column');
  });
});
