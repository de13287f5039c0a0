import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { IsoDate } from '../base/iso-date';
import { isoDate, NEVER } from '../base/iso-date';
import { assetId } from '../base/units';
import { alignGrid } from '../market/align-grid';
import type { Observation } from '../market/observation';
import type { PriceGrid } from '../market/price-grid';

/** Market data beside the checkout; tests that need them say so when the folder is absent. */
const FOLDER = new URL('../../../../shared/data/', import.meta.url);

export const hasRealData = existsSync(FOLDER);
if (!hasRealData) console.info('No ../shared/data beside the checkout: the tests on real market data are skipped.');

export function readRows(file: string): readonly Readonly<Record<string, string>>[] {
  return parse(readFileSync(new URL(file, FOLDER)), { columns: true }) as Record<string, string>[];
}

/** A wide price file as a grid of some columns. */
export function realGrid(file: string, assets: readonly string[], cash: string | null, periodsPerYear: number): PriceGrid {
  const rows = readRows(file);
  const names = [...new Set([...assets, ...(cash ? [cash] : [])])];
  const columns = Object.fromEntries(names.map((name) => [name, rows.map((row) => (row[name] === '' ? null : Number(row[name])))]));
  const aligned = alignGrid({ dates: rows.map((row) => isoDate(row.date)), columns }, { assets: assets.map(assetId), cash, periodsPerYear, sampling: 'end' });
  if (!aligned.ok) throw new Error(aligned.error.message);
  return aligned.value.grid;
}

export function realObservations(): readonly Observation[] {
  return readRows('us-monthly-indicators.csv').map((row) => ({
    seriesId: row.series_id,
    period: row.period,
    value: Number(row.value),
    knownAt: (row.release_date === '' ? NEVER : row.release_date) as IsoDate,
  }));
}
