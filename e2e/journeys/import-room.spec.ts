import type { Page } from '@playwright/test';
import { signInAs } from '../support/people';
import { makePortfolio } from '../support/portfolios';
import { expect, test } from '../support/test';

const HOLDINGS = ['Musterbank AG;;;', 'Depot 4711;Stand 31.12.2025;;', '', 'Symbol;Bezeichnung;Besitz;Kurswert', 'KHUS.SIM;Aktien USA;1.200;', 'KHTY.SIM;Anleihen;800;', 'CASH;Liquidität;;25.000,00', ''].join('\r\n');

const drop = (page: Page, name: string) => page.getByLabel('Drop a file or choose one').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(HOLDINGS) });

// The first look does not know one column: that is a refusal, and no fault of the page.
test.use({ noise: [/Failed to load resource: the server responded with a status of 422/] });

test('a German statement with lines above it is understood, corrected in one column, kept as a template, imported and undone', async ({ page }) => {
  await signInAs(page, 'analyst');
  const slug = await makePortfolio(page, {
    name: 'From a file',
    lines: [
      { code: 'KHUS.SIM', group: 'equity', weight: '50', min: '20', max: '80' },
      { code: 'KHTY.SIM', group: 'bond', weight: '45', min: '20', max: '80' },
      { code: 'USD.SIM', group: 'cash', weight: '5', min: '0', max: '40' },
    ],
    cash: 'USD.SIM',
  });
  const understood = page.getByRole('table', { name: 'What was understood' });
  const preview = page.getByRole('table', { name: 'Preview' });

  await test.step('dropped, it is looked at by itself: all but one column is known', async () => {
    await page.goto(`/data/import?kind=holdings&portfolio=${slug}`);
    await page.getByLabel('Held at the close of').fill('2025-12-31');
    await drop(page, 'depot.csv');
    await expect(page.getByRole('main').getByRole('alert')).toContainText('Nothing was written');
    for (const fact of ['semicolon', 'comma', 'line 4']) await expect(understood).toContainText(fact);
    await expect(page.getByLabel('What Symbol is')).toHaveValue('code');
    await expect(page.getByLabel('What Besitz is')).toHaveValue('');
  });

  await test.step('the column is corrected, and the file is looked at again', async () => {
    await page.getByLabel('What Besitz is').selectOption('quantity');
    await expect(page.getByText('It can be imported as it is. Nothing was written yet.')).toBeVisible();
    await expect(preview.getByRole('row', { name: /KHUS\.SIM.*1200/ })).toBeVisible();
    await expect(page.getByText('Musterbank AG')).toBeVisible();
  });

  await test.step('the correction is kept, and offered for the next file with this header', async () => {
    await page.getByLabel('Name of the template').fill('Musterbank');
    await page.getByRole('button', { name: 'Save as a template' }).click();
    await expect(page.getByText('Saved. It is offered')).toBeVisible();
    await page.reload();
    await page.getByLabel('Held at the close of').fill('2025-12-31');
    await drop(page, 'depot.csv');
    await page.getByRole('button', { name: 'Use the template Musterbank' }).click();
    await expect(page.getByText('It can be imported as it is. Nothing was written yet.')).toBeVisible();
  });

  await test.step('imported, it stands among the imports; undone, the book is empty again', async () => {
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(page.getByText(/^Imported: 3 new rows\.$/)).toBeVisible();
    await page.goto('/data');
    const imports = page.getByRole('table', { name: 'Imports, newest first' });
    await page.getByRole('button', { name: 'Undo the import of depot.csv' }).click();
    await expect(imports.getByRole('row', { name: /depot\.csv undo of the import/ })).toBeVisible();
    await expect(imports.getByText('undone', { exact: true })).toBeVisible();
    await page.goto(`/portfolios/${slug}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nothing is held yet: policy and target stand ready');
  });

  await test.step('on a telephone nothing runs out of the page', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`/data/import?kind=holdings&portfolio=${slug}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await page.getByRole('button', { name: 'Remove the template Musterbank' }).click();
    await expect(page.getByText('No template yet.')).toBeVisible();
  });
});
