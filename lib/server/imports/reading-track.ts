import type { Findings } from './findings';

/** Negative values are worth a word where they are this few and not close to zero: spreads and rates cross it by nature. */
const FEW_NEGATIVES = 3;
const FAR_FROM_ZERO = 0.1;
/** A slipped decimal mark makes ten times, give or take what the series moves by itself. */
const SPIKE_RATIO = 7;
const NEAR_ZERO = 0.05;

/** Many times both neighbours, which are near each other and of its sign. */
function isSpike(before: number, value: number, after: number): boolean {
  if (before === 0 || after === 0 || Math.sign(before) !== Math.sign(after)) return false;
  const [a, b] = [value / before, value / after];
  return a >= SPIKE_RATIO && b >= SPIKE_RATIO && Math.abs(Math.log(a / b)) < Math.log(2);
}

/** The smallest non-zero value must be at least this share of the mean for a zero to look out of place. */
const LEVEL_LIKE = 0.1;

/**
 * Notices zeros in a series that otherwise never comes near zero (zeros written for values that were not published), a
 * sign that changes once, and a value many times its neighbours that is taken back by the next.
 */
export class ReadingTrack {
  private zeros = 0;
  private zeroLine = 0;
  private others = 0;
  private sum = 0;
  private lowest = Infinity;
  private highest = 0;

  private negatives = 0;
  private firstNegative = { text: '', line: 0 };
  private seen = 0;
  /** The value before, and the one before that; a file has millions, so that none is made an object of. */
  private last = 0;
  private lastPeriod = '';
  private lastLine = 0;
  private lastButOne = 0;
  private spikes = 0;
  private firstSpike = { text: '', line: 0 };

  see(period: string, value: number, line: number): void {
    if (value < 0) {
      this.negatives += 1;
      if (this.negatives === 1) this.firstNegative = { text: `${value} in ${period}`, line };
    }
    this.seeSpike(period, value, line);
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
    const mean = this.sum / Math.max(1, this.others);
    const isFar = -this.lowest > FAR_FROM_ZERO * mean && mean > 0;
    if (this.negatives > 0 && this.negatives <= FEW_NEGATIVES && this.negatives * 2 < this.others && isFar) {
      findings.warn(`${code} is ${this.firstNegative.text}${this.negatives > 1 ? ` and negative in ${this.negatives - 1} more` : ''}, and above 0 everywhere else: a level may be, a price may not`, this.firstNegative.line);
    }
    // What goes through zero or near it has large ratios every day.
    if (this.spikes > 0 && this.lowest > NEAR_ZERO * mean) findings.warn(`${code}: ${this.firstSpike.text} its neighbours${this.spikes > 1 ? `, and ${this.spikes - 1} more such` : ''}: a slipped decimal mark or a change of unit`, this.firstSpike.line);
    const neverNearZero = this.others > 1 && this.lowest < this.highest && this.lowest > LEVEL_LIKE * (this.sum / this.others);
    if (this.zeros === 0 || !neverNearZero) return;
    findings.warn(`${code} is 0 in ${this.zeros} ${this.zeros === 1 ? 'row' : 'rows'} and otherwise between ${this.lowest} and ${this.highest}: 0 was probably written for a missing value`, this.zeroLine);
  }

  private seeSpike(period: string, value: number, line: number): void {
    const { last, lastButOne } = this;
    if (this.seen > 1 && isSpike(lastButOne, last, value)) {
      this.spikes += 1;
      if (this.spikes === 1) this.firstSpike = { text: `${last} in ${this.lastPeriod} is ${(last / lastButOne).toFixed(1)} times`, line: this.lastLine };
    }
    this.seen += 1;
    this.lastButOne = last;
    this.last = value;
    this.lastPeriod = period;
    this.lastLine = line;
  }
}
