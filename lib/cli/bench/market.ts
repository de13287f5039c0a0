import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { IsoDate } from '../../core/base/iso-date';
import { addDays, isoDate, lastDayOfMonth, monthIndex, monthText, weekday } from '../../core/base/iso-date';
import type { Result } from '../../core/base/result';
import { ok, refuse } from '../../core/base/result';
import { assetId } from '../../core/base/units';
import type { PriceGrid } from '../../core/market/price-grid';
import type { RandomSource } from '../../core/stats/random';
import { createRandom, drawFraction } from '../../core/stats/random';

/** Prices of the benchmark. `levels` and `months` name the files that the floor reads. */
export interface BenchMarket {
  readonly grid: PriceGrid;
  readonly levels: string;
  readonly months: string;
}

export type Calendar = 'monthly' | 'daily';

const PERIODS_PER_YEAR: Readonly<Record<Calendar, number>> = { monthly: 12, daily: 252 };
const FIRST_MONTH = monthIndex(isoDate('1876-01-01'));
const FIRST_DAY = isoDate('1976-01-02');
/** Weekdays less every 29th are about 252 rows a year. */
const HOLIDAY_EVERY = 29;

function datesOf(calendar: Calendar, rows: number): readonly IsoDate[] {
  if (calendar === 'monthly') return Array.from({ length: rows }, (_, k) => lastDayOfMonth(FIRST_MONTH + k));
  const dates: IsoDate[] = [];
  for (let [day, weekdays] = [FIRST_DAY, 0]; dates.length < rows; day = addDays(day, 1)) {
    if (weekday(day) > 5) continue;
    weekdays += 1;
    if (weekdays % HOLIDAY_EVERY !== 0) dates.push(day);
  }
  return dates;
}

/** Nearly normal, mean 0 and deviation 1: the sum of twelve fractions less six. */
function drawNormal(random: RandomSource): number {
  let sum = -6;
  for (let k = 0; k < 12; k += 1) sum += drawFraction(random);
  return sum;
}

const DRIFT_ANNUAL = 0.06;
const COMMON_VOL_ANNUAL = 0.1;
const OWN_VOL_ANNUAL = 0.12;

/** Levels from 100 on: a common and an own random walk in every column, from one seed. */
function randomLevels(rows: number, columns: number, periodsPerYear: number, seed: number): readonly Float64Array[] {
  const random = createRandom(seed);
  const levels = Array.from({ length: columns }, () => new Float64Array(rows).fill(100));
  const [drift, common, own] = [DRIFT_ANNUAL / periodsPerYear, COMMON_VOL_ANNUAL / Math.sqrt(periodsPerYear), OWN_VOL_ANNUAL / Math.sqrt(periodsPerYear)];
  for (let t = 1; t < rows; t += 1) {
    const shared = drift + common * drawNormal(random);
    for (const column of levels) column[t] = column[t - 1] * Math.exp(shared + own * drawNormal(random));
  }
  return levels;
}

function gridOf(dates: readonly IsoDate[], levels: readonly Float64Array[], calendar: Calendar): PriceGrid {
  return { dates, assets: levels.map((_, i) => assetId(`A${i + 1}`)), levels, cashLevel: null, periodsPerYear: PERIODS_PER_YEAR[calendar], sampling: 'end' };
}

/** A seeded market of the asked size, also written to files in `folder` for the floor. */
export async function generateMarket(folder: string, calendar: Calendar, rows: number, columns: number, seed: number): Promise<BenchMarket> {
  const dates = datesOf(calendar, rows);
  const grid = gridOf(dates, randomLevels(rows, columns, PERIODS_PER_YEAR[calendar], seed), calendar);
  const market = { grid, levels: join(folder, `${calendar}_${columns}_${rows}.f64`), months: join(folder, `${calendar}_${rows}.i32`) };
  const rowMajor = new Float64Array(rows * columns);
  grid.levels.forEach((column, i) => column.forEach((level, t) => (rowMajor[t * columns + i] = level)));
  await writeFile(market.levels, rowMajor);
  await writeFile(market.months, Int32Array.from(dates, monthIndex));
  return market;
}

async function readArray<T>(path: string, wrap: (buffer: ArrayBuffer) => T): Promise<Result<T, 'missing-file'>> {
  try {
    const bytes = await readFile(path);
    return ok(wrap(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer));
  } catch (error) {
    return refuse('missing-file', `cannot read ${path}: ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}`, { path });
  }
}

/** Days for rows of which only the month is known: the first row of a month is its first day, and so on. */
function datesInMonths(months: Int32Array): readonly IsoDate[] {
  let day = 0;
  return Array.from(months, (month, t) => {
    day = t > 0 && months[t - 1] === month ? day + 1 : 1;
    return `${monthText(month - 1)}-${String(day).padStart(2, '0')}` as IsoDate;
  });
}

/**
 * Reads `<calendar>_<columns>.f64` (float64 rows) and `<calendar>_month.i32` (year·12 + month of each row, January is 1).
 * Refuses `missing-file`, and `bad-data` when the two do not fit together.
 */
export async function readMarket(folder: string, calendar: Calendar, columns: number): Promise<Result<BenchMarket, 'missing-file' | 'bad-data'>> {
  const files = { levels: join(folder, `${calendar}_${columns}.f64`), months: join(folder, `${calendar}_month.i32`) };
  const rowMajor = await readArray(files.levels, (buffer) => new Float64Array(buffer));
  if (!rowMajor.ok) return rowMajor;
  const months = await readArray(files.months, (buffer) => new Int32Array(buffer));
  if (!months.ok) return months;
  const rows = months.value.length;
  if (rowMajor.value.length !== rows * columns) return refuse('bad-data', `${files.levels} does not have ${rows} rows of ${columns} levels`);
  const levels = Array.from({ length: columns }, (_, i) => Float64Array.from({ length: rows }, (__, t) => rowMajor.value[t * columns + i]));
  return ok({ grid: gridOf(datesInMonths(months.value), levels, calendar), ...files });
}
