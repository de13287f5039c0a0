import * as z from 'zod';
import type { IsoDate } from '../../../core/base/iso-date';
import { ok, refuse, type Result } from '../../../core/base/result';
import { dateProblem, isMissing, readDate, readNumber, readPeriod } from '../cells';
import type { ImportedSeries } from '../report';
import type { Row } from '../rows';
import { SeenKeys } from '../seen';
import { DateTrack, LevelTrack } from '../suspicions';
import {
  commonRequestFields,
  findColumn,
  headerDefect,
  isRagged,
  listColumns,
  nameProblem,
  normaliseName,
  seriesOf,
  type HeaderProblem,
  type ImportKind,
  type Interpreter,
  type KindContext,
} from './kind';

export const pricesRequestSchema = z.object({
  kind: z.literal('prices'),
  /** `total-return`: distributions are reinvested in the level; `price`: they are not. */
  basis: z.enum(['price', 'total-return']),
  /** `average`: each level is a mean over its period. */
  sampling: z.enum(['end', 'average']),
  /** ISO 4217 code of the currency of every level. */
  currency: z.string().regex(/^[A-Z]{3}$/, 'a currency code of three capitals'),
  /** The columns to read, as the header writes them; all but the date when absent. */
  columns: z.array(z.string().min(1)).min(1).optional(),
  ...commonRequestFields,
});
export type PricesRequest = z.infer<typeof pricesRequestSchema>;

/** The level of one instrument on one day, in the currency, basis and sampling of the request. */
export interface PriceRecord {
  readonly code: string;
  readonly date: IsoDate;
  readonly level: number;
}

const DATE_NAMES = ['date', 'observation_date', 'day', 'month', 'period', 'timestamp', 'datum'];
const CODE_NAMES = ['code', 'symbol', 'ticker', 'instrument', 'asset'];
const LEVEL_NAMES = ['level', 'price', 'value', 'close', 'adj_close', 'adjusted_close'];
const ADJUSTED_NAMES = ['adj_close', 'adjusted_close', 'adjclose'];
const CLOSE_NAMES = ['close', 'close_last', 'last', 'price'];
const QUOTE_ONLY_NAMES = ['open', 'high', 'low', 'volume', 'dividends', 'stock_splits', 'capital_gains'];

interface Column {
  readonly index: number;
  readonly track: LevelTrack;
}

type Context = KindContext<PriceRecord>;

/** A day, or a month that stands for its last day. */
function readRowDate(cell: string, request: PricesRequest, context: Context): IsoDate | string {
  const date = readDate(cell, context.dateOrder) ?? readPeriod(cell, context.dateOrder)?.end ?? null;
  if (date === null) return dateProblem(cell, context.dateOrder);
  return date > request.today ? `${date} lies after ${request.today}, today` : date;
}

/** A level above zero, null where missing, or the reason why it is neither. */
function readLevel(cell: string, context: Context): number | null | string {
  if (isMissing(cell)) return null;
  const value = readNumber(cell, context.decimal);
  if (typeof value === 'string') return value;
  return value > 0 ? value : `${cell} is not a price: prices are above 0`;
}

const seriesEntry = (track: LevelTrack, dates: DateTrack): ImportedSeries | null =>
  track.first === null || track.last === null ? null : { code: track.code, rows: track.rows, first: track.first, last: track.last, frequency: dates.frequency() };

const isDate = (text: string): text is IsoDate => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** One row a date, one column an instrument. */
class WideInterpreter implements Interpreter {
  private readonly dates = new DateTrack();
  private readonly seen = new SeenKeys();
  private blankRows = 0;
  private blankLine = 0;

  constructor(
    private readonly header: readonly string[],
    private readonly dateColumn: number,
    private readonly columns: readonly Column[],
    private readonly request: PricesRequest,
    private readonly context: Context,
  ) {}

