/** A stop of the tour: a room, and what to look at there. */
export interface TourStop {
  readonly room: string;
  readonly path: string;
  readonly anchor?: string;
  readonly says: string;
}

/** The address of a stop, counted from 1. */
export const tourAddress = (stops: readonly TourStop[], number: number): string => {
  const { path, anchor } = stops[number - 1];
  return `${path}?tour=${number}${anchor ? `#${anchor}` : ''}`;
};

/** The stop an address stands at, counted from 1; null away from the tour. */
export function tourStopAt(stops: readonly TourStop[], path: string, asked: string | null): number | null {
  const number = asked !== null && /^\d+$/.test(asked) ? Number(asked) : 0;
  return stops[number - 1]?.path === path ? number : null;
}
