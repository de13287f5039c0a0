import { fixed, isMissing, shiftPoint, withUnit, type Figure, type SignStyle } from './number';

export interface PercentOptions {
  readonly decimals?: number;
  readonly sign?: SignStyle;
}

/** The bare figure for a column headed `%`: 0.13905 → `13.91` with two decimals. */
export function percentFigure(fraction: Figure, { decimals = 2, sign = 'auto' }: PercentOptions = {}): string {
  return fixed(isMissing(fraction) ? null : shiftPoint(fraction, 2), decimals, { sign });
}

/** A fraction as a person reads it: 0.139 → `13.9 %`, with a narrow space. */
export function percent(fraction: Figure, { decimals = 1, sign = 'auto' }: PercentOptions = {}): string {
  return withUnit(percentFigure(fraction, { decimals, sign }), '%');
}

/** Two fractions that share a unit: `10–45` for a column headed `%`. */
export function percentRange(min: Figure, max: Figure, decimals = 0): string {
  return `${percentFigure(min, { decimals })}\u2013${percentFigure(max, { decimals })}`;
}
