import type { IsoDate } from '../../../core/base/iso-date';
import { ok, refuse, type Result } from '../../../core/base/result';
import type { Answer, ParseKind, PriceFacts } from '../connector';
import { readJson, upToToday } from '../reading';
import { chartSchema, type Feed } from './schema';

/** London, Johannesburg and Tel Aviv quote in hundredths. */
const MINOR: Readonly<Record<string, string>> = { GBp: 'GBP', GBX: 'GBP', ZAc: 'ZAR', ILA: 'ILS' };

/** The calendar day of an instant where the exchange is. */
function dayIn(zone: string): ((seconds: number) => IsoDate) | null {
  try {
    const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
    return (seconds) => format.format(new Date(seconds * 1_000)) as IsoDate;
  } catch {
    return null;
  }
}

/**
 * Closing levels of one instrument by the exchange's own days. The row of today is left out: until the close it is a
 * price on the way, and Yahoo does not say which it is.
 */
export function parseChart(answer: Answer, feed: Feed, today: IsoDate): Result<PriceFacts, ParseKind> {
  const read = readJson(answer.parts[0].bytes, chartSchema);
  if (!read.ok) return read;
  const { meta, timestamp, indicators } = read.value;
  const column = feed.basis === 'total-return' ? indicators.adjclose?.[0]?.adjclose : indicators.quote[0].close;
  if (!column) return refuse('schema-drift', 'the answer has no adjusted close');
  if (column.length !== timestamp.length) return refuse('schema-drift', `${timestamp.length} days and ${column.length} levels`);
  const dayOf = dayIn(meta.exchangeTimezoneName);
  const currency = MINOR[meta.currency ?? ''] ?? meta.currency;
  if (!dayOf || !currency || !/^[A-Z]{3}$/.test(currency)) return refuse('schema-drift', `"${meta.exchangeTimezoneName}" and "${meta.currency}" are no time zone and currency`);
  const scale = currency === meta.currency ? 1 : 100;
  const levels = new Map<IsoDate, number>();
  for (const [k, level] of column.entries()) {
    if (level === null) continue;
    if (!(level > 0)) return refuse('schema-drift', `${level} on ${dayOf(timestamp[k])} is no price`);
    levels.set(dayOf(timestamp[k]), level / scale);
  }
  const known = upToToday([...levels].map(([date, level]) => ({ date, level })), (row) => row.date, today);
  if (!known.ok) return known;
  const closed = known.value.rows.filter((row) => row.date < today);
  if (closed.length === 0) return refuse('empty-answer', 'the answer holds no closed day');
  return ok({ kind: 'price', basis: feed.basis, sampling: 'end', currency, frequency: 'daily', ...(meta.longName ? { name: meta.longName } : {}), warnings: known.value.warnings, levels: closed });
}
