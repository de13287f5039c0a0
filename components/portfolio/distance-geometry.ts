import { niceAxis, position, type Axis } from '../charts/scale';

/** How far a price is from the level at which one reading of it changes sign. */
export interface FlipDistance {
  /** Horizon in months. */
  readonly months: number;
  /** The sign of the reading now. */
  readonly state: 1 | -1;
  /** The move of today's price that would change it, as a fraction. */
  readonly move: number;
}

export interface DistanceRow {
  readonly id: string;
  readonly name: string;
  readonly instrument?: string;
  readonly colour: number;
  readonly trend: readonly FlipDistance[];
  readonly momentum: readonly FlipDistance[];
  readonly momentumScore: number | null;
}

/** One axis for all classes, with 0 for today's price. */
export function distanceAxis(rows: readonly DistanceRow[]): Axis {
  const moves = rows.flatMap((row) => [...row.trend, ...row.momentum].map((flip) => flip.move));
  return niceAxis(Math.min(0, ...moves), Math.max(0, ...moves), 9);
}

/** The flip that the smallest move would bring; null when there is none. */
export function nearestFlip(flips: readonly FlipDistance[]): FlipDistance | null {
  return flips.reduce<FlipDistance | null>((nearest, flip) => (nearest && Math.abs(nearest.move) <= Math.abs(flip.move) ? nearest : flip), null);
}

/** "below, 2 of 3": on which side most horizons stand, and how many. */
export function trendWords(trend: readonly FlipDistance[]): { readonly word: 'above' | 'below'; readonly count: number } {
  const below = trend.filter((flip) => flip.state === -1).length;
  return below * 2 > trend.length ? { word: 'below', count: below } : { word: 'above', count: trend.length - below };
}

/** The line from today to the nearest flip; positions in per cent. */
export function reach(flips: readonly FlipDistance[], axis: Axis): { readonly from: number; readonly width: number } | null {
  const nearest = nearestFlip(flips);
  if (!nearest) return null;
  const [today, there] = [position(axis, 0), position(axis, nearest.move)];
  return { from: Math.min(today, there), width: Math.abs(there - today) };
}
