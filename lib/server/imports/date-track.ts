import { addDays, dayNumber, type IsoDate } from '../../core/base/iso-date';
import type { Findings } from './findings';
import type { DetectedFrequency } from './report';

/** Days without a row that a daily series does not explain by holidays. */
const DAILY_GAP_DAYS = 10;
/** Weekdays without a row that are named; the rest is counted. */
const ABSENT_LISTED = 10;

/** What the dates of a series show: order, rhythm, weekends, holes. Fed with one date a row, in the order of the file. */
export class DateTrack {
  private first: IsoDate | null = null;
  private last: IsoDate | null = null;
  private previous: number | null = null;
  private rising = 0;
  private falling = 0;
  private turnLine = 0;
  private weekends = 0;
  private weekendLine = 0;
  private hole: { line: number; days: number; date: IsoDate } | null = null;
  private readonly absent: IsoDate[] = [];
  private absentDays = 0;
  private readonly rhythm = new Map<DetectedFrequency, number>();

  see(date: IsoDate, line: number): void {
    if (this.first === null || date < this.first) this.first = date;
    if (this.last === null || date > this.last) this.last = date;
    const day = dayNumber(date);
    if (isWeekend(day)) {
      this.weekends += 1;
      if (this.weekends === 1) this.weekendLine = line;
    }
    if (this.previous !== null && day !== this.previous) this.step(day - this.previous, date, line);
    this.previous = day;
  }

  /** First and last date seen, or null before any. */
  span(): { first: IsoDate; last: IsoDate } | null {
    return this.first !== null && this.last !== null ? { first: this.first, last: this.last } : null;
  }

  /** The prevailing distance between dates; null with fewer than two dates. */
  frequency(): DetectedFrequency | null {
    const total = [...this.rhythm.values()].reduce((sum, n) => sum + n, 0);
    if (total === 0) return null;
    const [name, seen] = [...this.rhythm].reduce((best, entry) => (entry[1] > best[1] ? entry : best));
    return seen * 2 > total ? name : 'irregular';
  }

  finish(findings: Findings, label: string): void {
    if (this.rising > 0 && this.falling > 0) {
      findings.warn(`${label}the rows are neither in rising nor in falling order of dates; they are read by date all the same`, this.turnLine);
    }
    if (this.frequency() !== 'daily') return;
    if (this.weekends > 0) findings.warn(`${label}${this.weekends} ${this.weekends === 1 ? 'row is' : 'rows are'} dated on a weekend`, this.weekendLine);
    if (this.absentDays > 0) {
      const more = this.absentDays > this.absent.length ? ' and others' : '';
      findings.note(`${label}${this.absentDays} ${this.absentDays === 1 ? 'weekday has' : 'weekdays have'} no row (holidays or gaps): ${this.absent.join(', ')}${more}`);
    }
    if (this.hole) findings.warn(`${label}${this.hole.days} days without a row next to ${this.hole.date}, the longest hole`, this.hole.line);
  }

  private countAbsent(after: IsoDate, gap: number): void {
    for (let k = 1; k < gap; k += 1) {
      const day = addDays(after, k);
      if (isWeekend(dayNumber(day))) continue;
      this.absentDays += 1;
      if (this.absent.length < ABSENT_LISTED) this.absent.push(day);
    }
  }

  private step(days: number, date: IsoDate, line: number): void {
    if (days > 0) this.rising += 1;
    else this.falling += 1;
    if (this.turnLine === 0 && this.rising > 0 && this.falling > 0) this.turnLine = line;
    const gap = Math.abs(days);
    if (gap > 1 && gap <= DAILY_GAP_DAYS) this.countAbsent(days > 0 ? addDays(date, -days) : date, gap);
    const name = rhythmOf(gap);
    this.rhythm.set(name, (this.rhythm.get(name) ?? 0) + 1);
    if (gap > DAILY_GAP_DAYS && gap > (this.hole?.days ?? 0)) this.hole = { line, days: gap, date };
  }
}

/** Day 0 was a Thursday. */
const isWeekend = (day: number): boolean => (((day + 3) % 7) + 7) % 7 > 4;

function rhythmOf(days: number): DetectedFrequency {
  if (days <= 4) return 'daily';
  if (days <= 10) return 'weekly';
  if (days >= 27 && days <= 35) return 'monthly';
  if (days >= 85 && days <= 95) return 'quarterly';
  return days >= 360 && days <= 372 ? 'yearly' : 'irregular';
}
