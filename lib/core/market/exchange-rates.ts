import type { IsoDate } from '../base/iso-date';
import { dayNumber } from '../base/iso-date';

/** A rate older than this many calendar days is no rate: long weekends pass, a missed week does not. */
export const MAX_RATE_AGE_DAYS = 5;

/** What a series of exchange rates is about: units of `quote` for one `base`. */
export interface CurrencyPair {
  readonly base: string;
  readonly quote: string;
}

/** One rate: the day it is of, and the day from which it could be used. */
export interface Rate {
  readonly day: IsoDate;
  readonly knownAt: IsoDate;
  readonly value: number;
}

/** Rates of one pair, by `day`. */
export interface RateSeries extends CurrencyPair {
  readonly rates: readonly Rate[];
}

/** A step from one currency to another: multiply by the rate of the pair, or divide where it is inverse. */
export interface RateHop<Pair extends CurrencyPair = CurrencyPair> {
  readonly pair: Pair;
  readonly isInverse: boolean;
}

/** The pair that a unit names: `USD per EUR` is { base: EUR, quote: USD }. Null for any other unit. */
export function pairOfUnit(unit: string): CurrencyPair | null {
  const match = /^([A-Z]{3}) per ([A-Z]{3})$/.exec(unit);
  return match && match[1] !== match[2] ? { quote: match[1], base: match[2] } : null;
}

function hopBetween<Pair extends CurrencyPair>(pairs: readonly Pair[], from: string, to: string): RateHop<Pair> | null {
  const direct = pairs.find(({ base, quote }) => base === from && quote === to);
  if (direct) return { pair: direct, isInverse: false };
  const inverse = pairs.find(({ base, quote }) => base === to && quote === from);
  return inverse ? { pair: inverse, isInverse: true } : null;
}

/**
 * The way from one currency to another: by their own pair, else across one third currency that both are quoted in. Empty
 * from a currency to itself; null where there is no way, which is never taken for a rate of 1.
 * Example: with `USD per EUR` and `CHF per EUR` the way from CHF to USD goes across the euro.
 */
export function rateRoute<Pair extends CurrencyPair>(pairs: readonly Pair[], from: string, to: string): readonly RateHop<Pair>[] | null {
  if (from === to) return [];
  const straight = hopBetween(pairs, from, to);
  if (straight) return [straight];
  for (const across of new Set(pairs.flatMap(({ base, quote }) => [base, quote]))) {
    const [first, second] = [hopBetween(pairs, from, across), hopBetween(pairs, across, to)];
    if (first && second) return [first, second];
  }
  return null;
}

/** Follows one series day by day: dates must not go backwards. Null where the newest usable rate is too old. */
function follow(series: RateSeries): (date: IsoDate) => number | null {
  const arrivals = [...series.rates].sort((a, b) => (a.knownAt < b.knownAt ? -1 : a.knownAt > b.knownAt ? 1 : 0));
  let [next, newest]: [number, Rate | null] = [0, null];
  return (date) => {
    for (; next < arrivals.length && arrivals[next].knownAt <= date; next += 1) {
      if (newest === null || arrivals[next].day >= newest.day) newest = arrivals[next];
    }
    const isFresh = newest !== null && dayNumber(date) - dayNumber(newest.day) <= MAX_RATE_AGE_DAYS;
    return isFresh && newest !== null ? newest.value : null;
  };
}

/**
 * The rate of a route on every date, ascending: units of the last currency for one of the first. Each is the newest rate
 * that was of that day or earlier, known by then, and at most five calendar days old; null where a hop has none.
 */
export function ratesOn(route: readonly RateHop<RateSeries>[], dates: readonly IsoDate[]): readonly (number | null)[] {
  const hops = route.map(({ pair, isInverse }) => ({ at: follow({ ...pair, rates: pair.rates.filter(({ value }) => value > 0) }), isInverse }));
  return dates.map((date) => {
    let product: number | null = 1;
    for (const { at, isInverse } of hops) {
      const rate = at(date);
      product = product === null || rate === null ? null : isInverse ? product / rate : product * rate;
    }
    return product;
  });
}

/** Levels in another currency; null where a level or a rate is missing. */
export function convertLevels(levels: readonly (number | null)[], rates: readonly (number | null)[]): readonly (number | null)[] {
  return levels.map((level, t) => {
    const rate = rates[t];
    return level === null || rate === null ? null : level * rate;
  });
}
