import * as z from 'zod';
import { addDays, dayNumber, lastDayOfMonth, monthIndex, monthText, weekday, type IsoDate } from '../../../core/base/iso-date';
import { ok, refuse } from '../../../core/base/result';
import { findColumns, unknownStated } from '../columns';
import { DateTrack } from '../date-track';
import { dateProblem, readDate } from '../dates';
import { FileRefusal } from '../findings';
import type { HeaderName } from '../header-words';
import { LevelTrack } from '../level-track';
import { IMPORT_LIMITS, limitMessages } from '../limits';
import { isMissing, readNumber, splitUnit } from '../numbers';
import type { DetectedFrequency, ImportedSeries } from '../report';
import { PER_UNIT, unitOfColumn, type ReturnUnit } from '../return-units';
import type { Row } from '../rows';
import { commonRequestFields, headerDefect, isRagged, listColumns, nameProblem, type Finished, type ImportKind, type Interpreter, type KindContext } from './kind';
import type { PriceRecord } from './prices';

const unitSchema = z.enum(['fraction', 'percent', 'bp']);

export const returnsRequestSchema = z.object({
  kind: z.literal('returns'),
  /** What the figures are in, for the whole file or by column, where the cells do not say it. */
  unit: z.union([unitSchema, z.record(z.string(), unitSchema)]).optional(),
  /** ISO 4217 code of the currency the returns are measured in. */
  currency: z.string().regex(/^[A-Z]{3}$/, 'a currency code of three capitals'),
  /** The columns to read, as the header writes them; all but the date when absent. */
  columns: z.array(z.string().min(1)).min(1).optional(),
  /** What a column is to be called, where its header is not the code: column to code. */
  codes: z.record(z.string(), z.string().min(1).max(IMPORT_LIMITS.maxNameLength)).optional(),
  ...commonRequestFields,
});
export type ReturnsRequest = z.infer<typeof returnsRequestSchema>;

/** The level that a chain of returns begins with, one period before the first of them. */
export const BASE_LEVEL = 100;

/** Level of a total-return series, chained from simple returns. */
export type ReturnRecord = PriceRecord;

const ROLES = ['date', 'code', 'identifier', 'periodReturn'] as const;
const PERIODS_PER_YEAR: Readonly<Record<DetectedFrequency, number>> = { daily: 252, weekly: 52, monthly: 12, quarterly: 4, yearly: 1, irregular: 12 };
const MONTHS: Partial<Record<DetectedFrequency, number>> = { monthly: 1, quarterly: 3, yearly: 12 };

interface Entry {
  readonly line: number;
  readonly date: IsoDate;
  readonly text: string;
}

interface Place {
  readonly column: number;
  readonly code: string;
}

type Context = KindContext<ReturnRecord>;

/** The day one period before the first return, from which the chain starts. */
function baseDate(first: IsoDate, frequency: DetectedFrequency): IsoDate {
  const months = MONTHS[frequency];
  if (months !== undefined) return lastDayOfMonth(monthIndex(first) - months);
  if (frequency === 'weekly') return addDays(first, -7);
  return addDays(first, weekday(first) === 1 ? -3 : weekday(first) === 7 ? -2 : -1);
}

/** Keeps the returns until the last row is read: a chain is built in the order of dates, whatever the file's. */
class ReturnInterpreter implements Interpreter {
  private readonly entries = new Map<string, { readonly name: HeaderName | null; readonly column: string; readonly cells: Entry[]; readonly byDate: Map<IsoDate, string> }>();
  private readonly refusals: { readonly line: number; readonly reason: string }[] = [];
  private cells = 0;

  constructor(
    private readonly header: readonly string[],
    private readonly at: { readonly date: number; readonly code: number; readonly places: readonly Place[] },
    private readonly names: readonly HeaderName[],
    private readonly request: ReturnsRequest,
    private readonly context: Context,
  ) {}

  row(row: Row): boolean {
    const { findings, days } = this.context;
    if (isRagged(row, this.header.length, findings)) return false;
    const cell = row.cells[this.at.date];
    const date = days.day(cell, row.line) ?? days.period(cell, row.line)?.end ?? null;
    if (date === null) return this.refuse(row.line, this.at.date, dateProblem(cell, days.order));
    if (date > this.request.today) return this.refuse(row.line, this.at.date, `${date} lies after ${this.request.today}, today`);
    const outcomes = this.at.places.map((place) => this.keep(row, date, place));
    return outcomes.every((outcome) => outcome !== 'refused') && outcomes.some((outcome) => outcome === 'kept');
  }

