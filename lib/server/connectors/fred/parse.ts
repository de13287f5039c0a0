import type { IsoDate } from '../../../core/base/iso-date';
import { ok, refuse, type Result } from '../../../core/base/result';
import { frequencyOf } from '../../frequency';
import type { PeriodForm } from '../../imports/dates';
import type { Answer, ObservationFacts, ParseKind } from '../connector';
import { partsNamed, periodText, readCsv, readDay, readJson, upToToday } from '../reading';
import { observationsSchema, seriesSchema, type Feed } from './schema';

/** FRED's letters; weeks and fortnights are dated by a day. */
const FORMS: Readonly<Record<string, PeriodForm>> = { D: 'daily', W: 'daily', BW: 'daily', M: 'monthly', Q: 'quarterly', SA: 'quarterly', A: 'annual' };

interface Dated {
  readonly day: IsoDate;
  readonly value: number;
  /** Since when this value was the current one; null where the answer does not say. */
  readonly since: IsoDate | null;
}

const isMissing = (text: string): boolean => text === '.' || text === '';

function numbersOf(rows: readonly { readonly day: string; readonly value: string; readonly since: string | null }[]): Result<readonly Dated[], ParseKind> {
  const found: Dated[] = [];
  for (const row of rows) {
    if (isMissing(row.value)) continue;
    const [day, value] = [readDay(row.day), Number(row.value)];
    if (!day || !Number.isFinite(value)) return refuse('schema-drift', `"${row.day}, ${row.value}" is no day with a number`);
    found.push({ day, value, since: row.since === null ? null : readDay(row.since) });
  }
  return found.length > 0 ? ok(found) : refuse('empty-answer', 'the answer holds no value');
}

/**
 * A request for a window of real time gets `realtime_start` cut to the window, so that a value that held before it
 * seems to begin with it. A value equal to the one before it for the same period is therefore no new vintage.
 */
function changesOnly(rows: readonly Dated[]): readonly Dated[] {
  const inOrder = [...rows].sort((a, b) => (a.day === b.day ? String(a.since).localeCompare(String(b.since)) : a.day < b.day ? -1 : 1));
  return inOrder.filter((row, k) => k === 0 || inOrder[k - 1].day !== row.day || inOrder[k - 1].value !== row.value);
}

function factsOf(rows: readonly Dated[], form: PeriodForm, feed: Feed, today: IsoDate, more: Pick<ObservationFacts, 'name' | 'unit'>): Result<ObservationFacts, ParseKind> {
  const known = upToToday(rows, (row) => row.since ?? row.day, today);
  if (!known.ok) return known;
  // A projection is published before its period begins; this store keeps observations alone.
  const observed = known.value.rows.filter((row) => row.since === null || row.since >= row.day);
  const projections = known.value.rows.length - observed.length;
  const changes = changesOnly(observed);
  if (changes.length === 0) return refuse('empty-answer', 'the answer holds no observation');
  return ok({
    kind: 'observation', pointInTime: feed.vintages, typicalLagDays: feed.vintages ? null : (feed.typicalLagDays ?? null), ...more,
    warnings: [...known.value.warnings, ...(projections > 0 ? [`left out ${projections} projections, published before their period began`] : [])],
    values: changes.map(({ day, value, since }) => ({ period: periodText(day, form), frequency: form, value, releaseDate: feed.vintages ? since : null, vintage: feed.vintages ? since : null })),
  });
}

function parseApi(answer: Answer, feed: Feed, today: IsoDate): Result<ObservationFacts, ParseKind> {
  const series = readJson(partsNamed(answer, 'series')[0] ?? new Uint8Array(), seriesSchema);
  if (!series.ok) return series;
  const [{ title, units, frequency_short: letter }] = series.value.seriess;
  const form = FORMS[letter];
  if (!form) return refuse('schema-drift', `"${letter}" is no frequency that is known here`);
  const rows: { day: string; value: string; since: string | null }[] = [];
  for (const bytes of partsNamed(answer, 'observations')) {
    const page = readJson(bytes, observationsSchema);
    if (!page.ok) return page;
    for (const one of page.value.observations) rows.push({ day: one.date, value: one.value, since: feed.vintages ? one.realtime_start : null });
  }
  const numbers = numbersOf(rows);
  return numbers.ok ? factsOf(numbers.value, form, feed, today, { name: title, unit: units }) : numbers;
}

function parseDownload(bytes: Uint8Array, feed: Feed, today: IsoDate): Result<ObservationFacts, ParseKind> {
  const table = readCsv(bytes, [feed.externalId]);
  if (!table.ok) return table;
  const dayColumn = Object.keys(table.value[0] ?? {})[0];
  if (table.value.length > 0 && !/^(observation_date|DATE)$/i.test(dayColumn)) return refuse('schema-drift', `the first column is ${dayColumn}, not the day of the observation`);
  const numbers = numbersOf(table.value.map((row) => ({ day: row[dayColumn], value: row[feed.externalId], since: null })));
  if (!numbers.ok) return numbers;
  // A period without a value is still a period: left out, it would make a monthly series look quarterly.
  const frequency = frequencyOf(table.value.flatMap((row) => readDay(row[dayColumn]) ?? []));
  return factsOf(numbers.value, frequency === 'weekly' ? 'daily' : frequency, feed, today, {});
}

/** The values of one series: every vintage with its day, or today's revision of each period. */
export function parseSeries(answer: Answer, feed: Feed, today: IsoDate): Result<ObservationFacts, ParseKind> {
  const [download] = partsNamed(answer, 'csv');
  return download ? parseDownload(download, feed, today) : parseApi(answer, feed, today);
}
