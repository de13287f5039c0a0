import type { IsoDate } from '../base/iso-date';
import { periodEnds } from '../series/period-ends';
import { takeRows } from '../series/resample';
import type { View } from './history';

/** The closed month-ends of a view: `k` counts them from 0. */
export interface MonthGrid {
  /** Row of the grid at each month-end. */
  readonly rows: Int32Array;
  readonly dates: readonly IsoDate[];
  /** `levels[a][k]` for the chosen columns. */
  readonly levels: readonly Float64Array[];
  /** The cash level at each month-end; all 1 where cash earns nothing. */
  readonly cash: Float64Array;
}

/** The month-ends of some columns of a view, by the view's own calendar. */
export function monthGrid(view: View, columns: readonly number[]): MonthGrid {
  const { dates, levels, cashLevel } = view.grid;
  const rows = periodEnds(dates, 'month-end', view.nextDate);
  return {
    rows,
    dates: Array.from(rows, (row) => dates[row]),
    levels: columns.map((column) => takeRows(levels[column], rows)),
    cash: cashLevel ? takeRows(cashLevel, rows) : new Float64Array(rows.length).fill(1),
  };
}