  finish(): Finished {
    const { findings } = this.context;
    // A chain of what is left of a refused file would only repeat the refusals.
    if (findings.hasRejections) return { series: [], firstDate: null, lastDate: null };
    const series = this.chainAll();
    this.refusals.sort((a, b) => a.line - b.line).forEach(({ line, reason }) => findings.reject(line, reason));
    const [firsts, lasts] = [series.map((one) => one.first).sort(), series.map((one) => one.last).sort()];
    if (!findings.hasRejections && series.length > 0) findings.note(`returns are chained into total-return levels, ${BASE_LEVEL} one period before the first return`);
    return { series, firstDate: firsts[0] ?? null, lastDate: lasts.at(-1) ?? null, acceptedLater: -new Set(this.refusals.map(({ line }) => line)).size };
  }

  private chainAll(): ImportedSeries[] {
    const { findings } = this.context;
    const signed = [...this.entries.values()].map(({ cells }) => cells.some(({ text }) => splitUnit(text).unit !== null));
    const series: ImportedSeries[] = [];
    [...this.entries].forEach(([code, { name, column, cells }], i) => {
      const sorted = [...cells].sort((a, b) => (a.date < b.date ? -1 : 1));
      const dates = new DateTrack();
      for (const { date, line } of cells) dates.see(date, line);
      dates.finish(findings, this.at.code >= 0 ? `${code}: ` : '');
      const frequency = dates.frequency() ?? 'monthly';
      const verdict = unitOfColumn(sorted, this.context.decimal, {
        stated: typeof this.request.unit === 'object' ? this.request.unit[column] : this.request.unit,
        header: name?.unit ?? null, others: signed.some((one, k) => one && k !== i), periodsPerYear: PERIODS_PER_YEAR[frequency],
      });
      for (const { line, reason } of verdict.problems) this.refusals.push({ line, reason: `column ${column}: ${reason}` });
      if (verdict.unit === null) return;
      findings.note(`${code} is read in ${verdict.unit === 'fraction' ? 'fractions' : verdict.unit}${verdict.from === 'size' ? ', since its numbers can be nothing else' : ''}`);
      const entry = this.chain(code, column, sorted, frequency, verdict.unit);
      if (entry) series.push(entry);
    });
    return series;
  }

  private refuse(line: number, column: number, reason: string): false {
    this.context.findings.reject(line, `column ${this.header[column]}: ${reason}`);
    return false;
  }

  private keep(row: Row, date: IsoDate, place: Place): 'kept' | 'refused' | 'duplicate' {
    const code = this.at.code < 0 ? place.code : row.cells[this.at.code];
    const problem = nameProblem(code, 'the code');
    if (problem !== null) {
      this.refuse(row.line, Math.max(0, this.at.code), problem);
      return 'refused';
    }
    const text = row.cells[place.column];
    const value = isMissing(text) ? null : readNumber(splitUnit(text).number, this.context.decimal);
    if (typeof value === 'string') {
      this.refuse(row.line, place.column, value);
      return 'refused';
    }
    return this.add(code, place.column, { line: row.line, date, text });
  }

  private add(code: string, column: number, entry: Entry): 'kept' | 'refused' | 'duplicate' {
    const { findings } = this.context;
    let known = this.entries.get(code);
    if (!known) {
      if (this.entries.size >= IMPORT_LIMITS.maxSeries) throw new FileRefusal(entry.line, limitMessages.series);
      known = { name: this.names[column], column: this.at.code < 0 ? this.header[column] : code, cells: [], byDate: new Map() };
      this.entries.set(code, known);
    }
    const before = known.byDate.get(entry.date);
    if (before === undefined) {
      if ((this.cells += 1) > IMPORT_LIMITS.maxReturnCells) throw new FileRefusal(entry.line, limitMessages.returnCells);
      known.byDate.set(entry.date, entry.text);
      known.cells.push(entry);
      return 'kept';
    }
    if (before === entry.text) {
      findings.warn(`${code} on ${entry.date} stands in the file twice with the same return; it is counted once`, entry.line);
      return 'duplicate';
    }
    findings.reject(entry.line, `${code} on ${entry.date} stands in the file before, with another return`);
    return 'refused';
  }

