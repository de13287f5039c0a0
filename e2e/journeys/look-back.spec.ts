import { column, figure, figureRows } from '../support/figures';
import { rail, signInAs } from '../support/people';
import { expect, test } from '../support/test';

const PORTFOLIO = '/portfolios/global-multi-asset';
const THEN = '2020-03-31';

// The question a committee asks after a bad month: what did we know then, and what did it say?
test('the rooms of a past day show what was known on it, and nothing can be proposed from there', async ({ page }) => {
  await signInAs(page, 'analyst');
  await page.goto(PORTFOLIO);
  const today = await page.getByLabel('As of').inputValue();
  await expect(page.getByRole('link', { name: 'Latest' })).toHaveCount(0);

  await page.getByLabel('As of').fill(THEN);
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`asOf=${THEN}`));
  await expect(page.getByText('Looking back to the close of 31 Mar 2020')).toBeVisible();
  await expect(page.getByRole('button', { name: /Propose|Record recommendation/ })).toHaveCount(0);

  for (const room of ['Signals', 'Drawdowns', 'Timing', 'Policy', 'Proposals', 'Revisions', 'Mix']) {
    await rail(page).getByRole('link', { name: room, exact: true }).click();
    await expect(page, room).toHaveURL(new RegExp(`asOf=${THEN}`));
    await expect(page.getByText('Looking back to the close of 31 Mar 2020')).toBeVisible();
  }
  await page.getByRole('link', { name: 'Latest' }).click();
  await expect(page).not.toHaveURL(/asOf/);
  await expect(page.getByLabel('As of')).toHaveValue(today);
});

test.describe('days there is nothing to see of', () => {
  // What is not found is also a failed request, which the browser reports on its console.
  test.use({ noise: [/Failed to load resource: the server responded with a status of 404/] });

  test('a day without data and a day that is none are told apart', async ({ page }) => {
    await signInAs(page, 'viewer');
    await page.goto(`${PORTFOLIO}?asOf=1901-01-01`);
    await expect(page.getByRole('heading', { name: 'This room cannot open yet' })).toBeVisible();
    expect((await page.goto(`${PORTFOLIO}?asOf=2020-02-31`))?.status()).toBe(404);
  });
});

test.describe('the Monday check', () => {
  test('signals: the nearest turn, one class’s history, and the table behind the picture', async ({ page }) => {
    await signInAs(page, 'analyst');
    await page.goto(`${PORTFOLIO}/signals`);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Nearest to a turn is');
    const rows = await page.locator('table.distance tbody tr').all();
    expect(rows.length).toBeGreaterThan(4);

    await page.getByRole('navigation', { name: 'Asset class' }).getByRole('link', { name: 'Treasuries' }).click();
    await expect(page.getByRole('heading', { name: "What Treasuries's signals said" })).toBeVisible();
    await page.getByRole('button', { name: 'Show as a table' }).click();
    const scores = column(await figureRows(page.getByRole('table', { name: /Scores of Treasuries/ })), 0).filter((score) => !Number.isNaN(score));
    expect(scores.length).toBeGreaterThan(100);
    expect(scores.every((score) => Math.abs(score) <= 1)).toBe(true);
  });

  test('timing: hindsight is called so, and acting as decided is the figure of the drawdown room', async ({ page }) => {
    await signInAs(page, 'viewer');
    await page.goto(`${PORTFOLIO}/timing`);
    const table = page.getByRole('table', { name: /every decision moved/ });
    await expect(table.getByRole('rowheader', { name: /1 month early \(hindsight: nobody could have known\)/ })).toBeVisible();
    const cells = await table.getByRole('row', { name: /^as decided/ }).locator('td').allInnerTexts();
    await page.goto(`${PORTFOLIO}/drawdowns`);
    const dynamic = await page.getByRole('row', { name: /^Maximum drawdown/ }).locator('td').nth(1).innerText();
    expect(figure(cells[1])).toBeCloseTo(figure(dynamic), 2);
  });

  test('coverage: every series has its years and its next day, and the revisions room says what they were worth', async ({ page }) => {
    await signInAs(page, 'viewer');
    await page.goto('/data/coverage');
    await expect(page.getByRole('heading', { level: 1 })).toContainText(/All \d+ series are on time/);
    const freshness = await page.getByRole('table', { name: /Freshness/ }).locator('tbody tr').all();
    expect(freshness.length).toBeGreaterThan(10);
    await page.goto(`${PORTFOLIO}/revisions`);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('On final values');
    await page.getByRole('table', { name: /on final values/ }).getByRole('link').first().click();
    await expect(page).toHaveURL(/asOf=\d{4}-\d{2}-\d{2}/);
  });
});
