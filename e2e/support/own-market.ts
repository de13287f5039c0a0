import type { Page } from '@playwright/test';
import { addDays, isoDate, weekday, type IsoDate } from '../../lib/core/base/iso-date';
import { normal, seededRandom } from '../../lib/server/samples/random';
import { sendImport } from './imports';
import { makePortfolio } from './portfolios';
import { expect } from './test';

const FIRST = isoDate('2019-01-01');
const SEED = 5;

/** Weekdays and levels of a made-up market; a longer one begins like a shorter one, so that time can be let pass. */
function rows(until: IsoDate): readonly string[] {
  const random = seededRandom(SEED);
  const levels = [100, 100, 100];
  const lines: string[] = [];
  for (let day = FIRST; day <= until; day = addDays(day, 1)) {
    if (weekday(day) >= 6) continue;
    [0.009, 0.003, 0.00005].forEach((size, k) => (levels[k] *= Math.exp(0.0001 + size * normal(random))));
    lines.push([day, ...levels.map((level) => level.toFixed(4))].join(','));
  }
  return lines;
}

export interface OwnMarket {
  readonly slug: string;
  readonly codes: readonly string[];
  /** Lets days pass: prices come in up to this one, and the clock of the portfolio stands there. */
  readonly passTo: (day: string) => Promise<void>;
}

/** A portfolio whose series are its own, so that its time may pass without anybody else's. Needs the analyst. */
export async function makeOwnMarket(page: Page, prefix: string): Promise<OwnMarket> {
  const codes = ['EQ', 'BD', 'CA'].map((code) => `${prefix}.${code}`);
  const { origin } = new URL(page.url());
  const send = async (fileName: string, request: Readonly<Record<string, unknown>>, text: string, portfolio?: string) => {
    const answer = await sendImport(page.request, origin, { fileName, request, portfolio }, text);
    expect(answer.status(), await answer.text()).toBe(200);
  };
  const passTo = (day: string) => send(`${prefix}-${day}.csv`, { kind: 'prices', basis: 'total-return', sampling: 'end', currency: 'USD' }, `${['date', ...codes].join(',')}\n${rows(isoDate(day)).join('\n')}\n`);
  await passTo('2025-12-31');
  const slug = await makePortfolio(page, {
    name: `Market ${prefix}`,
    lines: [
      { code: codes[0], group: 'equity', weight: '50', min: '10', max: '90' },
      { code: codes[1], group: 'bond', weight: '45', min: '5', max: '85' },
      { code: codes[2], group: 'cash', weight: '5', min: '0', max: '40' },
    ],
    cash: codes[2],
    turnoverLimit: '100',
  });
  await send(`${prefix}-holdings.csv`, { kind: 'holdings', asOf: '2025-12-31' }, `instrument,quantity,value\n${codes[0]},20000,\n${codes[1]},1500,\nCASH,,50000\n`, slug);
  return { slug, codes, passTo };
}

/** Proposes and stays on the new proposal. */
export async function propose(page: Page, slug: string, number = 1): Promise<void> {
  await page.goto(`/portfolios/${slug}`);
  await page.getByRole('button', { name: 'Propose reallocation' }).first().click();
  await page.waitForURL(`**/portfolios/${slug}/proposals/${number}`);
}
