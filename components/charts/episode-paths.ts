import type { Axis } from './scale';
import { dayOf, timeAxis, type Period } from './time';

export interface DatedValue {
  readonly date: string;
  readonly value: number;
}

const BOX = 1000;
const round = (value: number): number => Number(value.toFixed(1));

/** Points inside a period, on a box 1,000 wide and `height` high. */
function points(values: readonly DatedValue[], period: Period, axis: Pick<Axis, 'min' | 'max'>, height: number): readonly { x: number; y: number }[] {
  const time = timeAxis(period);
  return values
    .filter(({ date }) => date >= period.from && date <= period.to)
    .map(({ date, value }) => ({
      x: round(((dayOf(date) - time.min) / (time.max - time.min)) * BOX),
      y: round(((axis.max - value) / (axis.max - axis.min)) * height),
    }));
}

/** A line through dated values; paths stretch with the picture, text never does. */
export function linePath(values: readonly DatedValue[], period: Period, axis: Pick<Axis, 'min' | 'max'>, height: number): string {
  return points(values, period, axis, height)
    .map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`)
    .join('');
}

/** The same line closed down, or up, to a level. */
export function areaPath(values: readonly DatedValue[], period: Period, axis: Pick<Axis, 'min' | 'max'>, height: number, level = 0): string {
  const line = points(values, period, axis, height);
  if (line.length === 0) return '';
  const base = round(((axis.max - level) / (axis.max - axis.min)) * height);
  const along = line.map(({ x, y }) => `L${x} ${y}`).join('');
  return `M${line[0].x} ${base}${along}L${line[line.length - 1].x} ${base}Z`;
}
