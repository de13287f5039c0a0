import { isoDate, lastDayOfMonth, monthIndex, type IsoDate } from '../../core/base/iso-date';
import { refuse } from '../../core/base/result';
import type { Sheet } from '../db/binary-array';
import type { Transaction } from '../db/client';
import { addObservations, addPrices, compareWithKept, ensureSeries, insertObservations, insertPrices, keptSpan, observationSheet, priceSheet, type Frequency, type KeptSpan, type ObservationRow, type PriceRow, type Rewrites, type SeriesMeta } from '../db/market-store';
import type { Wire } from '../db/wire';
import { frequencyOf } from '../frequency';
import type { ObservationRecord, ObservationsRequest } from '../imports/kinds/observations';
import type { PriceRecord, PricesRequest } from '../imports/kinds/prices';
import { knownAtOf, statedFor } from '../imports/known-at';
import { Rollback } from '../use-cases/use-case';

/** Where a batch writes to, inside the import's transaction. */
export interface BatchTarget {
  readonly tx: Transaction;
  /** The same transaction, for what is many. */
  readonly wire: Wire;
  readonly workspaceId: string;
  readonly batchId: number;
  readonly recordedAt: Date;
  readonly source: string;
  readonly simulated: boolean;
}

/** Takes records chunk by chunk and counts the rows that said something new. */
export interface BatchWriter<R> {
  /** Resolves when there is room for more: what was taken before may be on its way to the store still. */
  readonly take: (records: readonly R[]) => Promise<void>;
  /** Resolves when nothing is on its way to the store, and throws what went wrong there. What was taken last may not have been sent yet. */
  readonly settled: () => Promise<unknown>;
  /** Resolves when all that was taken is stored, and says how many rows said something new. */
  readonly stored: () => Promise<number>;
  /** What is suspicious against what is kept already. */
  readonly warnings: () => readonly string[];
}

type Write<R extends object> = (wire: Wire, batchId: number, recordedAt: Date, sheet: Sheet<R>) => Promise<number>;

interface Table<R extends object> {
  readonly kind: SeriesMeta['kind'];
  readonly dayOf: (row: R) => IsoDate;
  readonly sheet: () => Sheet<R>;
  readonly add: Write<R>;
  readonly insert: Write<R>;
}

/** Rows stored by one statement: enough that what a statement costs by itself does not count, and few enough that their bytes do not. */
const STATEMENT_ROWS = 5_000;

/** Rows by whether their day lies beyond what is kept of their series, or within. */
interface Sheets<R extends object> {
  readonly beyond: Sheet<R>;
  readonly within: Sheet<R>;
}

const sheetsOf = <R extends object>({ sheet }: Table<R>): Sheets<R> => ({ beyond: sheet(), within: sheet() });

const covers = (span: KeptSpan | null | undefined, day: IsoDate): boolean => Boolean(span && day >= span.first && day <= span.last);
const reaching = (span: KeptSpan | null | undefined, day: IsoDate): KeptSpan => ({ first: span && span.first < day ? span.first : day, last: span && span.last > day ? span.last : day });

/**
 * Collects rows and stores them while more are read: the database and the reader work side by side, and one statement
 * at most is under way. Rows of days beyond all that is kept of their series are new whatever they say, and nobody looks them up.
 */
class Shelf<R extends { readonly seriesId: number }> {
  /** What is stored of each series or on its way there, and that with the rows that wait. */
  private readonly kept = new Map<number, KeptSpan | null>();
  private readonly waiting = new Map<number, KeptSpan>();
  private filling: Sheets<R>;
  /** On their way, or empty again. */
  private sent: Sheets<R>;
  private underWay: Promise<number> | null = null;
  private rows = 0;

  constructor(
    private readonly target: BatchTarget,
    private readonly table: Table<R>,
  ) {
    [this.filling, this.sent] = [sheetsOf(table), sheetsOf(table)];
  }

  async begin(seriesId: number): Promise<void> {
    this.kept.set(seriesId, await keptSpan(this.target.tx, this.table.kind, seriesId));
  }

  put(row: R): void {
    const day = this.table.dayOf(row);
    const span = this.kept.get(row.seriesId);
    if (covers(span, day)) this.filling.within.push(row);
    else {
      this.filling.beyond.push(row);
      const wider = this.waiting.get(row.seriesId) ?? span;
      if (!covers(wider, day)) this.waiting.set(row.seriesId, reaching(wider, day));
    }
  }

  /** Sends what waits when it is this much, after what was sent before. */
  async send(atLeast: number = STATEMENT_ROWS): Promise<void> {
    if (this.filling.beyond.length + this.filling.within.length < atLeast) return;
    await this.settled();
    [this.filling, this.sent] = [this.sent, this.filling];
    for (const [seriesId, span] of this.waiting) this.kept.set(seriesId, span);
    this.waiting.clear();
    this.underWay = this.store(this.sent);
    // Heard when it is waited for; a reading that fails in between must not leave it unheard.
    this.underWay.catch(() => undefined);
  }

