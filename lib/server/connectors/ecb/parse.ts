import type { IsoDate } from '../../../core/base/iso-date';
import { ok, refuse, type Result } from '../../../core/base/result';
import type { Answer, ObservationFacts, ParseKind } from '../connector';
import { against, readCsv, upToToday } from '../reading';
import { COLUMNS, rowSchema, type Feed } from './schema';

/** Units of the currency for one euro, known on their own day: the bank publishes in the afternoon and does not revise. */
export function parseRate(answer: Answer, feed: Feed, today: IsoDate): Result<ObservationFacts, ParseKind> {
  const table = readCsv(answer.parts[0].bytes, COLUMNS);
  if (!table.ok) return table;
  const found: { day: IsoDate; rate: number }[] = [];
  for (const raw of table.value) {
    const row = against(raw, rowSchema);
    if (!row.ok) return row;
    if (row.value.CURRENCY !== feed.externalId) return refuse('schema-drift', `asked for ${feed.externalId}, answered with ${row.value.CURRENCY}`);
    if (row.value.OBS_VALUE === '' || row.value.OBS_VALUE === 'NaN') continue;
    const rate = Number(row.value.OBS_VALUE);
    if (!(rate > 0) || !Number.isFinite(rate)) return refuse('schema-drift', `${row.value.OBS_VALUE} on ${row.value.TIME_PERIOD} is no rate`);
    found.push({ day: row.value.TIME_PERIOD as IsoDate, rate });
  }
  if (found.length === 0) return refuse('empty-answer', 'the answer holds no rate');
  const known = upToToday(found, (row) => row.day, today);
  if (!known.ok) return known;
  return ok({
    kind: 'observation', pointInTime: true, typicalLagDays: null, name: `ECB reference rate, ${feed.externalId} for one euro`, unit: `${feed.externalId} per EUR`, warnings: known.value.warnings,
    values: known.value.rows.map(({ day, rate }) => ({ period: day, frequency: 'daily' as const, value: rate, releaseDate: day, vintage: null })),
  });
}
