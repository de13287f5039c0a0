import type { Page } from '@playwright/test';
import { actAs, signInAs } from '../support/people';
import { expect, test } from '../support/test';

const TAB = '/portfolios/global-multi-asset/backtest?tab=runs';

const row = (page: Page, name: string) => page.getByRole('table', { name: 'Runs, newest first' }).getByRole('row').filter({ has: page.getByRole('rowheader', { name: new RegExp(`^${name}`) }) });

async function openForm(page: Page): Promise<void> {
  const name = page.getByLabel('Name of the run');
  if (!(await name.isVisible())) await page.getByText('Model, parameters, window and cost').click();
  await expect(name).toBeVisible();
}

test('a run is set up, computed, cancelled, named, and compared by somebody else under its address', async ({ page, sql }) => {
  test.slow();
  const tries = async () => (await sql.query<{ count: number }>('SELECT count(*)::int AS count FROM trial'))[0].count;
  const stamp = String(Date.now()).slice(-6);
  await signInAs(page, 'analyst');
  await page.goto(TAB);

  await test.step('what a rule lacks is said, and what cannot be read is refused by its label', async () => {
    await openForm(page);
    await page.getByLabel('Model', { exact: true }).selectOption('gem');
    await expect(page.getByText(/Say which asset class plays SPY \(US stocks\)/)).toBeVisible();
    await page.getByLabel('Model', { exact: true }).selectOption('gtaa5');
    await page.getByLabel('Name of the run').fill(`Trend ${stamp}`);
    await page.getByLabel('Months', { exact: true }).fill('many');
    await page.getByRole('button', { name: 'Start the run' }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'Months: "many" is not a number.' })).toBeVisible();
  });

  const before = await tries();
  await test.step('a run is queued, shows its progress, and its figures when it is done', async () => {
    await page.getByLabel('Months', { exact: true }).fill('10');
    await page.getByLabel('Cost, bp a trade').fill(`1${stamp.slice(-2)}.${stamp.slice(0, 4)}`);
    await page.getByRole('button', { name: 'Start the run' }).click();
    await expect(page.getByText('Queued. It is in the list, with its progress.')).toBeVisible();
    await expect(row(page, `Trend ${stamp}`).getByText('Computed')).toBeVisible({ timeout: 90_000 });
    await expect(row(page, `Trend ${stamp}`).locator('td.num').first()).toHaveText(/^−?\d+\.\d\d$/);
    await expect(row(page, `Trend ${stamp}`)).toContainText(/DSR after \d+ tries/);
    expect(await tries()).toBe(before + 1);
  });

  await test.step('one that nobody wants any more is cancelled', async () => {
    await page.getByLabel('Name of the run').fill(`Unwanted ${stamp}`);
    await page.getByLabel('Model', { exact: true }).selectOption('black-litterman');
    await page.getByLabel('Cost, bp a trade').fill(`2${stamp.slice(-2)}.${stamp.slice(0, 4)}`);
    await page.getByRole('button', { name: 'Start the run' }).click();
    await page.getByRole('button', { name: `Cancel Unwanted ${stamp}` }).click();
    await expect(row(page, `Unwanted ${stamp}`).getByText('Cancelled', { exact: true })).toBeVisible();
    await expect(row(page, `Unwanted ${stamp}`)).toContainText(/Cancelled by /);
    await page.getByRole('button', { name: `Remove Unwanted ${stamp} from the list` }).click();
    await expect(row(page, `Unwanted ${stamp}`)).toHaveCount(0);
  });

  await test.step('a run is renamed, and two stand side by side', async () => {
    await page.getByLabel('Name of the run').fill(`Still ${stamp}`);
    await page.getByLabel('Model', { exact: true }).selectOption('strategic');
    await page.getByLabel('Rebalanced').selectOption('none');
    await page.getByRole('button', { name: 'Start the run' }).click();
    await expect(row(page, `Still ${stamp}`).getByText('Computed')).toBeVisible({ timeout: 90_000 });
    await page.getByText('Rename a run').click();
    await page.getByLabel(`New name of Still ${stamp}`).fill(`Left alone ${stamp}`);
    await page.locator('form').filter({ has: page.getByLabel(`New name of Still ${stamp}`) }).getByRole('button', { name: 'Rename' }).click();
    await expect(row(page, `Left alone ${stamp}`)).toBeVisible();
    await page.getByLabel(`Compare Trend ${stamp}`).check();
    await page.getByLabel(`Compare Left alone ${stamp}`).check();
    await page.getByRole('button', { name: 'Compare the ticked runs' }).click();
    await page.waitForURL(/compare=[0-9a-f-]{36},[0-9a-f-]{36}$/);
    await expect(page.getByRole('group', { name: 'Wealth and drawdown' })).toBeVisible();
  });

  await test.step('another person of the desk opens the address and sees the same', async () => {
    const address = page.url();
    await actAs(page, 'viewer');
    await page.goto(address);
    const statistics = page.getByRole('table', { name: 'Statistics side by side' });
    await expect(statistics.getByRole('columnheader', { name: `Trend ${stamp}` })).toBeVisible();
    await expect(statistics.getByRole('columnheader', { name: `Left alone ${stamp}` })).toBeVisible();
    await expect(page.getByText(/^They differ in model, /)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Start the run' })).toHaveCount(0);
  });
});
