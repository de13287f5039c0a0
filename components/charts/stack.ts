import { dayOf, timeAxis } from './time';

/** Where a class lies in a stack: from its lower to its upper edge, by date. */
export interface Band {
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

/** Weights of several classes on top of one another, the first at the bottom. */
export function stacked(weights: readonly (readonly number[])[]): readonly Band[] {
  let below: readonly number[] = weights[0]?.map(() => 0) ?? [];
  return weights.map((own) => {
    const upper = own.map((weight, t) => below[t] + weight);
    const band = { lower: below, upper };
    below = upper;
    return band;
  });
}

const BOX = 1000;
const round = (value: number): number => Number(value.toFixed(1));

/** The outline of a band on a box 1,000 wide: along its upper edge and back along its lower one. The axis is 0 to 1. */
export function bandPath(dates: readonly string[], { lower, upper }: Band, height: number): string {
  if (dates.length === 0) return '';
  const { min, max } = timeAxis({ from: dates[0], to: dates[dates.length - 1] });
  const point = (t: number, value: number) => `${round(((dayOf(dates[t]) - min) / (max - min)) * BOX)} ${round((1 - value) * height)}`;
  const there = dates.map((_, t) => point(t, upper[t]));
  const back = dates.map((_, t) => point(t, lower[t])).reverse();
  return `M${[...there, ...back].join('L')}Z`;
}
