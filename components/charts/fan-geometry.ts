import { niceStep, type Axis } from './scale';

/** A result of the whole backtest with every decision moved by so many months; negative is early. */
export interface FanPoint {
  readonly shift: number;
  readonly value: number;
}

/** An axis around results that need not reach zero, with round ticks inside it and room for a word below the last. */
export function fanAxis(values: readonly number[]): Axis {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const step = niceStep(high - low || Math.abs(high) || 1, 4);
  const [first, last] = [Math.floor(low / step), Math.ceil(high / step)];
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
  return { min: ticks[0] - step * 0.6, max: ticks[ticks.length - 1] + step * 0.2, ticks };
}

/** Columns of equal width, one for each shift; the middle of the one at this place, in per cent. */
export function columnMiddle(place: number, count: number): number {
  return ((place + 0.5) / count) * 100;
}

/** Moves before the decision date rest on hindsight, moves from it on could be traded. Both parts hold the point at 0, which joins them. */
export function splitAtToday(points: readonly FanPoint[]): { readonly hindsight: readonly FanPoint[]; readonly possible: readonly FanPoint[] } {
  return { hindsight: points.filter((point) => point.shift <= 0), possible: points.filter((point) => point.shift >= 0) };
}

/** The side on which a label on the level stands clearer of the curve. */
export function clearerSide(points: readonly FanPoint[], level: number): 'left' | 'right' {
  const third = Math.max(1, Math.floor(points.length / 3));
  const clearance = (part: readonly FanPoint[]) => Math.min(...part.map((point) => Math.abs(point.value - level)));
  return clearance(points.slice(-third)) >= clearance(points.slice(0, third)) ? 'right' : 'left';
}
