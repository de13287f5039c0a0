import type { IsoDate } from '../base/iso-date';
import type { Observation } from '../market/observation';
import type { MacroFormula } from './macro-formula';

/** One reading of one month, in the vintage known when it was made. */
export interface MacroReading {
  readonly period: number;
  readonly value: number;
  readonly knownAt: IsoDate;
}

/** What a formula says at one date: its newest reading among all it has made so far. */
export interface MacroState {
  readonly latest: MacroReading | null;
  readonly count: number;
  /** Mean and population sd over all readings known by then. */
  readonly mean: number;
  readonly deviation: number;
}

export interface MacroTracker {
  /** Takes in everything known by `date` and says what stands. Dates must not go backwards. */
  readonly advance: (date: IsoDate) => MacroState;
  /** All readings as they were known at the last `advance`, by month, oldest first. Grows with their number: for decisions, not for rows. */
  readonly past: () => Float64Array;
}

interface Arrival {
  readonly input: number;
  readonly period: number;
  readonly value: number;
  readonly knownAt: IsoDate;
}

const monthOf = (period: string): number => Number(period.slice(0, 4)) * 12 + Number(period.slice(5, 7)) - 1;

/** What arrives, in the order of the days on which the formula can use it: never before its own constants are known. */
function arrivals(perInput: readonly (readonly Observation[])[], earliest: IsoDate | null): readonly Arrival[] {
  const all = perInput.flatMap((observations, input) =>
    observations.map((o): Arrival => ({ input, period: monthOf(o.period), value: o.value, knownAt: earliest !== null && o.knownAt < earliest ? earliest : o.knownAt })),
  );
  return all.sort((a, b) => (a.knownAt < b.knownAt ? -1 : a.knownAt > b.knownAt ? 1 : 0));
}

/** Mean and population sd of a changing set, kept as sums around its first value so that little is lost. */
class RunningMoments {
  count = 0;
  private origin = 0;
  private sum = 0;
  private squares = 0;

  add(value: number): void {
    if (this.count === 0) [this.origin, this.sum, this.squares] = [value, 0, 0];
    this.shift(value, 1);
  }

  remove(value: number): void {
    this.shift(value, -1);
  }

  mean(): number {
    return this.origin + this.sum / this.count;
  }

  deviation(): number {
    return Math.sqrt(Math.max(0, this.squares / this.count - (this.sum / this.count) ** 2));
  }

  private shift(value: number, sign: 1 | -1): void {
    const distance = value - this.origin;
    this.count += sign;
    this.sum += sign * distance;
    this.squares += sign * distance * distance;
  }
}

/** The readings of a formula as they come in, one arrival at a time. */
class Readings {
  readonly moments = new RunningMoments();
  latest: MacroReading | null = null;
  private readonly inputs: Map<number, { value: number; knownAt: IsoDate }>[];
  private readonly readings = new Map<number, MacroReading>();

  constructor(private readonly formula: MacroFormula) {
    this.inputs = formula.inputs.map(() => new Map());
  }

  take(arrival: Arrival): void {
    this.inputs[arrival.input].set(arrival.period, arrival);
    for (const lag of this.formula.inputs[arrival.input].lags) this.recompute(arrival.period + lag);
  }

  values(): Float64Array {
    const periods = [...this.readings.keys()].sort((a, b) => a - b);
    return Float64Array.from(periods, (period) => this.readings.get(period)?.value ?? NaN);
  }

  private recompute(period: number): void {
    const values: number[][] = [];
    let knownAt = '' as IsoDate;
    for (let input = 0; input < this.inputs.length; input += 1) {
      const row: number[] = [];
      for (const lag of this.formula.inputs[input].lags) {
        const found = this.inputs[input].get(period - lag);
        if (!found) return;
        if (found.knownAt > knownAt) knownAt = found.knownAt;
        row.push(found.value);
      }
      values.push(row);
    }
    this.replace({ period, value: this.formula.compute(values), knownAt });
  }

  private replace(reading: MacroReading): void {
    const before = this.readings.get(reading.period);
    if (!Number.isFinite(reading.value)) return;
    if (before) this.moments.remove(before.value);
    this.moments.add(reading.value);
    this.readings.set(reading.period, reading);
    if (!this.latest || reading.period >= this.latest.period) this.latest = reading;
  }
}

/**
 * Follows one formula through time, one arrival at a time: cost grows with the number of observations, not with that
 * of decisions. A revised value replaces the reading it belongs to from the day the revision was known. A month needs
 * all its inputs; its `knownAt` is the latest of theirs.
 */
export function createMacroTracker(formula: MacroFormula, observationsPerInput: readonly (readonly Observation[])[]): MacroTracker {
  const queue = arrivals(observationsPerInput, formula.constantsKnownAt ?? null);
  const readings = new Readings(formula);
  let next = 0;
  return {
    advance: (date) => {
      while (next < queue.length && queue[next].knownAt <= date) {
        readings.take(queue[next]);
        next += 1;
      }
      const { moments, latest } = readings;
      return { latest, count: moments.count, mean: moments.count > 0 ? moments.mean() : NaN, deviation: moments.count > 0 ? moments.deviation() : NaN };
    },
    past: () => readings.values(),
  };
}
