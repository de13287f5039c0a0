import { BPS_PER_UNIT } from '../base/units';

/** Cost rates as fractions of the traded notional; the cash asset trades free. */
export function costRates(costBps: readonly number[], cashIndex: number): Float64Array {
  return Float64Array.from(costBps, (bps, i) => (i === cashIndex ? 0 : bps / BPS_PER_UNIT));
}

/** Cost of a change of weights as a fraction of the portfolio: `Σ c_i |Δw_i|`. */
export function costOfShift(shift: ArrayLike<number>, rates: ArrayLike<number>): number {
  let cost = 0;
  for (let i = 0; i < shift.length; i += 1) cost += rates[i] * Math.abs(shift[i]);
  return cost;
}
