import { addDays, dayNumber, isoDate, lastDayOfMonth, monthIndex, NEVER, type IsoDate } from '../../core/base/iso-date';
import { refuse } from '../../core/base/result';
import type { Transaction } from '../db/client';
import { ensureSeries, insertObservations, insertPrices, type Frequency, type SeriesMeta } from '../db/market-store';
import type { ObservationRecord, ObservationsRequest } from '../imports/kinds/observations';
import type { PriceRecord, PricesRequest } from '../imports/kinds/prices';
import { Rollback } from '../use-cases/use-case';

/** Where a batch writes to, inside the import's transaction. */
export interface BatchTarget {
  readonly tx: Transaction;
  readonly workspaceId: string;
  readonly batchId: number;
  readonly recordedAt: Date;
  readonly source: string;
  readonly simulated: boolean;
}

/** Takes records chunk by chunk and counts the rows that said something new. */
export interface BatchWriter<R> {
  readonly take: (records: readonly R[]) => Promise<void>;
  readonly stored: () => number;
}

/** What a person knows of a series beyond its code; samples state it, files cannot. */
export type SeriesFacts = ReadonlyMap<string, { readonly name?: string; readonly unit?: string; readonly source?: string; readonly licence?: string; readonly frequency?: Frequency }>;

/** Median distance in days up to which dates count as of this frequency. */
const GAPS: readonly (readonly [number, Frequency])[] = [[4, 'daily'], [10, 'weekly'], [45, 'monthly'], [135, 'quarterly']];

/** How often a series has a value, read from the distances of its dates; `daily` for a single date. */
export function frequencyOf(dates: readonly IsoDate[]): Frequency {
  const days = [...new Set(dates)].map(dayNumber).sort((a, b) => a - b);
  const gaps = days.slice(1).map((day, k) => day - days[k]).sort((a, b) => a - b);
  const median = gaps[gaps.length >> 1] ?? 1;
  return GAPS.find(([limit]) => median <= limit)?.[1] ?? 'annual';
}

/** The first chunk of a code decides its frequency: files are long, and the store wants a series before its rows. */
export function priceWriter(target: BatchTarget, request: PricesRequest, facts: SeriesFacts = new Map()): BatchWriter<PriceRecord> {
  const known = new Map<string, SeriesMeta>();
  let stored = 0;
  const seriesFor = async (code: string, records: readonly PriceRecord[]): Promise<SeriesMeta> => {
    const fact = facts.get(code);
    const meta = await ensureSeries(target.tx, target.workspaceId, {
      kind: 'price', code, basis: request.basis, sampling: request.sampling, currency: request.currency,
      frequency: fact?.frequency ?? frequencyOf(records.filter((record) => record.code === code).map((record) => record.date)),
      unit: 'level', name: fact?.name ?? code, source: fact?.source ?? target.source, licence: fact?.licence ?? '', simulated: target.simulated, pointInTime: false,
    });
    // Levels in two currencies, or means among ends, under one name would be wrong without looking wrong.
    if (meta.currency === request.currency && meta.sampling === request.sampling) return meta;
    throw new Rollback(refuse('series-differs', `${code} is kept in ${meta.currency ?? 'no currency'} as ${meta.sampling} levels at this desk; this file states ${request.currency} and ${request.sampling}. Nothing was written.`, { code }));
  };
  return {
    take: async (records) => {
      for (const { code } of records) if (!known.has(code)) known.set(code, await seriesFor(code, records));
      const rows = records.map(({ code, date, level }) => ({ seriesId: (known.get(code) as SeriesMeta).id, date, level }));
      stored += await insertPrices(target.tx, target.batchId, target.recordedAt, rows);
    },
    stored: () => stored,
  };
}

/** The first and last day of a period written `YYYY-MM`, `YYYY-Qn` or as a day. */
export function periodDays(period: string): { readonly first: IsoDate; readonly last: IsoDate } {
  const quarter = /^(\d{4})-Q([1-4])$/.exec(period);
  if (quarter) {
    const first = isoDate(`${quarter[1]}-${String(Number(quarter[2]) * 3 - 2).padStart(2, '0')}-01`);
    return { first, last: lastDayOfMonth(monthIndex(first) + 2) };
  }
  if (period.length === 7) {
    const first = isoDate(`${period}-01`);
    return { first, last: lastDayOfMonth(monthIndex(first)) };
  }
  return { first: isoDate(period), last: isoDate(period) };
}

function lagOf(request: ObservationsRequest, seriesId: string): number | null {
  const lag = request.typicalLagDays;
  return (typeof lag === 'object' ? lag[seriesId] : lag) ?? null;
}

/** A stated release date counts; else the vintage; else period end plus typical lag, marked estimated; else never known. */
function knownAtOf(record: ObservationRecord, lag: number | null): { readonly knownAt: IsoDate; readonly estimated: boolean } {
  const stated = record.releaseDate ?? record.vintage;
  if (stated) return { knownAt: stated, estimated: false };
  return lag === null ? { knownAt: NEVER, estimated: false } : { knownAt: addDays(periodDays(record.period).last, lag), estimated: true };
}

export function observationWriter(target: BatchTarget, request: ObservationsRequest, facts: SeriesFacts = new Map()): BatchWriter<ObservationRecord> {
  const known = new Map<string, SeriesMeta>();
  let stored = 0;
  const seriesFor = async (record: ObservationRecord): Promise<SeriesMeta> => {
    const fact = facts.get(record.seriesId);
    const meta = await ensureSeries(target.tx, target.workspaceId, {
      kind: 'observation', code: record.seriesId, basis: null, sampling: 'end', currency: null, frequency: record.frequency,
      unit: fact?.unit ?? 'as published', name: fact?.name ?? record.seriesId, source: fact?.source ?? target.source, licence: fact?.licence ?? '',
      simulated: target.simulated, pointInTime: request.pointInTime, typicalLagDays: lagOf(request, record.seriesId),
    });
    // One series cannot keep its vintages and be latest-revised: every screen would say the wrong of the two.
    if (meta.pointInTime === request.pointInTime) return meta;
    const kept = meta.pointInTime ? 'with its vintages' : 'latest-revised';
    throw new Rollback(refuse('series-differs', `${record.seriesId} is kept ${kept} at this desk, and this file is stated to be otherwise. Nothing was written.`, { code: record.seriesId }));
  };
  return {
    take: async (records) => {
      for (const record of records) if (!known.has(record.seriesId)) known.set(record.seriesId, await seriesFor(record));
      const rows = records.map((record) => ({
        seriesId: (known.get(record.seriesId) as SeriesMeta).id,
        period: periodDays(record.period).first,
        value: record.value,
        vintage: record.vintage,
        ...knownAtOf(record, lagOf(request, record.seriesId)),
      }));
      stored += await insertObservations(target.tx, target.batchId, target.recordedAt, rows);
    },
    stored: () => stored,
  };
}
