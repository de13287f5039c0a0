import { describe, expect, it } from 'vitest';
import { clampWindow, dateAtShare, dateOf, dayOf, indexAt, pullWindow, timeTicks } from './time';

const whole = { from: '2006-02-28', to: '2025-04-30' };

describe('time on a picture', () => {
  it('goes there and back', () => expect(dateOf(dayOf('2008-05-19'))).toBe('2008-05-19'));
  it('is labelled by years when long, every fifth kept where it is narrow', () => {
    const ticks = timeTicks(whole);
    expect(ticks[0].label).toBe('2007');
    expect(ticks.filter((tick) => !tick.minor).map((tick) => tick.label)).toEqual(['2010', '2015', '2020', '2025']);
  });
  it('is labelled by months when short', () => {
    expect(timeTicks({ from: '2007-10-31', to: '2010-11-02' }).map((tick) => tick.label)).toEqual(['Jan 2008', 'Jul 2008', 'Jan 2009', 'Jul 2009', 'Jan 2010', 'Jul 2010']);
  });
  it('thins the years of a century', () => expect(timeTicks({ from: '1871-01-31', to: '2023-06-30' }).length).toBeLessThanOrEqual(24));
  it('finds the last row on or before a day', () => {
    const dates = ['2020-01-01', '2020-02-01', '2020-03-01'];
    expect(indexAt(dates, '2020-02-15')).toBe(1);
    expect(indexAt(dates, '2019-01-01')).toBe(0);
    expect(indexAt(dates, '2021-01-01')).toBe(2);
  });
  it('turns a share into a day', () => {
    expect(dateAtShare(whole, 0)).toBe(whole.from);
    expect(dateAtShare(whole, 2)).toBe(whole.to);
  });
});

describe('a window on it', () => {
  it('cannot leave the whole', () => expect(clampWindow(whole, { from: '2000-01-01', to: '2010-01-01' }, 'from')).toEqual({ from: '2006-02-28', to: '2010-01-01' }));
  it('keeps its length when it is moved', () => {
    expect(clampWindow(whole, { from: '2025-01-01', to: '2025-12-27' }, 'both')).toEqual({ from: '2024-05-05', to: '2025-04-30' });
  });
  it('never closes', () => {
    const closed = clampWindow(whole, { from: '2010-01-10', to: '2010-01-05' }, 'to');
    expect(dayOf(closed.to) - dayOf(closed.from)).toBe(30);
  });
  it('is drawn across empty time in either direction, but not by a click', () => {
    const start = dayOf('2010-06-01');
    expect(pullWindow(whole, whole, 'new', start, -100)).toEqual({ from: '2010-02-21', to: '2010-06-01' });
    expect(pullWindow(whole, whole, 'new', start, 3)).toBeNull();
  });
  it('reaches the end of the whole with one key', () => {
    expect(pullWindow(whole, { from: '2010-01-01', to: '2012-01-01' }, 'to', 0, 1e6)).toEqual({ from: '2010-01-01', to: '2025-04-30' });
    expect(pullWindow(whole, { from: '2010-01-01', to: '2012-01-01' }, 'from', 0, -1e6)).toEqual({ from: '2006-02-28', to: '2012-01-01' });
  });
});
