import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { figure } from '../support/figures';
import { signInAs } from '../support/people';
import { expect, test } from '../support/test';

const ROOM = '/portfolios/global-multi-asset/backtest';

const query = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);
const tabs = (page: Page, name: string) => page.getByRole('navigation', { name });

test.beforeEach(async ({ page }) => {
  await signInAs(page, 'analyst');
  await page.goto(ROOM);
});

test('the bill agrees with the title, the statistics and the file', async ({ page }) => {
  const title = await page.getByRole('heading', { level: 1 }).innerText();
  expect(title).toMatch(/^After costs the dynamic mix (made the deepest fall \d+\.\d\spp shallower|fell \d+\.\d\spp deeper) and (returned|cost) \d+\.\d\spp/);
  const driver = page.getByRole('table', { name: /^Performance driver/ });
  const saved = figure(await driver.getByRole('row', { name: /^Drawdown saved, pp/ }).locator('td.dynamic').innerText());
  expect(title).toContain(`${Math.abs(saved).toFixed(1)}`);
  const cagr = await driver.getByRole('row', { name: /^CAGR, net/ }).locator('td.dynamic').innerText();
  await expect(page.getByRole('table', { name: /^Return/ }).getByRole('row', { name: /^CAGR/ }).locator('td.dynamic')).toHaveText(cagr);

  const wealth = page.locator('section').filter({ has: page.getByRole('heading', { name: /^Wealth, net of cost/ }) });
  const [download] = await Promise.all([page.waitForEvent('download'), wealth.getByRole('button', { name: 'Download CSV' }).click()]);
  const [header, ...lines] = (await readFile(await download.path(), 'utf8')).replace(/^\uFEFF/, '').trimEnd().split('\r\n');
  expect(header).toBe('date,Strategic,Dynamic layer,Tactical overlay,"Dynamic, gross",Dynamic');
  const last = lines[lines.length - 1].split(',').slice(1).map(Number);
  expect(last[3]).toBeGreaterThan(last[4]);
});

test('weights, windows and stress are views with an address', async ({ page }) => {
  await tabs(page, 'Weights as').getByRole('link', { name: 'Stacked' }).click();
  await expect.poll(() => query(page)).toEqual({ weights: 'stack' });
  await expect(page.getByRole('img', { name: /^Weights stacked to 100 per cent/ })).toBeVisible();
  await tabs(page, 'Measure').getByRole('link', { name: 'Maximum drawdown' }).click();
  await expect.poll(() => query(page)).toEqual({ weights: 'stack', rolling: 'drawdown' });
  await tabs(page, 'Window').getByRole('link', { name: '5 y' }).click();
  await expect.poll(() => query(page)).toEqual({ weights: 'stack', rolling: 'drawdown', years: '5' });
  await expect(page.getByRole('heading', { name: /^Over 5 years it fell less in \d+\s% of windows$/ })).toBeVisible();
  await page.goto(`${ROOM}?asOf=2015-06-30&rolling=luck&years=two`);
  await expect(page.getByRole('heading', { name: /^Over 3 years it returned more/ })).toBeVisible();
  await expect(page.getByText(/^31 Jan 2001 to 30 Jun 2015/)).toBeVisible();
});

test('a shock is typed, and what cannot be is refused', async ({ page }) => {
  await tabs(page, 'Part of the room').getByRole('link', { name: 'Stress' }).click();
  await expect.poll(() => query(page)).toEqual({ tab: 'stress' });
  await expect(page.getByRole('heading', { name: 'Named crises: not in simulated prices' })).toBeVisible();
  const strategic = page.getByRole('table', { name: 'What each mix would gain or lose at once' }).getByRole('row', { name: /^Strategic/ }).locator('td').first();
  await page.getByLabel('US equity, %').fill('-50');
  await expect(strategic).toHaveText('−14.00');
  await page.getByLabel('US equity, %').fill('-150');
  await expect(page.getByText('A price can fall by 100 % at most')).toBeVisible();
  await expect(strategic).toHaveText('0.00');
});

test('luck is asked about once, and the answer stays', async ({ page, sql }) => {
  test.slow();
  const ask = page.getByRole('button', { name: 'Ask whether it is luck' });
  const tries = async () => (await sql.query<{ count: number }>('SELECT count(*)::int AS count FROM trial'))[0].count;
  const before = await tries();
  await ask.click();
  const questions = page.getByRole('table', { name: 'Questions about luck' });
  await expect(questions).toBeVisible({ timeout: 120_000 });
  await expect(ask).toHaveCount(0);
  await expect(questions.getByRole('row', { name: /^How much shallower/ }).locator('td').first()).toHaveText(/^[+−]\d+\.\d to [+−]\d+\.\d\spp$/);
  await expect(questions.getByRole('row', { name: /^And after everything/ })).toContainText(/after \d+ tries over these asset classes/);
  await expect(page.getByRole('table', { name: /^Deepest fall of the dynamic mix as a share/ }).locator('td')).toHaveCount(25);
  expect(await tries()).toBeGreaterThan(before + 100);
  await page.reload();
  await expect(questions).toBeVisible();
});
