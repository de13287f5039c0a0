import { dayNumber, weekday, type IsoDate } from '../../core/base/iso-date';
import type { Findings } from './findings';
import type { DetectedFrequency } from './report';

/** A fall to this share of the level before, or below, looks like a split that was not adjusted. */
const SPLIT_RATIO = 0.5;
/** A rise to this multiple looks like a slipped decimal mark. */
const SPIKE_RATIO = 10;
/** From this many equal levels in a row a series looks stale. */
const STALE_ROWS = 10;
/** Days without a row that a daily series does not explain by holidays. */
const DAILY_GAP_DAYS = 10;

const percent = (fraction: number): string => `${(fraction * 100).toFixed(1)} %`;

/** What the dates of a series show: order, rhythm, weekends, holes. Fed with one date a row, in the order of the file. */
export class DateTrack {
  private first: IsoDate | null = null;
  private last: IsoDate | null = null;
  private previous: IsoDate | null = null;
  private rising = 0;
  private falling = 0;
  private turnLine = 0;
  private weekends = 0;
  private weekendLine = 0;
  private hole: { line: number; days: number; date: IsoDate } | null = null;
  private readonly rhythm = new Map<DetectedFrequency, number>();

  see(date: IsoDate, line: number): void {
    if (this.first === null || date < this.first) this.first = date;
    if (this.last === null || date > this.last) this.last = date;
    if (weekday(date) > 5) {
      this.weekends += 1;
      if (this.weekends === 1) this.weekendLine = line;
    }
    if (this.previous !== null && date !== this.previous) this.step(dayNumber(date) - dayNumber(this.previous), date, line);
    this.previous = date;
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
    if (this.hole) findings.warn(`${label}${this.hole.days} days without a row next to ${this.hole.date}, the longest hole`, this.hole.line);
  }

  private step(days: number, date: IsoDate, line: number): void {
    if (days > 0) this.rising += 1;
    else this.falling += 1;
    if (this.turnLine === 0 && this.rising > 0 && this.falling > 0) this.turnLine = line;
    const gap = Math.abs(days);
    const name = rhythmOf(gap);
    this.rhythm.set(name, (this.rhythm.get(name) ?? 0) + 1);
    if (gap > DAILY_GAP_DAYS && gap > (this.hole?.days ?? 0)) this.hole = { line, days: gap, date };
  }
}

function rhythmOf(days: number): DetectedFrequency {
  if (days <= 4) return 'daily';
  if (days <= 10) return 'weekly';
  if (days >= 27 && days <= 35) return 'monthly';
  if (days >= 85 && days <= 95) return 'quarterly';
  return days >= 360 && days <= 372 ? 'yearly' : 'irregular';
}

interface Level {
  readonly date: IsoDate;
  readonly value: number;
}

/** What the levels of one series show: split-like falls, spikes, stale runs, holes inside its history. */
export class LevelTrack {
  rows = 0;
  first: IsoDate | null = null;
  last: IsoDate | null = null;
  private previous: Level | null = null;
  private runRows = 0;
  private runLine = 0;
  private runStart: IsoDate | null = null;
  private staleRuns = 0;
  private longest = { rows: 0, line: 0, from: '', to: '' };
  private pending = 0;
  private pendingLine = 0;
  private holes = 0;
  private holeLine = 0;

  constructor(readonly code: string) {}

  see(date: IsoDate, value: number, line: number, findings: Findings): void {
    this.rows += 1;
    if (this.first === null || date < this.first) this.first = date;
    if (this.last === null || date > this.last) this.last = date;
    if (this.pending > 0 && this.rows > 1) {
      if (this.holes === 0) this.holeLine = this.pendingLine;
      this.holes += this.pending;
    }
    this.pending = 0;
    if (this.previous) this.warnOfJump(this.previous, { date, value }, line, findings);
    this.extendRun(date, value, line);
    this.previous = { date, value };
  }

  missing(line: number): void {
    if (this.pending === 0) this.pendingLine = line;
    this.pending += 1;
  }

  finish(findings: Findings): void {
    this.closeRun();
    if (this.rows === 0) findings.warn(`${this.code} has no value in any row`);
    if (this.holes > 0) findings.warn(`${this.code} has ${this.holes} missing ${this.holes === 1 ? 'value' : 'values'} inside its history, the first in this line`, this.holeLine);
    if (this.rows > 0 && this.pending > 0) findings.warn(`${this.code} has no value in the last ${this.pending} rows`, this.pendingLine);
    this.warnOfStaleRuns(findings);
  }

  private warnOfJump(before: Level, after: Level, line: number, findings: Findings): void {
    const [earlier, later] = before.date <= after.date ? [before, after] : [after, before];
    const ratio = later.value / earlier.value;
    if (ratio <= SPLIT_RATIO) findings.warn(`${this.code} changes by ${percent(ratio - 1)} to ${later.date}: a split that was not adjusted, a slipped decimal mark or a real crash`, line);
    else if (ratio >= SPIKE_RATIO) findings.warn(`${this.code} rises to ${ratio.toFixed(1)} times its level on ${later.date}: a slipped decimal mark or a change of unit`, line);
  }

  private extendRun(date: IsoDate, value: number, line: number): void {
    if (this.previous !== null && value === this.previous.value) {
      this.runRows += 1;
      return;
    }
    this.closeRun();
    this.runRows = 1;
    this.runLine = line;
    this.runStart = date;
  }

  private closeRun(): void {
    if (this.runRows < STALE_ROWS || this.previous === null || this.runStart === null) return;
    this.staleRuns += 1;
    if (this.runRows > this.longest.rows) {
      const [from, to] = [this.runStart, this.previous.date].sort();
      this.longest = { rows: this.runRows, line: this.runLine, from, to };
    }
    this.runRows = 0;
  }

  private warnOfStaleRuns(findings: Findings): void {
    if (this.staleRuns === 0) return;
    const { rows, line, from, to } = this.longest;
    if (rows === this.rows) {
      findings.warn(`${this.code} is ${rows} times the same level; right for cash at 0 %, stale for anything else`, line);
      return;
    }
    const more = this.staleRuns > 1 ? `, and ${this.staleRuns - 1} shorter such ${this.staleRuns === 2 ? 'run' : 'runs'}` : '';
    findings.warn(`${this.code} has ${rows} equal levels in a row from ${from} to ${to}${more}: stale prices understate volatility (cash and bills may be right)`, line);
  }
}

/** The smallest non-zero value must be at least this share of the mean for a zero to look out of place. */
const LEVEL_LIKE = 0.1;

/** Notices zeros in a series that otherwise never comes near zero: zeros written for values that were not published. */
export class ZeroTrack {
  private zeros = 0;
  private zeroLine = 0;
  private others = 0;
  private sum = 0;
  private lowest = Infinity;
  private highest = 0;

  see(value: number, line: number): void {
    if (value === 0) {
      this.zeros += 1;
      if (this.zeros === 1) this.zeroLine = line;
      return;
    }
    this.others += 1;
    this.sum += value;
    this.lowest = Math.min(this.lowest, value);
    this.highest = Math.max(this.highest, value);
  }

  finish(findings: Findings, code: string): void {
    const neverNearZero = this.others > 1 && this.lowest < this.highest && this.lowest > LEVEL_LIKE * (this.sum / this.others);
    if (this.zeros === 0 || !neverNearZero) return;
    findings.warn(`${code} is 0 in ${this.zeros} ${this.zeros === 1 ? 'row' : 'rows'} and otherwise between ${this.lowest} and ${this.highest}: 0 was probably written for a missing value`, this.zeroLine);
  }
}
