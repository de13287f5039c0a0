import type { IsoDate } from '../../core/base/iso-date';
import { ok, refuse, type Result } from '../../core/base/result';
import type { RawColumns } from '../../core/market/align-grid';
import { convertLevels, MAX_RATE_AGE_DAYS, pairOfUnit, rateRoute, ratesOn, type CurrencyPair, type RateHop, type RateSeries } from '../../core/market/exchange-rates';
import type { Database, Transaction } from '../db/client';
import { readRates, type SeriesMeta } from '../db/market-store';

/** An observation series whose unit says that it is an exchange rate. */
export type RatedSeries = CurrencyPair & { readonly id: number; readonly code: string };

/** The exchange rates among the series of a desk. */
export function ratedSeries(series: readonly SeriesMeta[]): readonly RatedSeries[] {
  return series.flatMap(({ id, code, kind, unit }) => {
    const pair = kind === 'observation' ? pairOfUnit(unit) : null;
    return pair ? [{ ...pair, id, code }] : [];
  });
}

/** The way from a currency to the base currency; refuses `no-rate` with what would have to be there. */
export function wayToBase(pairs: readonly RatedSeries[], from: string, base: string): Result<readonly RateHop<RatedSeries>[], 'no-rate'> {
  const route = rateRoute(pairs, from, base);
  return route ? ok(route) : refuse('no-rate', `There is no exchange rate from ${from} to ${base}. Import an observation series in the unit "${base} per ${from}", or subscribe to reference rates.`, { from, base });
}

/** Turns levels and prices of other currencies into those of the base currency. */
export interface Exchange {
  /** Units of the base currency for one of another, on ascending dates; null where there is no rate. */
  readonly ratesOf: (currency: string, dates: readonly IsoDate[]) => readonly (number | null)[];
  /** Currencies without a way to the base currency, with what to do about each. */
  readonly missing: ReadonlyMap<string, string>;
}

/** Reads every rate that some currencies need, as recorded by a moment. A currency without a way is named, never taken at 1. */
export async function readExchange(
  db: Database | Transaction,
  series: readonly SeriesMeta[],
  needs: { readonly currencies: Iterable<string>; readonly base: string; readonly upTo: IsoDate; readonly recordedAt: Date },
): Promise<Exchange> {
  const pairs = ratedSeries(series);
  const foreign = [...new Set(needs.currencies)].filter((currency) => currency !== needs.base);
  const ways = foreign.map((currency) => [currency, wayToBase(pairs, currency, needs.base)] as const);
  const used = new Set(ways.flatMap(([, way]) => (way.ok ? way.value.map(({ pair }) => pair.id) : [])));
  const rates = used.size > 0 ? await readRates(db, [...used], needs.upTo, needs.recordedAt) : new Map();
  const filled = new Map(
    ways.flatMap(([currency, way]) => (way.ok ? [[currency, way.value.map((hop): RateHop<RateSeries> => ({ ...hop, pair: { ...hop.pair, rates: rates.get(hop.pair.id) ?? [] } }))] as const] : [])),
  );
  return {
    ratesOf: (currency, dates) => (currency === needs.base ? dates.map(() => 1) : ratesOn(filled.get(currency) ?? [{ pair: { base: currency, quote: needs.base, rates: [] }, isInverse: false }], dates)),
    missing: new Map(ways.flatMap(([currency, way]) => (way.ok ? [] : [[currency, way.error.message] as const]))),
  };
}

/** The columns of a table in the base currency: a row without a rate has no level there, and says nothing else. */
export function inBaseCurrency(raw: RawColumns, exchange: Exchange, currencyOf: ReadonlyMap<string, string>): RawColumns {
  const columns = Object.entries(raw.columns).map(([name, levels]) => {
    const currency = currencyOf.get(name);
    return [name, currency === undefined ? levels : convertLevels(levels, exchange.ratesOf(currency, raw.dates))] as const;
  });
  return { ...raw, columns: Object.fromEntries(columns) };
}

/** Why a price cannot be valued on a day, for people. */
export function missingRate(exchange: Exchange, currency: string, base: string, date: IsoDate): string {
  return exchange.missing.get(currency) ?? `there is no exchange rate from ${currency} to ${base} of the ${MAX_RATE_AGE_DAYS} days up to ${date}`;
}
