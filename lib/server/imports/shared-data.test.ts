import { createReadStream, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { importRequestSchema } from './kinds/registry';
import { parseImport } from './parse-import';

const folder = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));
const isHere = existsSync(folder);

const PRICES = { kind: 'prices', basis: 'total-return', sampling: 'end', currency: 'USD' };
const OBSERVATIONS = { kind: 'observations' };
const VINTAGES = { kind: 'observations', pointInTime: true };

/** File, what is stated about it, and what was found: decision, data rows, series, warnings. See docs/import-findings.md. */
const FILES: readonly (readonly [string, Record<string, unknown>, string, number, number, number])[] = [
  ['commodity-indices-monthly.csv', PRICES, 'accept-with-warnings', 797, 6, 8],
  ['derived-us-10y-total-return.csv', { ...PRICES, columns: ['tr_index_avg', 'tr_index_eom'] }, 'accept-with-warnings', 878, 2, 2],
  ['derived-us-10y-total-return.csv', { kind: 'returns', currency: 'USD', columns: ['tr_month_avg', 'tr_month_eom'] }, 'accept-with-warnings', 878, 2, 1],
  ['etf-daily-adjclose.csv', PRICES, 'accept-with-warnings', 8_222, 15, 1],
  ['etf-daily-close.csv', { ...PRICES, basis: 'price' }, 'accept-with-warnings', 8_222, 15, 1],
  ['etf-spy-adjclose-two-downloads.csv', PRICES, 'accept-with-warnings', 268, 3, 1],
  ['nber-announcements.csv', OBSERVATIONS, 'reject', 12, 0, 0],
  ['us-daily-rates.csv', OBSERVATIONS, 'accept-with-warnings', 16_079, 8, 2],
  ['us-monthly-assets.csv', PRICES, 'accept-with-warnings', 1_865, 12, 14],
  ['us-monthly-indicators.csv', OBSERVATIONS, 'accept-with-warnings', 27_069, 28, 1],
  ['us-shiller-monthly.csv', OBSERVATIONS, 'accept-with-warnings', 1_865, 10, 2],
  ['us-vintages-fredmd.csv', VINTAGES, 'accept', 13_522, 10, 0],
  ['us-vintages-quarterly.csv', VINTAGES, 'accept', 9_360, 6, 0],
  ['us-weekly-conditions.csv', OBSERVATIONS, 'accept', 8_367, 4, 0],
  ['vix-daily.csv', OBSERVATIONS, 'accept-with-warnings', 9_235, 4, 1],
];

describe('real files of prices and indicators', () => {
  it(isHere ? 'are at hand' : 'are not at hand: nothing is compared', () => {
    expect(existsSync(folder)).toBe(isHere);
  });

  if (isHere) {
    it.each(FILES)('%s is read as written down', async (name, stated, decision, rows, series, warnings) => {
      const report = await parseImport(createReadStream(`${folder}${name}`), importRequestSchema.parse({ ...stated, today: '2026-11-23' }), async () => undefined);
      expect([report.decision, report.rows, report.series.length, report.warnings.length]).toEqual([decision, rows, series, warnings]);
    });
  }
});
