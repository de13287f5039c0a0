import type { IsoDate } from '../../../core/base/iso-date';
import { ok, refuse, type Result } from '../../../core/base/result';
import type { Answer, ParseKind, PriceFacts } from '../connector';
import { readDay, readJson, upToToday } from '../reading';
import { pricesSchema, type Feed } from './schema';

/** Closing levels of one instrument, adjusted for distributions and splits or as they were traded. */
export function parsePrices(answer: Answer, feed: Feed, today: IsoDate): Result<PriceFacts, ParseKind> {
  const read = readJson(answer.parts[0].bytes, pricesSchema);
  if (!read.ok) return read;
  const levels: { date: IsoDate; level: number }[] = [];
  for (const row of read.value) {
    const date = readDay(row.date.slice(0, 10));
    if (!date) return refuse('schema-drift', `"${row.date}" begins with no day`);
    levels.push({ date, level: feed.basis === 'total-return' ? row.adjClose : row.close });
  }
  if (levels.length === 0) return refuse('empty-answer', 'the answer holds no price');
  const known = upToToday(levels, (row) => row.date, today);
  if (!known.ok) return known;
  return ok({ kind: 'price', basis: feed.basis, sampling: 'end', currency: feed.currency, frequency: 'daily', warnings: known.value.warnings, levels: known.value.rows });
}
