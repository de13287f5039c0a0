import type { IsoDate } from '../base/iso-date';
import { periodEnds } from '../series/period-ends';
import type { View } from './history';

/** Which rows of a view a decision may rest on. */
export interface PeriodStatus {
  /** The last row there is; null without rows. */
  readonly lastRow: IsoDate | null;
  /** The last row that closes its month; null before the first month is closed. */
  readonly lastClosedMonthEnd: IsoDate | null;
  /** The first row after the last closed month end: from there on everything is provisional. Null when nothing is. */
  readonly provisionalFrom: IsoDate | null;
}

/** A month is closed by a row in a later month; until then its newest rows are provisional and cannot be proposed on. */
export function periodStatus(view: View): PeriodStatus {
  const { dates } = view.grid;
  const end = periodEnds(dates, 'month-end', view.nextDate).at(-1);
  return {
    lastRow: dates.at(-1) ?? null,
    lastClosedMonthEnd: end === undefined ? null : dates[end],
    provisionalFrom: dates[end === undefined ? 0 : end + 1] ?? null,
  };
}