  async settled(): Promise<number> {
    const work = this.underWay;
    this.underWay = null;
    if (work) {
      this.rows += await work;
      this.sent.beyond.clear();
      this.sent.within.clear();
    }
    return this.rows;
  }

  async stored(): Promise<number> {
    await this.send(1);
    return this.settled();
  }

  private async store({ beyond, within }: Sheets<R>): Promise<number> {
    const { wire, batchId, recordedAt } = this.target;
    const added = beyond.length > 0 ? await this.table.add(wire, batchId, recordedAt, beyond) : 0;
    return added + (within.length > 0 ? await this.table.insert(wire, batchId, recordedAt, within) : 0);
  }
}

/** How a series says that its levels were chained from returns: a level of 100 is then no price. */
export const FROM_RETURNS = ' (chained from returns)';

/** What a person knows of a series beyond its code; samples state it, files cannot. */
export type SeriesFacts = ReadonlyMap<string, { readonly name?: string; readonly unit?: string; readonly source?: string; readonly licence?: string; readonly frequency?: Frequency }>;

/** What the levels of a file are: as stated of prices, or chained from returns. */
type LevelFacts = Pick<PricesRequest, 'basis' | 'sampling' | 'currency'> & { readonly fromReturns?: boolean };

const isChained = (meta: SeriesMeta): boolean => meta.source.endsWith(FROM_RETURNS);

/** Why a series at the desk cannot take these levels, or null. Two meanings under one name would be wrong without looking wrong. */
function differs(meta: SeriesMeta, { sampling, currency, fromReturns = false }: LevelFacts): string | null {
  if (meta.currency !== currency || meta.sampling !== sampling) return `is kept in ${meta.currency ?? 'no currency'} as ${meta.sampling} levels at this desk; this file states ${currency} and ${sampling}`;
  if (isChained(meta) === fromReturns) return null;
  return isChained(meta) ? 'is chained from returns at this desk, and this file holds levels' : 'holds levels at this desk, and this file holds returns';
}

/** The same factor between old and new on all days is how an adjusted close is rewritten after a distribution. */
const SAME_FACTOR = 1e-3;

function rewriteWarnings(rewrites: ReadonlyMap<string, Rewrites>): readonly string[] {
  return [...rewrites].filter(([, { count }]) => count > 0).map(([code, { count, lowest, highest }]) => {
    const isRescaled = count > 1 && highest / lowest - 1 < SAME_FACTOR;
    const how = isRescaled ? `all to ${(lowest * 100).toFixed(3)} % of what they were: an adjusted close that its source rewrote` : `to between ${(lowest * 100).toFixed(3)} % and ${(highest * 100).toFixed(3)} % of what they were`;
    return `${code}: ${count} ${count === 1 ? 'level differs' : 'levels differ'} from what is kept, ${how}. The old ones stay beside the new`;
  });
}

/** Rows of a code that are waited for before its series is made: as many dates say how often it has a value. */
const ROWS_TO_KNOW = 12;

/** The store wants a series before its rows, and a series its frequency: the first rows of each code wait until they tell it. */
export function priceWriter(target: BatchTarget, stated: LevelFacts, facts: SeriesFacts = new Map()): BatchWriter<PriceRecord> {
  const known = new Map<string, SeriesMeta>();
  const first = new Map<string, PriceRecord[]>();
  const codes = new Map<number, string>();
  const rewrites = new Map<string, Rewrites>();
  const chained = new Map<number, string>();
  const shelf = new Shelf<PriceRow>(target, {
    kind: 'price', dayOf: (row) => row.date, sheet: priceSheet, add: addPrices,
    insert: async (wire, batchId, recordedAt, sheet) => {
      for (const { seriesId, ...found } of await compareWithKept(wire, sheet)) addRewrites(rewrites, codes.get(seriesId) ?? '', found);
      return insertPrices(wire, batchId, recordedAt, sheet);
    },
  });
  const seriesFor = async (code: string, records: readonly PriceRecord[]): Promise<SeriesMeta> => {
    await shelf.settled();
    const fact = facts.get(code);
    const meta = await ensureSeries(target.tx, target.workspaceId, {
      kind: 'price', code, basis: stated.basis, sampling: stated.sampling, currency: stated.currency,
      frequency: fact?.frequency ?? frequencyOf(records.map(({ date }) => date)),
      unit: 'level', name: fact?.name ?? code, source: `${fact?.source ?? target.source}${stated.fromReturns ? FROM_RETURNS : ''}`, licence: fact?.licence ?? '', simulated: target.simulated, pointInTime: false,
    });
    const difference = differs(meta, stated);
    // Levels that were exported from a chain may come back as they are: only what would be new is of another kind.
    if (difference && isChained(meta) && !stated.fromReturns && meta.currency === stated.currency && meta.sampling === stated.sampling) chained.set(meta.id, `${code} ${difference}. Nothing was written.`);
    else if (difference) throw new Rollback(refuse('series-differs', `${code} ${difference}. Nothing was written.`, { code }));
    codes.set(meta.id, code);
    await shelf.begin(meta.id);
    return meta;
  };
  const compareWithChains = async (rows: readonly PriceRow[]): Promise<void> => {
    if (rows.length === 0) return;
    await shelf.settled();
    const news = await insertPrices(target.wire, target.batchId, target.recordedAt, priceSheet(rows));
    if (news > 0) throw new Rollback(refuse('series-differs', chained.get(rows[0].seriesId) ?? ''));
  };
  /** Places rows of known series; gives back those that only a chain can take. */
  const place = (series: SeriesMeta, records: readonly PriceRecord[]): readonly PriceRow[] => {
    const rows = records.map(({ date, level }): PriceRow => ({ seriesId: series.id, date, level }));
    if (chained.has(series.id)) return rows;
    rows.forEach((row) => shelf.put(row));
    return [];
  };
  const settle = async (code: string, records: readonly PriceRecord[]): Promise<void> => {
    const series = await seriesFor(code, records);
    known.set(code, series);
    first.delete(code);
    await compareWithChains(place(series, records));
  };
  return {
    take: async (records) => {
      const ofChains: PriceRow[] = [];
      for (const record of records) {
        const series = known.get(record.code);
        if (series) ofChains.push(...place(series, [record]));
        else {
          const waiting = first.get(record.code) ?? [];
          waiting.push(record);
          if (waiting.length < ROWS_TO_KNOW) first.set(record.code, waiting);
          else await settle(record.code, waiting);
        }
      }
      await compareWithChains(ofChains);
      await shelf.send();
    },
    settled: () => shelf.settled(),
    stored: async () => {
      for (const [code, waiting] of first) await settle(code, waiting);
      return shelf.stored();
    },
    warnings: () => rewriteWarnings(rewrites),
  };
}

