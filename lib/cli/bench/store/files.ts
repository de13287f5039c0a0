import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { addDays, isoDate, type IsoDate } from '../../../core/base/iso-date';
import { createRandom, drawFraction, type RandomSource } from '../../../core/stats/random';
import { SEED } from '../data';

/** A million observations are ninety years of days of so many series. */
export const SERIES = 30;
const DAYS = 33_400;
const FIRST_DAY = isoDate('1930-01-01');
const RELEASE_DAYS = 3;

/** What the file of the benchmark is. */
export const OBSERVATIONS_REQUEST = { kind: 'observations', pointInTime: true } as const;

/** Days from the first one on, and each with some more for its release. */
const calendar = (days: number): readonly IsoDate[] => Array.from({ length: days + RELEASE_DAYS }, (_, t) => addDays(FIRST_DAY, t));

/** The lines of one series: a random walk that stays near 100, each value known some days later. */
function seriesText(name: string, days: number, dates: readonly IsoDate[], random: RandomSource): string {
  const lines: string[] = [];
  let value = 100;
  for (let t = 0; t < days; t += 1) {
    value += 0.02 * (100 - value) + drawFraction(random) - 0.5;
    lines.push(`${name},${dates[t]},${value.toFixed(4)},${dates[t + 1 + (t % RELEASE_DAYS)]}\n`);
  }
  return lines.join('');
}

function* text(rows: number): Generator<string> {
  const count = Math.max(SERIES, Math.ceil(rows / DAYS));
  const random = createRandom(SEED);
  const dates = calendar(Math.ceil(rows / count));
  yield 'series_id,period,value,release_date\n';
  for (let s = 0; s < count; s += 1) yield seriesText(`series_${String(s + 1).padStart(4, '0')}`, Math.floor(((s + 1) * rows) / count) - Math.floor((s * rows) / count), dates, random);
}

/** Writes so many seeded daily observations in long form, one series after another: thirty series, more where ninety years of days do not hold them. */
export async function writeObservations(path: string, rows: number): Promise<number> {
  await pipeline(Readable.from(text(rows)), createWriteStream(path));
  return (await stat(path)).size;
}
