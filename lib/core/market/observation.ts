import type { IsoDate } from '../base/iso-date';

/** One published value of one series. `period` is the month observed, `YYYY-MM`. */
export interface Observation {
  readonly seriesId: string;
  readonly period: string;
  readonly value: number;
  /** The day from which a decision may use the value. */
  readonly knownAt: IsoDate;
}
