import type { Page } from '@playwright/test';
import { addDays, isoDate, weekday } from '../../lib/core/base/iso-date';
import { normal, seededRandom } from '../../lib/server/samples/random';
import { sendImport } from './imports';
import { makePortfolio } from './portfolios';
import { expect } from './test';

/** Fifty years of trading days. */
export const DENSE_DAYS = 12_600;
const LAST = isoDate('2025-12-31');
const SEED = 50;
const CODES = ['DENSE.EQ', 'DENSE.BD', 'DENSE.CA'] as const;
/** Mean and spread of a day's return, for each series. */
const MOTION = [[0.0003, 0.011], [0.0001, 0.004], [0.0001, 0.00005]] as const;

/** The last so many weekdays of a made-up market. */
function rows(): readonly string[] {
  const days: string[] = [];
  for (let day = LAST; days.length < DENSE_DAYS; day = addDays(day, -1)) if (weekday(day) < 6) days.unshift(day);
  const random = seededRandom(SEED);
  const levels = [100, 100, 100];
  return days.map((day) => {
    MOTION.forEach(([mean, spread], k) => (levels[k] *= Math.exp(mean + spread * normal(random))));
    return [day, ...levels.map((level) => level.toFixed(4))].join(',');
  });
}

/** A portfolio with fifty years of days and something held, so that every curve there is can be drawn. Needs the analyst. */
export async function makeDenseMarket(page: Page): Promise<string> {
  const { origin } = new URL(page.url());
  const send = async (fileName: string, request: Readonly<Record<string, unknown>>, text: string, portfolio?: string) => {
    const answer = await sendImport(page.request, origin, { fileName, request, portfolio }, text);
    expect(answer.status(), await answer.text()).toBe(200);
  };
  await send('dense.csv', { kind: 'prices', basis: 'total-return', sampling: 'end', currency: 'USD' }, `${['date', ...CODES].join(',')}\n${rows().join('\n')}\n`);
  const slug = await makePortfolio(page, {
    name: 'Fifty years of days',
    lines: [
      { code: CODES[0], group: 'equity', weight: '50', min: '10', max: '90' },
      { code: CODES[1], group: 'bond', weight: '45', min: '5', max: '85' },
      { code: CODES[2], group: 'cash', weight: '5', min: '0', max: '40' },
    ],
    cash: CODES[2],
  });
  await send('dense-holdings.csv', { kind: 'holdings', asOf: LAST }, `instrument,quantity,value\n${CODES[0]},2000,\n${CODES[1]},1500,\nCASH,,50000\n`, slug);
  return slug;
}
