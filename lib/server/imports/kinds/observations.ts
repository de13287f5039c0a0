import * as z from 'zod';
import type { IsoDate } from '../../../core/base/iso-date';
import { ok, refuse } from '../../../core/base/result';
import { findColumns, unknownStated } from '../columns';
import { DateTrack } from '../date-track';
import { dateProblem, plainDay, readDate, type Period, type PeriodForm } from '../dates';
import { knownAtOf, statedFor } from '../known-at';
import { IMPORT_LIMITS } from '../limits';
import type { Row } from '../rows';
import { textOf } from '../table-shape';
import { SeenKeys } from '../seen';
import { isMissing, readNumber } from '../numbers';
import { ReadingTrack } from '../reading-track';
import { commonRequestFields, headerDefect, isRagged, listColumns, nameProblem, seriesOf, type Finished, type ImportKind, type Interpreter, type KindContext } from './kind';

const lagSchema = z.number().int().min(0).max(3_660);
const unitSchema = z.string().trim().min(1).max(60);

export const observationsRequestSchema = z.object({
  kind: z.literal('observations'),
  /** Whether the file keeps what was known when (release dates or vintages); false: today's revision of everything. */
  pointInTime: z.boolean().default(false),
  /** Days from the end of a period to its release where the file states none, for all series or by series. */
  typicalLagDays: z.union([lagSchema, z.record(z.string(), lagSchema)]).optional(),
  /** The unit of new series, for all or by series. "USD per EUR" makes an exchange rate: dollars for one euro. */
  unit: z.union([unitSchema, z.record(z.string(), unitSchema)]).optional(),
  /** Read day-dated periods as the months or quarters they lie in. */
  periods: z.enum(['daily', 'monthly', 'quarterly', 'annual']).optional(),
  /** The series of a file that holds one and does not name it: its column is called value. */
  seriesId: z.string().min(1).max(IMPORT_LIMITS.maxNameLength).optional(),
  ...commonRequestFields,
});
export type ObservationsRequest = z.infer<typeof observationsRequestSchema>;

/**
 * One value of one indicator series. `period` is `YYYY`, `YYYY-MM`, `YYYY-Qn` or a day, as `frequency` says (weekly series are
 * dated by a day). `vintage` is the day from which this revision was the current one.
 */
export interface ObservationRecord {
  readonly seriesId: string;
  readonly period: string;
  readonly frequency: PeriodForm;
  readonly value: number;
  readonly releaseDate: IsoDate | null;
  readonly vintage: IsoDate | null;
}

const ROLES = ['series', 'date', 'observed', 'release', 'vintage'] as const;
/** A column of a wide file of vintages: the series, and the day from which its values were the current ones. */
const VINTAGE_COLUMN = /^(.+)_((?:19|20)\d{2})(\d{2})(\d{2})$/;
const PERIODS_REMEMBERED = 50_000;

/** The row of transformation codes that some publishers put below the header. */
const TRANSFORM = /^transform(?:ation)?s?:?$/i;

interface Places {
  readonly period: number;
  readonly release: number;
  readonly vintage: number;
  /** Long form: the columns of series and value. Wide form: every value column is its own series. */
  readonly values: readonly ValuePlace[];
}

interface ValuePlace {
  readonly seriesColumn: number | null;
  readonly name: string;
  readonly column: number;
  /** Where the column itself is one vintage. */
  readonly vintage: IsoDate | null;
}

type Identity = Pick<ObservationRecord, 'seriesId' | 'releaseDate' | 'vintage'>;

interface SeriesTrack {
  rows: number;
  firstPeriod: Period;
  lastPeriod: Period;
  readonly dates: DateTrack;
  readonly readings: ReadingTrack;
}

type Context = KindContext<ObservationRecord>;

