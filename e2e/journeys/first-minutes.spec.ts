import type { Page } from '@playwright/test';
import { signInAs, takeLink } from '../support/people';
import { fillPortfolioForm } from '../support/portfolios';
import { makeSetUpLink } from '../support/set-up';
import { expect, test } from '../support/test';

/** Five years of month-ends of three made-up assets: one that swings, one that hardly does, and cash. */
function prices(): string {
  const rows = Array.from({ length: 72 }, (_, k) => {
    const day = new Date(Date.UTC(2020, k + 1, 0)).toISOString().slice(0, 10);
    return [day, (100 * 1.006 ** k * (1 + 0.08 * Math.sin(k / 5))).toFixed(4), (100 * 1.002 ** k * (1 + 0.02 * Math.cos(k / 7))).toFixed(4), (100 * 1.0015 ** k).toFixed(4)].join(',');
  });
  return `date,SHARES,BONDS,BILLS\n${rows.join('\n')}\n`;
}

const HOLDINGS = 'instrument,quantity,value\nSHARES,9000,\nBONDS,1000,\nCASH,,20000\n';

const drop = (page: Page, name: string, text: string) => page.getByLabel('Drop a file or choose one').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

/** The step that comes next: there is one, and it has one way on. */
async function expectNext(page: Page, title: string, action: string): Promise<void> {
  await page.goto('/');
  const next = page.getByRole('main').locator('li[aria-current="step"]');
  await expect(next).toHaveCount(1);
  await expect(next.getByRole('heading')).toHaveText(title);
  await expect(page.getByRole('main').getByRole('list').getByRole('link', { name: action })).toBeVisible();
  await next.getByRole('link').click();
}

const importIt = async (page: Page): Promise<void> => {
  await expect(page.getByText('It can be imported as it is. Nothing was written yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText(/^Imported: /)).toBeVisible();
};

test('from an empty desk to the first proposal, one next step at a time', async ({ page, baseURL }) => {
  const person = { name: 'Noa Berg', email: 'noa.berg@example.invalid', password: 'a first desk of my own' };
  await takeLink(page, await makeSetUpLink(baseURL as string), person, 'First minutes');

  await test.step('every room of an empty desk says what comes next', async () => {
    for (const room of ['/data', '/data/coverage', '/portfolios/new']) {
      await page.goto(room);
      await expect(page.getByRole('main').getByRole('link', { name: /^Import (a file|prices)$/ }).first()).toBeVisible();
    }
  });

  await test.step('prices', async () => {
    await expectNext(page, '1. Prices', 'Import prices');
    await drop(page, 'prices.csv', prices());
    await importIt(page);
  });

  await test.step('a portfolio with its policy', async () => {
    await expectNext(page, '2. A portfolio with its policy', 'Make a portfolio');
    await fillPortfolioForm(page, {
      name: 'First fund',
      lines: [
        { code: 'SHARES', group: 'equity', weight: '50', min: '20', max: '80' },
        { code: 'BONDS', group: 'bond', weight: '45', min: '10', max: '80' },
        { code: 'BILLS', group: 'cash', weight: '5', min: '0', max: '40' },
      ],
      cash: 'BILLS',
      turnoverLimit: '100',
    });
    await page.getByRole('button', { name: 'Make the portfolio' }).click();
    await page.waitForURL('**/portfolios/first-fund');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nothing is held yet: policy and target stand ready');
    await page.goto('/portfolios/first-fund/proposals');
    await expect(page.getByRole('main').getByRole('link', { name: 'Look at the mix' })).toBeVisible();
  });

  await test.step('what it holds', async () => {
    await expectNext(page, '3. What it holds', 'Import holdings');
    await page.getByLabel('Held at the close of').fill('2025-12-31');
    await drop(page, 'holdings.csv', HOLDINGS);
    await importIt(page);
  });

  await test.step('the first proposal, and then the steps have done their work', async () => {
    await expectNext(page, '4. The first proposal', 'Open the mix');
    await page.getByRole('button', { name: 'Propose reallocation' }).first().click();
    await page.waitForURL('**/portfolios/first-fund/proposals/1');
    await page.goto('/');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('1 proposal waits for a signature');
    await expect(page.getByRole('heading', { name: 'The way to the first proposal' })).toHaveCount(0);
  });
});

test('a tour of the sample: plain links through the rooms, left at any time and not offered again', async ({ page }) => {
  await signInAs(page, 'viewer');
  const tour = page.getByRole('region', { name: 'Tour' });
  await tour.getByRole('link', { name: 'Take the tour' }).click();
  await page.waitForURL('**/?tour=1');
  for (const [number, room] of [[2, 'The mix'], [3, 'Why'], [4, 'Signals'], [5, 'Drawdowns'], [6, 'Proposals'], [7, 'The journal']] as const) {
    await tour.getByRole('link', { name: `Next: ${room}` }).click();
    await page.waitForURL(new RegExp(`[?]tour=${number}(#|$)`));
    await expect(tour).toContainText(`${number} of 7: ${room}.`);
  }
  await tour.getByRole('link', { name: 'Back' }).click();
  await page.waitForURL('**/proposals?tour=6');
  await tour.getByRole('button', { name: 'Leave the tour' }).click();
  await expect(tour).toBeHidden();
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(tour).toHaveCount(0);
  await page.goto('/settings');
  await page.getByRole('link', { name: 'Tour of the sample' }).click();
  await expect(tour).toContainText('1 of 7');
});

test('a word of the trade explains itself where it stands, and moves nothing', async ({ page }) => {
  await signInAs(page, 'viewer');
  await page.goto('/portfolios/us-balanced');
  const word = page.getByRole('button', { name: 'Turnover, one-way' });
  const note = page.getByRole('tooltip');
  await expect(note).toHaveCount(0);
  const before = await page.getByRole('heading', { name: /^What moved/ }).boundingBox();
  await word.focus();
  await expect(note).toContainText('half the sum of all changes of weight');
  await expect(word).toHaveAccessibleDescription(/half the sum/);
  expect(await page.getByRole('heading', { name: /^What moved/ }).boundingBox()).toEqual(before);
  await page.keyboard.press('Escape');
  await expect(note).toHaveCount(0);
  await page.getByRole('button', { name: 'Shift' }).first().hover();
  await expect(note).toContainText('what a proposal trades');
  await page.goto('/glossary#turnover');
  await expect(page.getByText('half the sum of all changes of weight')).toBeVisible();
});
