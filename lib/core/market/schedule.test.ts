import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../base/iso-date';
import { daysLate, expectedBy, periodsBetween } from './schedule';

const day = (text: string) => text as IsoDate;

describe('the schedule of a series', () => {
  it('expects the next period at its end and the typical lag', () => {
    expect(expectedBy(day('2024-03-01'), 'monthly', 20)).toBe('2024-05-20');
    expect(expectedBy(day('2024-01-01'), 'quarterly', 30)).toBe('2024-07-30');
    expect(expectedBy(day('2023-01-01'), 'annual', 60)).toBe('2025-03-01');
    expect(expectedBy(day('2024-03-08'), 'weekly', 5)).toBe('2024-03-20');
  });

  it('gives a price of a day a long weekend, whatever lag is stated', () => {
    expect(expectedBy(day('2024-03-08'), 'daily')).toBe('2024-03-13');
    expect(expectedBy(day('2024-03-08'), 'daily', 0)).toBe('2024-03-13');
  });

  it('waits as long as offices usually take where nobody stated a lag', () => {
    expect(expectedBy(day('2024-03-01'), 'monthly')).toBe('2024-06-14');
  });

  it('is late from the day after, and not before', () => {
    expect([daysLate(day('2024-03-01'), 'monthly', 20, day('2024-05-20')), daysLate(day('2024-03-01'), 'monthly', 20, day('2024-05-23'))]).toEqual([0, 3]);
  });

  it('counts the periods that there should be', () => {
    expect(periodsBetween(day('2024-01-01'), day('2024-12-31'), 'monthly')).toBe(12);
    expect(periodsBetween(day('2024-02-01'), day('2024-07-31'), 'quarterly')).toBe(3);
    expect(periodsBetween(day('2020-01-01'), day('2020-12-31'), 'annual')).toBe(1);
    expect(periodsBetween(day('2024-01-01'), day('2024-12-31'), 'daily')).toBeGreaterThan(250);
    expect(periodsBetween(day('2024-01-01'), day('2024-12-31'), 'daily')).toBeLessThan(255);
    expect(periodsBetween(day('2024-01-05'), day('2024-01-05'), 'weekly')).toBe(1);
  });
});