function addRewrites(all: Map<string, Rewrites>, code: string, found: Rewrites): void {
  const before = all.get(code);
  all.set(code, before ? { count: before.count + found.count, lowest: Math.min(before.lowest, found.lowest), highest: Math.max(before.highest, found.highest) } : found);
}

/** The first and last day of a period written `YYYY`, `YYYY-MM`, `YYYY-Qn` or as a day. */
export function periodDays(period: string): { readonly first: IsoDate; readonly last: IsoDate } {
  if (period.length === 10) {
    const day = isoDate(period);
    return { first: day, last: day };
  }
  const quarter = /^(\d{4})-Q([1-4])$/.exec(period);
  if (quarter) {
    const first = isoDate(`${quarter[1]}-${String(Number(quarter[2]) * 3 - 2).padStart(2, '0')}-01`);
    return { first, last: lastDayOfMonth(monthIndex(first) + 2) };
  }
  if (period.length === 4) return { first: isoDate(`${period}-01-01`), last: isoDate(`${period}-12-31`) };
  const first = isoDate(`${period}-01`);
  return { first, last: lastDayOfMonth(monthIndex(first)) };
}

export function observationWriter(target: BatchTarget, request: ObservationsRequest, facts: SeriesFacts = new Map()): BatchWriter<ObservationRecord> {
  const known = new Map<string, SeriesMeta>();
  const shelf = new Shelf<ObservationRow>(target, { kind: 'observation', dayOf: (row) => row.period, sheet: observationSheet, add: addObservations, insert: insertObservations });
  const seriesFor = async (record: ObservationRecord): Promise<SeriesMeta> => {
    await shelf.settled();
    const fact = facts.get(record.seriesId);
    const meta = await ensureSeries(target.tx, target.workspaceId, {
      kind: 'observation', code: record.seriesId, basis: null, sampling: 'end', currency: null, frequency: record.frequency,
      unit: fact?.unit ?? statedFor<string>(request.unit, record.seriesId) ?? 'as published', name: fact?.name ?? record.seriesId, source: fact?.source ?? target.source, licence: fact?.licence ?? '',
      simulated: target.simulated, pointInTime: request.pointInTime, typicalLagDays: statedFor<number>(request.typicalLagDays, record.seriesId),
    });
    // One series cannot keep its vintages and be latest-revised: every screen would say the wrong of the two.
    if (meta.pointInTime === request.pointInTime) {
      await shelf.begin(meta.id);
      return meta;
    }
    const kept = meta.pointInTime ? 'with its vintages' : 'latest-revised';
    throw new Rollback(refuse('series-differs', `${record.seriesId} is kept ${kept} at this desk, and this file is stated to be otherwise. Nothing was written.`, { code: record.seriesId }));
  };
  return {
    take: async (records) => {
      for (const record of records) {
        const { seriesId: code, period, value, vintage } = record;
        const series = known.get(code) ?? (await seriesFor(record));
        known.set(code, series);
        const { first, last } = periodDays(period);
        const { knownAt, estimated } = knownAtOf(record, last, statedFor<number>(request.typicalLagDays, code));
        shelf.put({ seriesId: series.id, period: first, knownAt, value, vintage, estimated });
      }
      await shelf.send();
    },
    settled: () => shelf.settled(),
    stored: () => shelf.stored(),
    warnings: () => [],
  };
}