class ObservationInterpreter implements Interpreter {
  private readonly series = new Map<string, SeriesTrack>();
  private readonly seen = new SeenKeys();
  private readonly periods = new Map<string, Period | null>();
  private readonly unreleased = { withLag: 0, never: 0, line: 0 };
  private missing = 0;
  private missingLine = 0;
  private early = 0;
  private earlyLine = 0;
  private monthVintages = false;

  constructor(
    private readonly header: readonly string[],
    private readonly at: Places,
    private readonly form: PeriodForm | null,
    private readonly request: ObservationsRequest,
    private readonly context: Context,
  ) {}

  row(row: Row): boolean | null {
    const { findings } = this.context;
    if (isRagged(row, this.header.length, findings)) return false;
    if (this.series.size === 0 && TRANSFORM.test(row.cells[this.at.period])) {
      findings.skip(row.line, 'heading', textOf(row));
      return null;
    }
    const period = this.readPeriodCell(row);
    const release = this.readDay(row, this.at.release);
    const vintage = this.readDay(row, this.at.vintage);
    if (!period || release === undefined || vintage === undefined) return false;
    if (release && release < period.start) return this.refuse(row, this.at.release, `released on ${release}, before its period ${period.text} began`);
    let accepted = 0;
    let refused = 0;
    for (const place of this.at.values) {
      const seriesId = place.seriesColumn === null ? place.name : row.cells[place.seriesColumn];
      const outcome = this.readValue(row, place.column, period, { seriesId, releaseDate: release, vintage: place.vintage ?? vintage });
      if (outcome === 'accepted') accepted += 1;
      if (outcome === 'refused') refused += 1;
    }
    return refused === 0 && accepted > 0;
  }

  finish(): Finished {
    this.warnOfCounts();
    const entries = [...this.series].map(([code, track]) => {
      track.readings.finish(this.context.findings, code);
      return { code, rows: track.rows, first: track.firstPeriod.text, last: track.lastPeriod.text, frequency: track.dates.frequency() };
    });
    const tracks = [...this.series.values()];
    const firsts = tracks.map((track) => track.firstPeriod.start).sort();
    const lasts = tracks.map((track) => track.lastPeriod.end).sort();
    return { series: entries, firstDate: firsts[0] ?? null, lastDate: lasts.at(-1) ?? null };
  }

  private refuse(row: Row, column: number, reason: string): false {
    this.context.findings.reject(row.line, `column ${this.header[column]}: ${reason}`);
    return false;
  }

  private readPeriodCell(row: Row): Period | null {
    const cell = row.cells[this.at.period];
    const period = this.form === null || this.form === 'daily' ? (plainDay(cell) ?? this.readRemembered(cell, row.line)) : this.readRemembered(cell, row.line);
    if (!period) this.refuse(row, this.at.period, `${dateProblem(cell, this.context.days.order)}, YYYY-MM or YYYY-Qn`);
    else if (period.start > this.request.today) this.refuse(row, this.at.period, `${period.text} lies after ${this.request.today}, today`);
    else return period;
    return null;
  }

  /** Periods in other ways than a plain day take patterns to read, and a file says the same ones again and again. */
  private readRemembered(cell: string, line: number): Period | null {
    const known = this.periods.get(cell);
    if (known !== undefined) return known;
    if (this.periods.size >= PERIODS_REMEMBERED) this.periods.clear();
    const period = this.context.days.period(cell, line, this.form);
    this.periods.set(cell, period);
    return period;
  }

  /**
   * The day in an optional column, null where it is missing, undefined where it is refused. A month stands for its last
   * day, so that nothing counts as known too early.
   */
  private readDay(row: Row, column: number): IsoDate | null | undefined {
    if (column < 0 || isMissing(row.cells[column])) return null;
    const cell = row.cells[column];
    const day = this.context.days.day(cell, row.line);
    const month = day ? null : this.context.days.period(cell, row.line);
    if (month && column === this.at.vintage) this.monthVintages = true;
    if (!day && !month) this.refuse(row, column, dateProblem(cell, this.context.days.order));
    else if ((day ?? month?.start ?? '') > this.request.today) this.refuse(row, column, `${cell} lies after ${this.request.today}, today`);
    else return day ?? month?.end;
    return undefined;
  }

