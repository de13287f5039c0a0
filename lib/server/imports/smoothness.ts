import { dayNumber, type IsoDate } from '../../core/base/iso-date';

export interface Level {
  readonly date: IsoDate;
  readonly value: number;
}

/** Averages of a random walk over a month have changes correlated by about 0.25 (Working 1960); below this nothing is said. */
const SUSPICIOUS = 0.2;
/** Series that move less than this in a month (bills, bonds) are correlated by nature. */
const LEAST_MONTHLY_MOVE = 0.02;
const LEAST_CHANGES = 120;
const STANDARD_ERRORS = 3;

/** The autocorrelation of a monthly series' changes, summed up as they go by: averaged prices betray themselves by it. */
export class Smoothness {
  private before: number | null = null;
  private pairs = 0;
  private changes = 0;
  private sum = 0;
  private squares = 0;
  private products = 0;

  see(from: Level, to: Level): void {
    const days = Math.abs(dayNumber(to.date) - dayNumber(from.date));
    if (days < 27 || days > 35) {
      this.before = null;
      return;
    }
    const change = Math.log(to.value / from.value);
    this.changes += 1;
    this.sum += change;
    this.squares += change * change;
    if (this.before !== null) {
      this.pairs += 1;
      this.products += change * this.before;
    }
    this.before = change;
  }

  autocorrelation(): number {
    const mean = this.sum / this.changes;
    const variance = this.squares / this.changes - mean * mean;
    return variance <= 0 ? 0 : (this.products / this.pairs - mean * mean) / variance;
  }

  looksAveraged(): boolean {
    if (this.changes < LEAST_CHANGES || this.pairs === 0) return false;
    const mean = this.sum / this.changes;
    if (Math.sqrt(Math.max(0, this.squares / this.changes - mean * mean)) < LEAST_MONTHLY_MOVE) return false;
    const found = this.autocorrelation();
    return found >= SUSPICIOUS && found * Math.sqrt(this.pairs) >= STANDARD_ERRORS;
  }
}
