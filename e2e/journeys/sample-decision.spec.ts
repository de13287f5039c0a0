import type { Page } from '@playwright/test';
import { column, figure, figureRows, figuresOf, sum } from '../support/figures';
import { printed } from '../support/paper';
import { actAs, rail, signInAs } from '../support/people';
import { expect, test } from '../support/test';

const MIX = /Current, strategic and dynamic target weight/;
const STATE = 'select p.state, p.version from proposal p join portfolio f on f.id = p.portfolio_id where f.slug = $1 and p.number = $2';

const decisionPanel = (page: Page) => page.getByRole('region', { name: 'Your decision' });

test('a reallocation of the sample is made by one person, signed by another, booked, and seen in the holdings', async ({ page, sql }) => {
  const slug = 'global-multi-asset';
  const proposal = `/portfolios/${slug}/proposals/3`;

  await test.step('the analyst sees the book and opens the portfolio that waits', async () => {
    await signInAs(page, 'analyst');
    await expect(page.getByRole('heading', { level: 1 })).toContainText(/wait/);
    const row = page.getByRole('row', { name: /Global Multi-Asset/ });
    await expect(row).toContainText('simulated');
    await expect(row.getByRole('link', { name: 'Awaiting approval' })).toHaveAttribute('href', proposal);
    await row.getByRole('link', { name: /^Global Multi-Asset/ }).click();
    await expect(page).toHaveURL(`/portfolios/${slug}`);
  });

  const before = await test.step('Mix holds the three mixes side by side, and its figures agree', async () => {
    await expect(page.getByText('Simulated data.')).toBeVisible();
    const table = page.getByRole('table', { name: MIX });
    const rows = await figureRows(table);
    expect(rows).toHaveLength(8);
    const totals = await figuresOf(table.locator('tfoot tr'));
    expect(totals).toEqual([100, 100, 100, 0, 0, 0, 0, 0]);
    for (const k of [0, 1, 2]) expect(sum(column(rows, k))).toBeCloseTo(100, 1);
    expect(sum(column(rows, 3))).toBeCloseTo(0, 1);
    for (const [current, , target, shift, dynamic, tactical, rest] of rows) {
      expect(Math.abs(target - current - shift)).toBeLessThan(0.011);
      expect(Math.abs(dynamic + tactical + rest - shift)).toBeLessThan(0.021);
    }
    const oneWay = sum(column(rows, 3).map(Math.abs)) / 2;
    const said = await page.getByRole('definition').filter({ hasText: /^\d+\.\d\s%$/ }).first().innerText();
    expect(Math.abs(figure(said) - oneWay)).toBeLessThan(0.06);
    await expect(page.getByRole('img', { name: /^Current: .* Strategic: .* Dynamic: / })).toBeVisible();
    return rows;
  });

  await test.step('the waterfall goes from the strategic weight to the target without a rest, for every class', async () => {
    const steps = page.getByRole('table', { name: /^Steps from the strategic weight/ });
    const figuresIn = async (row: string) => (await steps.locator(row).locator('td.num.each').allInnerTexts()).map((text) => figure(text) || 0);
    const [start, end] = [await figuresIn('tr.total'), await figuresIn('tr.final')];
    expect(start).toEqual([...column(before, 1).map((weight) => Math.round(weight * 100)), 0]);
    // Half of all differences, as the table above has them.
    expect(Math.abs(end[end.length - 1] - sum(before.map(([, strategic, target]) => Math.abs(target - strategic))) * 50)).toBeLessThanOrEqual(2);
    const groups = await Promise.all((await steps.locator('tr.group').all()).map(async (row) => (await row.locator('td.num.each').allInnerTexts()).map((text) => figure(text) || 0)));
    expect(groups).toHaveLength(3);
    start.forEach((from, k) => expect(Math.abs(from + sum(column(groups, k)) - end[k])).toBeLessThanOrEqual(2));
    await steps.getByRole('link', { name: 'Emerging' }).click();
    await expect(page).toHaveURL(/class=KHEM\.SIM/);
    await expect(page.getByRole('heading', { name: /^What moved Emerging from 800 to/ })).toBeVisible();
    await steps.getByRole('link', { name: 'In total' }).click();
    await expect(page.getByRole('heading', { name: /^What took the whole mix [\d,]+ bp away from policy$/ })).toBeVisible();
    const why = page.locator('#why');
    await why.getByRole('button', { name: 'Show as a table' }).click();
    await expect(why.getByRole('region', { name: 'Every step from the strategic mix to the target' }).getByRole('row', { name: /^Rules: Policy limits/ })).toBeVisible();
    const download = page.waitForEvent('download');
    await why.getByRole('button', { name: 'Download CSV' }).click();
    expect((await download).suggestedFilename()).toBe(`${slug}-why.csv`);
    expect([await printed(page, 'A4'), await printed(page, 'Letter')]).toEqual([1, 1]);
  });

  await test.step('its maker cannot approve it, a viewer is not asked', async () => {
    await page.getByRole('link', { name: 'Open proposal 3' }).first().click();
    await expect(page).toHaveURL(proposal);
    await expect(page.getByText('You made it; another person with the role of approver signs.')).toBeVisible();
    await expect(decisionPanel(page)).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Withdraw' })).toBeVisible();
    await actAs(page, 'viewer');
    await expect(page.getByRole('heading', { name: 'Waiting for a checker' })).toBeVisible();
    await expect(decisionPanel(page)).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Withdraw' })).toHaveCount(0);
  });

  await test.step('the approver signs, and the journal says so', async () => {
    await actAs(page, 'approver');
    const panel = decisionPanel(page);
    await expect(panel.getByRole('radio', { name: /^Approve/ })).toBeChecked();
    await panel.getByLabel(/^Reason/).fill('In line with the policy; the committee of today agrees.');
    await panel.getByRole('button', { name: 'Approve and sign' }).click();
    const entry = page.getByRole('listitem').filter({ hasText: 'Approved and signed' });
    await expect(entry).toContainText('Theo Marsh');
    await expect(entry).toContainText('the committee of today agrees');
    expect(await sql.query(STATE, [slug, 3])).toEqual([{ state: 'approved', version: 2 }]);
    const decisions = await sql.query('select d.kind, d.user_id, d.maker_id from proposal_decision d join proposal p on p.id = d.proposal_id join portfolio f on f.id = p.portfolio_id where f.slug = $1 and p.number = 3', [slug]);
    expect(decisions).toEqual([{ kind: 'approve', user_id: 'persona-approver', maker_id: 'persona-analyst' }]);
  });

  const after = await test.step('booked at model prices, it becomes the holdings', async () => {
    const table = page.getByRole('table', { name: /^Weight of each asset class before and after/ });
    const promised = column(await figureRows(table), 1);
    await page.getByRole('button', { name: 'Book at model prices' }).click();
    await expect(page.getByRole('listitem').filter({ hasText: 'Booked at model prices' })).toContainText('Theo Marsh');
    expect(await sql.query(STATE, [slug, 3])).toEqual([{ state: 'executed', version: 3 }]);
    return promised;
  });

  await test.step('Mix shows the new holdings, and the journal of the desk holds', async () => {
    await rail(page).getByRole('link', { name: 'Mix' }).click();
    await expect(page.getByRole('table', { name: MIX })).toBeVisible();
    const current = column(await figureRows(page.getByRole('table', { name: MIX })), 0);
    expect(current).not.toEqual(column(before, 0));
    current.forEach((weight, k) => expect(Math.abs(weight - after[k])).toBeLessThan(0.011));
    await rail(page).getByRole('link', { name: 'Journal' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^\d+ rows, the \d+ shown hold$/);
    await page.getByRole('button', { name: 'Verify the whole chain' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'and the chain holds' })).toBeVisible();
    await expect(page.getByRole('link', { name: `Proposal 3 of ${slug} executed` })).toBeVisible();
    await expect(page.getByRole('link', { name: `Proposal 3 of ${slug} approved` })).toBeVisible();
  });
});