  private readValue(row: Row, column: number, period: Period, { seriesId, releaseDate, vintage }: Identity): 'accepted' | 'refused' | 'duplicate' {
    const cell = row.cells[column];
    const value = isMissing(cell) ? null : readNumber(cell, this.context.decimal);
    // A series that was taken before has a good name.
    const problem = (this.series.has(seriesId) ? null : nameProblem(seriesId, 'the series')) ?? (typeof value === 'string' ? value : null);
    if (problem !== null || typeof value === 'string') {
      this.refuse(row, column, problem ?? 'unreadable');
      return 'refused';
    }
    const { knownAt } = knownAtOf({ releaseDate, vintage }, period.end, statedFor<number>(this.request.typicalLagDays, seriesId));
    const seen = this.seen.add(seriesId, [period.start, knownAt], value ?? '');
    if (seen === 'different') {
      this.refuse(row, column, `${seriesId} of ${period.text} stands in the file before, known from the same day and with another value`);
      return 'refused';
    }
    if (seen === 'same') {
      this.context.findings.warn(`${seriesId} of ${period.text} stands in the file twice with the same value; it is counted once`, row.line);
      return 'duplicate';
    }
    if (value === null) {
      this.missing += 1;
      if (this.missing === 1) this.missingLine = row.line;
      return 'accepted';
    }
    this.track(seriesId, period, value, row.line);
    if (vintage === null) this.countRelease(seriesId, period, releaseDate, row.line);
    this.context.emit({ seriesId, period: period.text, frequency: period.form, releaseDate, vintage, value });
    return 'accepted';
  }

  private track(code: string, period: Period, value: number, line: number): void {
    const track = seriesOf(this.series, code, line, () => ({ rows: 0, firstPeriod: period, lastPeriod: period, dates: new DateTrack(), readings: new ReadingTrack() }));
    track.rows += 1;
    if (period.start < track.firstPeriod.start) track.firstPeriod = period;
    if (period.start > track.lastPeriod.start) track.lastPeriod = period;
    track.dates.see(period.start, line);
    track.readings.see(period.text, value, line);
  }

  private countRelease(code: string, period: Period, releaseDate: IsoDate | null, line: number): void {
    if (releaseDate !== null) {
      if (releaseDate >= period.end) return;
      this.early += 1;
      if (this.early === 1) this.earlyLine = line;
      return;
    }
    const hasLag = statedFor<number>(this.request.typicalLagDays, code) !== null;
    this.unreleased[hasLag ? 'withLag' : 'never'] += 1;
    if (this.unreleased.line === 0) this.unreleased.line = line;
  }

  private warnOfCounts(): void {
    const { findings } = this.context;
    const { withLag, never, line } = this.unreleased;
    const parts = [
      withLag > 0 ? `${withLag} count as known after the stated typical lag, an estimate` : '',
      never > 0 ? `${never} are known only if a typical lag is given, else never used` : '',
    ].filter((part) => part !== '');
    if (parts.length > 0) findings.warn(`values without a release date: ${parts.join('; ')}`, line);
    if (this.early > 0) findings.warn(`${this.early} values were released before their period ended`, this.earlyLine);
    if (this.missing > 0) findings.warn(`${this.missing} ${this.missing === 1 ? 'value is' : 'values are'} missing and not stored`, this.missingLine);
    if (this.monthVintages) findings.note('a vintage given as a month counts as known from the last day of that month');
  }
}