  row(row: Row): boolean {
    const { findings } = this.context;
    if (isRagged(row, this.header.length, findings)) return false;
    const date = readRowDate(row.cells[this.dateColumn], this.request, this.context);
    if (!isDate(date)) return this.refuse(row.line, `column ${this.header[this.dateColumn]}: ${date}`);
    const levels: (number | null)[] = [];
    let refused = false;
    for (const { index } of this.columns) {
      const level = readLevel(row.cells[index], this.context);
      if (typeof level === 'string') refused = !this.refuse(row.line, `column ${this.header[index]}: ${level}`);
      else levels.push(level);
    }
    return !refused && this.isNew(date, levels, row.line) && this.accept(date, levels, row.line);
  }

  finish(): ReturnType<Interpreter['finish']> {
    const { findings } = this.context;
    this.dates.finish(findings, '');
    if (this.blankRows > 0) findings.warn(`${this.blankRows} ${this.blankRows === 1 ? 'row has' : 'rows have'} a date and no price at all`, this.blankLine);
    for (const { track } of this.columns) track.finish(findings);
    const span = this.dates.span();
    const series = this.columns.map(({ track }) => seriesEntry(track, this.dates)).filter((entry) => entry !== null);
    return { series, firstDate: span?.first ?? null, lastDate: span?.last ?? null };
  }

  private refuse(line: number, reason: string): false {
    this.context.findings.reject(line, reason);
    return false;
  }

  private isNew(date: IsoDate, levels: readonly (number | null)[], line: number): boolean {
    const seen = this.seen.add(date, levels.join('|'));
    if (seen === 'new') return true;
    if (seen === 'different') return this.refuse(line, `${date} stands in the file before, with other prices`);
    this.context.findings.warn(`${date} stands in the file twice with the same prices; it is counted once`, line);
    return false;
  }

  private accept(date: IsoDate, levels: readonly (number | null)[], line: number): true {
    this.dates.see(date, line);
    let filled = 0;
    levels.forEach((level, i) => {
      const { track } = this.columns[i];
      if (level === null) {
        track.missing(line);
        return;
      }
      filled += 1;
      track.see(date, level, line, this.context.findings);
      this.context.emit({ code: track.code, date, level });
    });
    if (filled === 0) {
      this.blankRows += 1;
      if (this.blankRows === 1) this.blankLine = line;
    }
    return true;
  }
}

interface LongSeries {
  readonly track: LevelTrack;
  readonly dates: DateTrack;
}

/** One row an instrument and date. */
class LongInterpreter implements Interpreter {
  private readonly series = new Map<string, LongSeries>();
  private readonly seen = new SeenKeys();

  constructor(
    private readonly header: readonly string[],
    private readonly at: { date: number; code: number; level: number },
    private readonly request: PricesRequest,
    private readonly context: Context,
  ) {}

  row(row: Row): boolean {
    const { findings } = this.context;
    if (isRagged(row, this.header.length, findings)) return false;
    const code = row.cells[this.at.code];
    const date = readRowDate(row.cells[this.at.date], this.request, this.context);
    const level = readLevel(row.cells[this.at.level], this.context);
    const problems = [
      nameProblem(code, `column ${this.header[this.at.code]}: the code`),
      isDate(date) ? null : `column ${this.header[this.at.date]}: ${date}`,
      typeof level === 'string' ? `column ${this.header[this.at.level]}: ${level}` : null,
    ].filter((problem) => problem !== null);
    for (const problem of problems) findings.reject(row.line, problem);
    if (problems.length > 0 || !isDate(date) || typeof level === 'string') return false;
    return this.accept(code, date, level, row.line);
  }

  finish(): ReturnType<Interpreter['finish']> {
    const entries: ImportedSeries[] = [];
    for (const { track, dates } of this.series.values()) {
      dates.finish(this.context.findings, `${track.code}: `);
      track.finish(this.context.findings);
      const entry = seriesEntry(track, dates);
      if (entry) entries.push(entry);
    }
    const firsts = entries.map((entry) => entry.first).sort();
    const lasts = entries.map((entry) => entry.last).sort();
    return { series: entries, firstDate: firsts[0] ?? null, lastDate: lasts.at(-1) ?? null };
  }

