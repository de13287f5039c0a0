import * as z from 'zod';
import type { IsoDate } from '../../../core/base/iso-date';
import { ok, refuse, type Result } from '../../../core/base/result';
import { findColumns, unknownStated } from '../columns';
import { dateProblem, readDate } from '../dates';
import { HEADER_WORDS, normaliseName } from '../header-words';
import { IMPORT_LIMITS } from '../limits';
import { currencyMark, isMissing, readNumber } from '../numbers';
import type { ImportedSeries } from '../report';
import type { Row } from '../rows';
import { SeenKeys } from '../seen';
import { DateTrack } from '../date-track';
import { LevelTrack } from '../level-track';
import {
  commonRequestFields,
  findColumn,
  headerDefect,
  isRagged,
  listColumns,
  nameProblem,
  seriesOf,
  type Finished,
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
  /** What a column is to be called, where its header is not the code: column to code. */
  codes: z.record(z.string(), z.string().min(1).max(IMPORT_LIMITS.maxNameLength)).optional(),
  /** The basis was taken for granted, so that the columns of a quote table may decide it. Only a look, never a write. */
  basisAssumed: z.boolean().optional(),
  ...commonRequestFields,
});
export type PricesRequest = z.infer<typeof pricesRequestSchema>;

/** The level of one instrument on one day, in the currency, basis and sampling of the request. */
export interface PriceRecord {
  readonly code: string;
  readonly date: IsoDate;
  readonly level: number;
}

const ADJUSTED_NAMES = ['adj_close', 'adjusted_close', 'adjclose', 'close_adj', 'adjusted', 'adj_close_price'];
const CLOSE_NAMES = ['close', 'close_last', 'last', 'price', 'schlusskurs', 'schluss', 'kurs', 'cloture', 'clot', 'dernier', 'ultimo', 'chiusura', 'cierre', 'slotkoers', 'slot', 'koers', 'closing_price', 'close_price'];
const QUOTE_ONLY_NAMES = [
  'open', 'high', 'low', 'volume', 'vol', 'dividends', 'stock_splits', 'capital_gains', 'split_factor', 'turnover', 'change', 'adj_factor', 'open_interest', 'trades',
  'eroffnung', 'erster', 'hoch', 'tief', 'volumen', 'stuecke', 'umsatz', 'ouverture', 'ouv', 'haut', 'bas', 'plus_haut', 'plus_bas', 'apertura', 'massimo', 'minimo', 'maximo', 'var', 'opening', 'hoog', 'laag',
];
/** Symbols of currencies that only one currency bears; a dollar sign may be any dollar. */
const OWN_SIGNS: Readonly<Record<string, string>> = { '€': 'EUR', '£': 'GBP', '₹': 'INR', '₩': 'KRW', '₪': 'ILS', '₺': 'TRY' };
const DOLLARS = new Set(['USD', 'CAD', 'AUD', 'NZD', 'HKD', 'SGD', 'TWD', 'MXN', 'ARS', 'CLP', 'COP', 'BRL']);

interface Column {
  readonly index: number;
  readonly track: LevelTrack;
}

type Context = KindContext<PriceRecord>;

/** A day, or a month, quarter or year that stands for its last day. */
function readRowDate(cell: string, line: number, request: PricesRequest, context: Context): IsoDate | string {
  const date = context.days.day(cell, line) ?? context.days.period(cell, line)?.end ?? null;
  if (date === null) return dateProblem(cell, context.days.order);
  return date > request.today ? `${date} lies after ${request.today}, today` : date;
}

/** Why the currency written in a cell cannot be the stated one, or null. */
function currencyProblem(cell: string, currency: string): string | null {
  const mark = currencyMark(cell);
  if (mark === null) return null;
  const known = OWN_SIGNS[mark] ?? (/^[A-Z]{3}$/.test(mark) ? mark : null);
  const differs = known !== null ? known !== currency : mark === '$' && !DOLLARS.has(currency);
  return differs ? `${cell} is written in ${known ?? 'dollars'}, and the file is stated to be in ${currency}` : null;
}

