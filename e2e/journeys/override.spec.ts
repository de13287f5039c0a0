import { makeOwnMarket, propose } from '../support/own-market';
import { actAs, signInAs } from '../support/people';
import { expect, test } from '../support/test';

test('an edit is a new proposal by its editor, and the ledger tells what it was worth', async ({ page, sql }) => {
  await signInAs(page, 'analyst');
  const market = await makeOwnMarket(page, 'EDIT');
  const { slug, codes } = market;
  await propose(page, slug);

  await test.step('the analyst changes the weights, and says why', async () => {
    await page.getByText('Change the weights').click();
    for (const [k, weight] of ['60', '35', '5'].entries()) await page.getByLabel(`Weight of ${codes[k]}`).fill(weight);
    const form = page.locator('details').filter({ hasText: 'Change the weights' });
    await expect(form.getByRole('status').first()).toContainText('100.00 %');
    await form.getByRole('button', { name: 'Propose these weights' }).click();
    expect(await form.getByLabel('Reason, needed to edit').evaluate((field: HTMLTextAreaElement) => field.validity.valueMissing)).toBe(true);
    await form.getByLabel('Reason, needed to edit').fill('The index is rebalanced next week.');
    await form.getByLabel('Kind').selectOption('liquidity');
    await form.getByRole('button', { name: 'Propose these weights' }).click();
    await page.waitForURL(`**/portfolios/${slug}/proposals/2`);
  });

  await test.step('what changed stands on the new one, and the old one points to it', async () => {
    await expect(page.getByRole('heading', { name: 'Edited: what changed since proposal 1' })).toBeVisible();
    await expect(page.getByText('The index is rebalanced next week.').first()).toBeVisible();
    await page.goto(`/portfolios/${slug}/proposals/1`);
    await expect(page.getByText('Superseded').first()).toBeVisible();
    await page.getByRole('link', { name: 'Open proposal 2' }).click();
    await page.waitForURL(`**/portfolios/${slug}/proposals/2`);
  });

  await test.step('another person signs it, and it is booked', async () => {
    await actAs(page, 'approver');
    await page.getByRole('button', { name: 'Approve and sign' }).click();
    await page.getByRole('button', { name: 'Book at model prices' }).click();
    await expect(page.getByRole('heading', { name: 'Execution: all of it is done' })).toBeVisible();
  });

  await test.step('time passes, and the ledger measures the edit against the rule', async () => {
    await actAs(page, 'analyst');
    await market.passTo('2026-01-15');
    await page.goto(`/portfolios/${slug}/proposals?view=overrides`);
    const row = page.getByRole('table', { name: 'Overrides, newest first' }).getByRole('row', { name: /^Edited 1/ });
    await expect(row).toContainText('Liquidity');
    await expect(row).toContainText('2025-12-31 to 2026-01-15');
    await expect(row).toContainText(/[+−]\d+\sbp/);
    await expect(page.getByRole('heading', { name: /^Overrides so far: [+−]\d+\sbp, [01] of 1 better than the rule$/ })).toBeVisible();
  });

  const stored = await sql.query("select d.kind, d.override_kind, d.reason from proposal_decision d join proposal p on p.id = d.proposal_id join portfolio f on f.id = p.portfolio_id where f.slug = $1 order by d.decided_at", [slug]);
  expect(stored).toEqual([
    { kind: 'edit', override_kind: 'liquidity', reason: 'The index is rebalanced next week.' },
    { kind: 'approve', override_kind: null, reason: '' },
  ]);
});
