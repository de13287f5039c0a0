import type { IsoDate } from '../../core/base/iso-date';
import type { Findings } from './findings';
import { Smoothness, type Level } from './smoothness';

/** A fall to this share of the level before, or below, looks like a split that was not adjusted. */
const SPLIT_RATIO = 0.5;
/** A rise to this multiple looks like a slipped decimal mark. */
const SPIKE_RATIO = 10;
/** A jump is taken back when the next level is within this factor of the one before it. */
const REVERTS_WITHIN = 1.2;
/** From this many equal levels in a row a series looks stale. */
const STALE_ROWS = 10;
/** Words by which publishers mark series of averages. */
const AVERAGE_NAME = /(?:^|[_\s-])(?:avg|average|mean|durchschnitt|moyenne|media|promedio|gemiddelde)(?:$|[_\s-])/i;

const percent = (fraction: number): string => `${(fraction * 100).toFixed(1)} %`;

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

  private spike: { base: number; date: IsoDate; ratio: number } | null = null;
  private readonly smoothness = new Smoothness();

  /** `sampling` is what the person stated; `average` is not called suspicious where it was said. */
  constructor(
    readonly code: string,
    private readonly sampling: 'end' | 'average',
  ) {}

  see(date: IsoDate, value: number, line: number, findings: Findings): void {
    this.rows += 1;
    if (this.first === null || date < this.first) this.first = date;
    if (this.last === null || date > this.last) this.last = date;
    if (this.pending > 0 && this.rows > 1) {
      if (this.holes === 0) this.holeLine = this.pendingLine;
      this.holes += this.pending;
    }
    this.pending = 0;
    if (this.previous) {
      this.warnOfJump(this.previous, { date, value }, line, findings);
      this.smoothness.see(this.previous, { date, value });
    }
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
    if (this.sampling === 'end') this.warnOfAverages(findings);
  }

  private warnOfAverages(findings: Findings): void {
    const named = AVERAGE_NAME.test(this.code);
    if (!named && !this.smoothness.looksAveraged()) return;
    const why = named ? 'is called an average' : `changes from month to month as averages do (autocorrelation ${this.smoothness.autocorrelation().toFixed(2)})`;
    findings.warn(`${this.code} ${why} and is stated to be sampled at the end: averages show false momentum and cannot be traded in their own period`);
  }

  private warnOfJump(before: Level, after: Level, line: number, findings: Findings): void {
    const [earlier, later] = before.date <= after.date ? [before, after] : [after, before];
    const ratio = later.value / earlier.value;
    const back = this.spike !== null && Math.abs(Math.log(after.value / this.spike.base)) < Math.log(REVERTS_WITHIN);
    if (back && this.spike) findings.warn(`${this.code} is back at its level one row after ${this.spike.date}: that level was ${this.spike.ratio.toFixed(2)} times its neighbours, a wrong value more likely than a move`, line);
    this.spike = !back && (ratio >= SPIKE_RATIO || ratio <= 1 / SPIKE_RATIO || ratio <= SPLIT_RATIO || ratio >= 1 / SPLIT_RATIO) ? { base: before.value, date: after.date, ratio: after.value / before.value } : null;
    if (back) return;
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
