import type { IsoDate } from '../base/iso-date';
import type { Cadence } from '../series/period-ends';
import { periodOf } from '../series/period-ends';

/** The highest of the returns; null for none. */
export function bestPeriod(returns: ArrayLike<number>): number | null {
  return returns.length === 0 ? null : Array.from(returns).reduce((best, r) => Math.max(best, r));
}

/** The lowest of the returns; null for none. */
export function worstPeriod(returns: ArrayLike<number>): number | null {
  return returns.length === 0 ? null : Array.from(returns).reduce((worst, r) => Math.min(worst, r));
}

/**
 * Returns compounded per calendar period: `dates[t]` is the end of the period of `returns[t]`.
 * The first and the last period may be shorter than the calendar's.
 */
export function calendarReturns(dates: readonly IsoDate[], returns: ArrayLike<number>, cadence: Cadence): readonly { readonly end: IsoDate; readonly value: number }[] {
  const found: { end: IsoDate; value: number }[] = [];
  let period: number | null = null;
  for (let t = 0; t < returns.length; t += 1) {
    const own = periodOf(dates[t], cadence);
    const open = found.at(-1);
    if (open && own === period) [open.end, open.value] = [dates[t], (1 + open.value) * (1 + returns[t]) - 1];
    else found.push({ end: dates[t], value: returns[t] });
    period = own;
  }
  return found;
}
