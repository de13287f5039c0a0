import { fixed, isMissing, shiftPoint, withUnit, type Figure, type SignStyle } from './number';

const scaled = (fraction: Figure, places: number): Figure => (isMissing(fraction) ? null : shiftPoint(fraction, places));

/** A weight difference for a column headed `pp`, always signed: −0.0883 → `−8.83`. */
export function ppFigure(difference: Figure, decimals = 2): string {
  return fixed(scaled(difference, 2), decimals, { sign: 'always' });
}

/** A weight difference in prose: −0.088 → `−8.8 pp`. */
export function pp(difference: Figure, decimals = 1): string {
  return withUnit(ppFigure(difference, decimals), 'pp');
}

export interface BpOptions {
  readonly decimals?: number;
  readonly sign?: SignStyle;
}

/** A fraction for a column headed `bp`: 0.35 → `3,500`. Tilts are signed (`sign: 'always'`), levels and costs are not. */
export function bpFigure(fraction: Figure, { decimals = 0, sign = 'auto' }: BpOptions = {}): string {
  return fixed(scaled(fraction, 4), decimals, { sign });
}

/** A fraction in prose: 0.00018 with one decimal → `1.8 bp`. */
export function bp(fraction: Figure, options: BpOptions = {}): string {
  return withUnit(bpFigure(fraction, options), 'bp');
}
