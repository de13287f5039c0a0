import type { IsoDate } from '../base/iso-date';

/**
 * A reading of one month computed from values of some series in that month and in months before it.
 * `compute` receives `values[input][j]`, the value `lags[j]` months before, and returns NaN where it has no meaning.
 */
export interface MacroFormula {
  readonly inputs: readonly { readonly role: string; readonly lags: readonly number[] }[];
  readonly compute: (values: readonly (readonly number[])[]) => number;
  /** For fitted constants: the day from which they could be known. There is no reading before it. */
  readonly constantsKnownAt?: IsoDate;
}