test('a rejection needs a reason, and the reason stands in the list', async ({ page, sql }) => {
  const slug = 'us-balanced';
  await signInAs(page, 'approver');
  await page.goto(`/portfolios/${slug}/proposals`);
  await page.getByRole('main').getByRole('link', { name: 'Open proposal 3' }).click();
  const panel = decisionPanel(page);
  await panel.getByRole('radio', { name: /^Reject/ }).check();
  await panel.getByRole('button', { name: 'Reject' }).click();
  // The browser itself holds the form back.
  expect(await panel.getByLabel('Reason, needed to reject').evaluate((field: HTMLTextAreaElement) => field.validity.valueMissing)).toBe(true);
  // Blanks pass the browser; the desk does not take them for a reason.
  await panel.getByLabel('Reason, needed to reject').fill('   ');
  await panel.getByRole('button', { name: 'Reject' }).click();
  await expect(panel.getByRole('alert')).toContainText('is needed to reject');
  expect(await sql.query(STATE, [slug, 3])).toEqual([{ state: 'proposed', version: 1 }]);

  const reason = 'The committee waits for the figures of the new quarter.';
  await expect(panel.getByRole('radio', { name: /^Reject/ })).toBeChecked();
  await panel.getByLabel(/^Reason/).fill(reason);
  await panel.getByRole('button', { name: 'Reject' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Rejected' })).toContainText(reason);
  await page.goto(`/portfolios/${slug}/proposals`);
  const row = page.getByRole('row', { name: /^Proposal 3/ });
  await expect(row).toContainText('Rejected');
  await expect(row).toContainText('Theo Marsh');
  await expect(row).toContainText(reason);
});
