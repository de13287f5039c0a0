import { describe, expect, it } from 'vitest';
import { dateIso, dateLong, dateRange, dateShort, instant, instantShort, monthYear, weekdayName } from './date';

describe('dates', () => {
  it('reads as a person writes it', () => {
    expect(dateLong('2025-09-30')).toBe('30 Sep 2025');
    expect(dateShort('2025-05-01')).toBe('1 May');
    expect(monthYear('2025-02')).toBe('Feb 2025');
    expect(monthYear('2025-02-28')).toBe('Feb 2025');
  });
  it('stays ISO in tables', () => expect(dateIso('2008-05-19')).toBe('2008-05-19'));
  it('is an en dash when there is no such day', () => {
    expect(dateLong(null)).toBe('–');
    expect(dateIso('2025-02-30')).toBe('–');
  });
  it('joins a range with a spaced en dash', () => expect(dateRange('2007-10-31', '2010-11-02')).toBe('31 Oct 2007 – 2 Nov 2010'));
  it('names the weekday, before 1970 too', () => {
    expect(weekdayName('2025-04-30')).toBe('Wednesday');
    expect(weekdayName('1969-12-31')).toBe('Wednesday');
  });
  it('shows an instant in UTC to the minute', () => {
    expect(instant('2025-05-01T10:41:20+02:00')).toBe('1 May 2025, 08:41');
    expect(instantShort('2025-05-01T08:41:20Z')).toBe('1 May, 08:41');
    expect(instant('soon')).toBe('–');
  });
});