/** First-of-month dates are how monthly and quarterly series are dated by some sources; daily data cannot look so. */
function formOfSample(sample: readonly Row[], column: number, context: Context): PeriodForm | null {
  const days = sample.map((row) => readDate(row.cells[column] ?? '', context.days.order)).filter((day) => day !== null);
  if (days.length < 3 || !days.every((day) => day.endsWith('-01'))) return null;
  return days.every((day) => ['01', '04', '07', '10'].includes(day.slice(5, 7))) ? 'quarterly' : 'monthly';
}

/** What the value columns of a wide file are: a series each, or a vintage of one each where every name says its day. */
function wideColumns(others: readonly { readonly name: string; readonly column: number }[], context: Context): readonly ValuePlace[] {
  const dated = others.map(({ name, column }) => {
    const match = VINTAGE_COLUMN.exec(name);
    const vintage = match && readDate(`${match[2]}-${match[3]}-${match[4]}`, 'none');
    return match && vintage ? { seriesColumn: null, name: match[1], column, vintage } : null;
  });
  const vintages = dated.filter((place) => place !== null);
  if (vintages.length === 0 || vintages.length < others.length) return others.map((place) => ({ ...place, seriesColumn: null, vintage: null }));
  context.findings.note(`${vintages.length} columns are vintages of ${listColumns([...new Set(vintages.map(({ name }) => name))])}, dated in their names`);
  return vintages;
}

/**
 * Values of indicator series: long (`series_id`, `period`, `value`, perhaps `release_date` and `vintage`) or wide
 * (`date`, then one column a series, or one a vintage: `UNRATE_20240105`).
 */
export const observationsKind: ImportKind<ObservationsRequest, ObservationRecord> = {
  kind: 'observations',
  roles: ROLES,
  bind(header, sample, request, context) {
    const found = findColumns(header, sample, context.decimal, ROLES, request.fields);
    const at = { period: found.at.date, release: found.at.release, vintage: found.at.vintage };
    const series = found.at.series;
    const value = found.at.observed;
    const isNamed = series >= 0 || request.seriesId !== undefined;
    const isLong = isNamed && value >= 0;
    if (at.period < 0 || (isNamed !== value >= 0 && request.seriesId === undefined)) {
      return refuse('unknown-header', unknownStated(header, ROLES, request.fields) ?? `expected the columns series_id, period and value (optional: release_date, vintage), or date and one column a series; found ${listColumns(header)}`);
    }
    const defect = headerDefect(header) ?? unknownStated(header, ROLES, request.fields);
    if (defect) return refuse('bad-header', defect);
    const used = [at.period, at.release, at.vintage, ...(isLong ? [series, value] : [])];
    const others = header.map((name, column) => ({ name, column })).filter(({ column }) => !used.includes(column));
    if (!isLong && others.length === 0) return refuse('bad-header', 'there is a period column and no value column');
    if (!isLong && others.every(({ name }) => readDate(name, context.days.order) !== null)) return refuse('unknown-header', `expected series beside the dates; found ${listColumns(header)}`);
    const values = isLong ? [{ seriesColumn: series < 0 ? null : series, name: request.seriesId ?? '', column: value, vintage: null }] : wideColumns(others, context);
    if (request.pointInTime && at.release < 0 && at.vintage < 0 && values.every((place) => place.vintage === null)) {
      return refuse('bad-header', 'a point-in-time file needs a column release_date or vintage; it has neither');
    }
    if (isLong && others.length > 0) context.findings.note(`left out the ${others.length === 1 ? 'column' : 'columns'} ${listColumns(others.map(({ name }) => name))}`);
    const form = request.periods ?? formOfSample(sample, at.period, context);
    if (form && !request.periods) context.findings.note(`dates on the first of a month are read as ${form} periods`);
    context.understood({ ...found.roles, ...(isLong ? {} : Object.fromEntries(values.map(({ column, vintage }) => [column, vintage === null ? 'series' : 'vintage'])) ) });
    return ok(new ObservationInterpreter(header, { ...at, values }, form, request, context));
  },
};