  /** Levels from returns. A return that is missing inside the history breaks the chain: it is not 0. */
  private chain(code: string, column: string, sorted: readonly Entry[], frequency: DetectedFrequency, unit: ReturnUnit): ImportedSeries | null {
    const { findings, decimal } = this.context;
    const first = sorted.findIndex(({ text }) => !isMissing(text));
    const last = sorted.findLastIndex(({ text }) => !isMissing(text));
    if (first < 0) {
      findings.warn(`${code} has no return in any row`);
      return null;
    }
    const track = new LevelTrack(code, 'end');
    let level = BASE_LEVEL;
    let before = baseDate(sorted[first].date, frequency);
    this.context.emit({ code, date: before, level });
    for (const { line, date, text } of sorted.slice(first, last + 1)) {
      const gap = brokenAt(before, date, frequency);
      if (isMissing(text) || gap) this.refusals.push({ line, reason: `column ${column}: ${gap ?? 'the return is missing'}; a chain of returns cannot step over it` });
      const r = isMissing(text) ? 0 : Number(readNumber(splitUnit(text).number, decimal)) / PER_UNIT[unit];
      if (r <= -1) this.refusals.push({ line, reason: `column ${column}: ${text} loses everything or more; no level can follow` });
      level *= 1 + r;
      if (level > IMPORT_LIMITS.maxMagnitude || (r > -1 && level < 1 / IMPORT_LIMITS.maxMagnitude)) this.refusals.push({ line, reason: `column ${column}: the chain leaves ${IMPORT_LIMITS.maxMagnitude.toExponential()} behind; the unit is probably wrong` });
      if (this.refusals.length > 0) level = BASE_LEVEL;
      else {
        track.see(date, level, line, findings);
        this.context.emit({ code, date, level });
      }
      before = date;
    }
    track.finish(findings);
    return { code, rows: last - first + 1, first: sorted[first].date, last: sorted[last].date, frequency };
  }
}

/** What lies between two rows of a monthly, quarterly or yearly chain that must not; null where nothing is missing. */
function brokenAt(before: IsoDate, date: IsoDate, frequency: DetectedFrequency): string | null {
  const months = MONTHS[frequency];
  if (months === undefined || dayNumber(date) <= dayNumber(before)) return null;
  const step = monthIndex(date) - monthIndex(before);
  return step <= months ? null : `there is no return for ${monthText(monthIndex(before) + months)}`;
}

/** `ALFA (%)` is the return of ALFA. */
const withoutUnit = (cell: string): string => cell.replace(/\s*[([]\s*(?:%|percent|pct|bps?)\s*[)\]]\s*$/i, '') || cell;

/** Simple returns of a period: wide (`date`, then one column an instrument) or long (`date`, `code`, `return`). */
export const returnsKind: ImportKind<ReturnsRequest, ReturnRecord> = {
  kind: 'returns',
  roles: ROLES,
  bind(header, sample, request, context) {
    const { at, names, roles } = findColumns(header, sample, context.decimal, ROLES, request.fields);
    const isHeader = header.some((cell, i) => i !== at.date && cell !== '' && readDate(cell, context.days.order) === null);
    if (at.date < 0 || (header.length > 1 && !isHeader)) {
      return refuse('unknown-header', unknownStated(header, ROLES, request.fields) ?? `expected a column named date and one column of returns an instrument, or date, code and return; found ${listColumns(header)}`);
    }
    const defect = headerDefect(header) ?? unknownStated(header, ROLES, request.fields);
    if (defect) return refuse('bad-header', defect);
    const code = at.code >= 0 ? at.code : at.identifier;
    const isLong = code >= 0 && at.periodReturn >= 0;
    const named = [...(request.columns ?? []), ...Object.keys(request.codes ?? {}), ...(typeof request.unit === 'object' && !isLong ? Object.keys(request.unit) : [])];
    const missing = named.filter((name) => !header.includes(name));
    if (missing.length > 0) return refuse('bad-header', `column ${listColumns(missing)} is not in the file; its columns are ${listColumns(header)}`);
    const chosen = isLong ? [at.periodReturn] : header.map((_, i) => i).filter((i) => i !== at.date && (request.columns?.includes(header[i]) ?? true));
    if (chosen.length === 0) return refuse('bad-header', 'there is a date column and no column of returns');
    const places = chosen.map((column) => ({ column, code: request.codes?.[header[column]] ?? withoutUnit(header[column]) }));
    const twice = places.find((place, i) => places.findIndex((other) => other.code === place.code) < i);
    if (twice) return refuse('bad-header', `codes: two columns are to be called ${JSON.stringify(twice.code)}`);
    context.understood({ ...roles, ...Object.fromEntries(chosen.map((column) => [column, 'return'])) });
    return ok(new ReturnInterpreter(header, { date: at.date, code: isLong ? code : -1, places }, names, request, context));
  },
};