  private accept(code: string, date: IsoDate, level: number | null, line: number): boolean {
    const { findings } = this.context;
    const seen = this.seen.add(`${code}\n${date}`, String(level));
    if (seen === 'different') findings.reject(line, `${code} on ${date} stands in the file before, with another price`);
    if (seen === 'same') findings.warn(`${code} on ${date} stands in the file twice with the same price; it is counted once`, line);
    if (seen !== 'new') return false;
    const { track, dates } = seriesOf(this.series, code, line, () => ({ track: new LevelTrack(code), dates: new DateTrack() }));
    dates.see(date, line);
    if (level === null) track.missing(line);
    else {
      track.see(date, level, line, findings);
      this.context.emit({ code, date, level });
    }
    return true;
  }
}

/** Of a quote table (open, high, low, close, volume) only one column is a series: adjusted for total return, plain for price. */
function quoteColumn(header: readonly string[], request: PricesRequest, context: Context): number | null {
  if (findColumn(header, QUOTE_ONLY_NAMES) < 0) return null;
  const adjusted = findColumn(header, ADJUSTED_NAMES);
  const close = findColumn(header, CLOSE_NAMES);
  const chosen = request.basis === 'total-return' && adjusted >= 0 ? adjusted : close;
  if (chosen < 0) return null;
  context.findings.note(`a quote table: read column ${header[chosen]} as ${request.basis} and left out the others`);
  if (request.basis === 'total-return' && adjusted < 0) {
    context.findings.warn(`column ${header[chosen]} is a close, stated to be a total return: a close without distributions understates it`);
  }
  return chosen;
}

function chooseColumns(header: readonly string[], dateColumn: number, request: PricesRequest, context: Context): Result<number[], HeaderProblem> {
  if (request.columns) {
    const missing = request.columns.filter((name) => !header.includes(name));
    if (missing.length > 0) return refuse('bad-header', `column ${listColumns(missing)} is not in the file; its columns are ${listColumns(header)}`);
    const wanted = [...new Set(request.columns)].map((name) => header.indexOf(name));
    return wanted.includes(dateColumn) ? refuse('bad-header', `column ${header[dateColumn]} holds the dates and cannot be a price`) : ok(wanted);
  }
  const quote = quoteColumn(header, request, context);
  if (quote !== null) return ok([quote]);
  const all = header.map((_, i) => i).filter((i) => i !== dateColumn);
  return all.length > 0 ? ok(all) : refuse('bad-header', 'there is a date column and no price column');
}

/**
 * Levels of instruments: wide (`date`, then one column an instrument) or long (`date`, `code`, `level`).
 * Missing cells are no records. A level that is not above 0 is refused.
 */
export const pricesKind: ImportKind<PricesRequest, PriceRecord> = {
  kind: 'prices',
  bind(header, _sample, request, context) {
    const dateColumn = findColumn(header, DATE_NAMES);
    if (dateColumn < 0) return refuse('unknown-header', `expected a column named date and one column an instrument, or date, code and level; found ${listColumns(header)}`);
    const defect = headerDefect(header);
    if (defect) return refuse('bad-header', defect);
    const code = findColumn(header, CODE_NAMES);
    const level = findColumn(header, LEVEL_NAMES);
    if (code >= 0 && level >= 0) return ok(new LongInterpreter(header, { date: dateColumn, code, level }, request, context));
    const chosen = chooseColumns(header, dateColumn, request, context);
    if (!chosen.ok) return chosen;
    const columns = chosen.value.map((index) => ({ index, track: new LevelTrack(header[index]) }));
    if (normaliseName(header[dateColumn]) === 'month') context.findings.note('a month stands for its last day');
    return ok(new WideInterpreter(header, dateColumn, columns, request, context));
  },
};
