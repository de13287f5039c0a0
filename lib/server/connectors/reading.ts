import { parse as parseCsv } from 'csv-parse/sync';
import type * as z from 'zod';
import { addDays, isIsoDate, type IsoDate } from '../../core/base/iso-date';
import { parseAs } from '../../core/base/parsing';
import { ok, refuse, type Result } from '../../core/base/result';
import type { PeriodForm } from '../imports/dates';
import type { Answer } from './connector';

/** The bytes of the parts that bear this name, in order. */
export const partsNamed = (answer: Answer, what: string): readonly Uint8Array[] => answer.parts.filter((part) => part.what === what).map((part) => part.bytes);

/** A JSON text against its schema. Text that breaks off is truncated; another shape is drift, named by its first field. */
export function readJson<Schema extends z.ZodType>(bytes: Uint8Array, schema: Schema): Result<z.output<Schema>, 'truncated' | 'schema-drift'> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return refuse('truncated', 'the JSON breaks off or is damaged');
  }
  return against(value, schema);
}

/** A value against its schema: another shape than the source used to send is drift. */
export function against<Schema extends z.ZodType>(value: unknown, schema: Schema): Result<z.output<Schema>, 'schema-drift'> {
  const parsed = parseAs(schema, value, 'schema-drift', 'the whole');
  return parsed.ok ? parsed : refuse('schema-drift', `the answer has another shape than it used to: ${parsed.error.message.split('; ')[0]}`);
}

/** The rows of a CSV text as objects by column; a row of another length than the header is a cut. */
export function readCsv(bytes: Uint8Array, columns: readonly string[]): Result<readonly Readonly<Record<string, string>>[], 'truncated' | 'schema-drift'> {
  try {
    const rows = parseCsv(Buffer.from(bytes), { bom: true, columns: true, skip_empty_lines: true, trim: true }) as Record<string, string>[];
    const missing = columns.filter((name) => rows.length > 0 && !(name in rows[0]));
    if (missing.length > 0) return refuse('schema-drift', `the table has no column ${missing.join(' and no column ')}; it has ${Object.keys(rows[0]).slice(0, 12).join(', ')}`);
    return ok(rows);
  } catch (error) {
    return refuse('truncated', `the table breaks off or is damaged: ${(error as Error).message.slice(0, 160)}`);
  }
}

/** A day, or null for what is none. */
export const readDay = (text: string): IsoDate | null => (isIsoDate(text) ? text : null);

/** A period the way observations write it: the day of a frequency that has no longer form. */
export function periodText(day: IsoDate, form: PeriodForm): string {
  if (form === 'annual') return day.slice(0, 4);
  if (form === 'quarterly') return `${day.slice(0, 4)}-Q${Math.floor((Number(day.slice(5, 7)) - 1) / 3) + 1}`;
  return form === 'monthly' ? day.slice(0, 7) : day;
}

/**
 * Leaves out what is dated after today. One day ahead is another time zone and is said; more is a wrong clock, here or
 * there, and then nothing of the answer is to be trusted.
 */
export function upToToday<Row>(rows: readonly Row[], dayOf: (row: Row) => IsoDate, today: IsoDate): Result<{ readonly rows: readonly Row[]; readonly warnings: readonly string[] }, 'future-dates'> {
  const late = rows.filter((row) => dayOf(row) > today);
  const latest = late.map(dayOf).sort().at(-1);
  if (latest && latest > addDays(today, 1)) return refuse('future-dates', `it says ${latest}, and today is ${today}: one of the two clocks is wrong`);
  return ok({ rows: late.length === 0 ? rows : rows.filter((row) => dayOf(row) <= today), warnings: latest ? [`left out ${latest}, a day ahead of today`] : [] });
}