/** A level above zero, null where missing, or the reason why it is neither. */
function readLevel(cell: string, request: PricesRequest, context: Context): number | null | string {
  if (isMissing(cell)) return null;
  const value = readNumber(cell, context.decimal);
  if (typeof value === 'string') return value;
  const foreign = currencyProblem(cell, request.currency);
  if (foreign) return foreign;
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
    const date = readRowDate(row.cells[this.dateColumn], row.line, this.request, this.context);
    if (!isDate(date)) return this.refuse(row.line, `column ${this.header[this.dateColumn]}: ${date}`);
    const levels: (number | null)[] = [];
    let refused = false;
    for (const { index } of this.columns) {
      const level = readLevel(row.cells[index], this.request, this.context);
      if (typeof level === 'string') refused = !this.refuse(row.line, `column ${this.header[index]}: ${level}`);
      else levels.push(level);
    }
    return !refused && this.isNew(date, levels, row.line) && this.accept(date, levels, row.line);
  }

  finish(): Finished {
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
    const seen = this.seen.add('', [date], levels.join('|'));
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
    const date = readRowDate(row.cells[this.at.date], row.line, this.request, this.context);
    const level = readLevel(row.cells[this.at.level], this.request, this.context);
    const problems = [
      nameProblem(code, `column ${this.header[this.at.code]}: the code`),
      isDate(date) ? null : `column ${this.header[this.at.date]}: ${date}`,
      typeof level === 'string' ? `column ${this.header[this.at.level]}: ${level}` : null,
    ].filter((problem) => problem !== null);
    for (const problem of problems) findings.reject(row.line, problem);
    if (problems.length > 0 || !isDate(date) || typeof level === 'string') return false;
    return this.accept(code, date, level, row.line);
  }

  finish(): Finished {
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
    const seen = this.seen.add(code, [date], level ?? '');
    if (seen === 'different') findings.reject(line, `${code} on ${date} stands in the file before, with another price`);
    if (seen === 'same') findings.warn(`${code} on ${date} stands in the file twice with the same price; it is counted once`, line);
    if (seen !== 'new') return false;
    const { track, dates } = seriesOf(this.series, code, line, () => ({ track: new LevelTrack(code, this.request.sampling), dates: new DateTrack() }));
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
  const adjusted = findColumn(header, ADJUSTED_NAMES);
  const close = findColumn(header, CLOSE_NAMES);
  if (findColumn(header, QUOTE_ONLY_NAMES) < 0 && !(adjusted >= 0 && close >= 0)) return null;
  const chosen = request.basis === 'total-return' && adjusted >= 0 ? adjusted : close;
  if (chosen < 0) return null;
  const basis = request.basisAssumed === true && adjusted < 0 ? 'price' : request.basis;
  context.findings.note(`a quote table: read column ${header[chosen]} as ${basis} and left out the others`);
  if (basis === 'total-return' && adjusted < 0) {
    context.findings.warn(`column ${header[chosen]} is a close, stated to be a total return: a close without distributions understates it`);
  }
  if (basis === 'price' && chosen === adjusted) context.findings.warn(`column ${header[chosen]} is adjusted for distributions, stated to be a price`);
  return chosen;
}

function chooseColumns(header: readonly string[], dateColumn: number, request: PricesRequest, context: Context): Result<number[], HeaderProblem> {
  const named = [...(request.columns ?? []), ...Object.keys(request.codes ?? {})];
  const missing = named.filter((name) => !header.includes(name));
  if (missing.length > 0) return refuse('bad-header', `column ${listColumns(missing)} is not in the file; its columns are ${listColumns(header)}`);
  if (request.columns) {
    const wanted = [...new Set(request.columns)].map((name) => header.indexOf(name));
    return wanted.includes(dateColumn) ? refuse('bad-header', `column ${header[dateColumn]} holds the dates and cannot be a price`) : ok(wanted);
  }
  const quote = quoteColumn(header, request, context);
  if (quote !== null) return ok([quote]);
  const all = header.map((_, i) => i).filter((i) => i !== dateColumn);
  return all.length > 0 ? ok(all) : refuse('bad-header', 'there is a date column and no price column');
}

const ROLES = ['date', 'code', 'identifier', 'level'] as const;

/**
 * Levels of instruments: wide (`date`, then one column an instrument) or long (`date`, `code`, `level`).
 * Missing cells are no records. A level that is not above 0 is refused.
 */
export const pricesKind: ImportKind<PricesRequest, PriceRecord> = {
  kind: 'prices',
  roles: ROLES,
  bind(header, sample, request, context) {
    const { at, roles } = findColumns(header, sample, context.decimal, ROLES, request.fields);
    const dateColumn = at.date;
    const isHeader = dateColumn >= 0 && header.some((cell, i) => i !== dateColumn && cell !== '' && readDate(cell, context.days.order) === null);
    if (dateColumn < 0 || (header.length > 1 && !isHeader)) {
      return refuse('unknown-header', unknownStated(header, ROLES, request.fields) ?? `expected a column named date and one column an instrument, or date, code and level; found ${listColumns(header)}`);
    }
    const defect = headerDefect(header) ?? unknownStated(header, ROLES, request.fields);
    if (defect) return refuse('bad-header', defect);
    const code = at.code >= 0 ? at.code : at.identifier;
    const level = adjustedLevel(header, at.level, request);
    if (code >= 0 && level >= 0 && !request.columns) {
      context.understood({ [dateColumn]: 'date', [code]: 'code', [level]: 'level' });
      return ok(new LongInterpreter(header, { date: dateColumn, code, level }, request, context));
    }
    const chosen = chooseColumns(header, dateColumn, request, context);
    if (!chosen.ok) return chosen;
    const names = chosen.value.map((index) => request.codes?.[header[index]] ?? header[index]);
    const twice = names.find((name, i) => names.indexOf(name) < i);
    if (twice !== undefined) return refuse('bad-header', `codes: two columns are to be called ${JSON.stringify(twice)}`);
    const columns = chosen.value.map((index, i) => ({ index, track: new LevelTrack(names[i], request.sampling) }));
    context.understood({ ...Object.fromEntries(Object.entries(roles).filter(([, role]) => role === 'date')), ...Object.fromEntries(chosen.value.map((index) => [index, 'level'])) });
    if (['month', 'monat', 'mois', 'mese', 'mes', 'maand'].includes(normaliseName(header[dateColumn]))) context.findings.note('a month stands for its last day');
    return ok(new WideInterpreter(header, dateColumn, columns, request, context));
  },
};

/** Of a long table with close and adjusted close the one the basis asks for. */
function adjustedLevel(header: readonly string[], level: number, request: PricesRequest): number {
  const adjusted = findColumn(header, ADJUSTED_NAMES);
  const close = findColumn(header, HEADER_WORDS.level.filter((name) => !ADJUSTED_NAMES.includes(name)));
  if (request.fields?.level !== undefined) return level;
  return request.basis === 'total-return' && adjusted >= 0 ? adjusted : close >= 0 ? close : level;
}
