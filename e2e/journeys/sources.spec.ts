import { takeLink } from '../support/people';
import { makeSetUpLink } from '../support/set-up';
import { startSource } from '../support/source';
import { expect, test } from '../support/test';

const KEY = 'a-key-that-no-page-shows';
const rates = 'CURRENCY,CURRENCY_DENOM,TIME_PERIOD,OBS_VALUE\nUSD,EUR,2020-11-18,1.1\nUSD,EUR,2020-11-19,1.2\n';

test('a series is fed from a source that fails first, and the key of another is never seen again', async ({ page, baseURL }) => {
  const source = await startSource();
  const origin = baseURL ?? '';
  const admin = { name: 'Signe Holm', email: 'signe@example.invalid', password: 'a-password-of-hers' };
  await takeLink(page, await makeSetUpLink(origin), admin, 'Source Desk');

  await test.step('the source sends a page instead of data: the job says so and waits', async () => {
    source.answer(200, 'text/html', '<!doctype html><html><body>We will be back</body></html>');
    await page.goto('/data');
    await page.getByLabel('Source', { exact: true }).first().selectOption('ecb');
    await page.getByLabel('Its name there').fill('usd');
    await page.getByLabel('Its name here').fill('EURUSD');
    await page.getByRole('button', { name: 'Subscribe' }).click();
    await expect(page.getByRole('table', { name: /Jobs/ }).getByText('web page instead of data')).toBeVisible();
    await expect(page.getByRole('table', { name: 'Sources' }).getByText('Failed last')).toBeVisible();
  });

  await test.step('asked again by hand it answers, and the series is there', async () => {
    source.answer(200, 'text/csv', rates);
    await page.getByRole('button', { name: 'Try EURUSD from ECB USD again' }).click();
    await expect(page.getByRole('table', { name: /Jobs/ }).getByText('2 new rows')).toBeVisible();
    await page.reload();
    await expect(page.getByRole('table', { name: 'Series at this desk' }).getByRole('row', { name: /EURUSD.*USD per EUR.*2020-11-19.*ECB/ })).toBeVisible();
  });

  await test.step('a key is stored and not shown', async () => {
    await page.getByText('Store the key of a source').click();
    const form = page.locator('form', { has: page.getByRole('button', { name: 'Store the key' }) });
    await form.getByLabel('Source').selectOption('tiingo');
    await form.getByLabel('Key').fill(KEY);
    await form.getByRole('button', { name: 'Store the key' }).click();
    await expect(page.getByText('Stored, sealed.')).toBeVisible();
    await page.reload();
    await expect(page.getByText('stored by Signe Holm')).toBeVisible();
    expect(await page.content()).not.toContain(KEY);
  });

  await test.step('on a telephone nothing runs out of the page', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.reload();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
  await source.end();
});
