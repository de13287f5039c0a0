/** Month-end levels of one asset, and of what cash earns, oldest first and of equal length. */
export interface MonthEnds {
  readonly levels: Float64Array;
  readonly cash: Float64Array;
}

/**
 * An indicator of prices with its default parameters: one reading per month-end, NaN where there is none. Where it has
 * several horizons, the middle one.
 */
export type PriceReadings = (months: MonthEnds) => Float64Array;

/** A formula for one month-end as readings at all of them. */
export function atEvery(formula: (levels: ArrayLike<number>, k: number) => number): PriceReadings {
  return ({ levels }) => Float64Array.from(levels, (_, k) => formula(levels, k));
}
