import { makeOwnMarket, propose } from '../support/own-market';
import { actAs, signInAs } from '../support/people';
import { expect, test } from '../support/test';

const STATES = 'select p.number, p.state from proposal p join portfolio f on f.id = p.portfolio_id where f.slug = $1 order by 1';

test('a proposal that newer data overtook cannot be signed; refreshed, it can', async ({ page, sql }) => {
  await signInAs(page, 'analyst');
  const market = await makeOwnMarket(page, 'STALE');
  await propose(page, market.slug);
  await market.passTo('2026-02-02');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'No longer current' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Refresh' })).toContainText('there is a newer decision, of 2026-01-30');
  await actAs(page, 'approver');
  await expect(page.getByRole('radio', { name: /^Approve/ })).toBeDisabled();
  await actAs(page, 'analyst');
  await page.getByRole('button', { name: 'Refresh on current data' }).click();
  await page.waitForURL(`**/portfolios/${market.slug}/proposals/2`);
  await expect(page.getByRole('heading', { name: 'Refreshed: what changed since proposal 1' })).toBeVisible();
  await actAs(page, 'approver');
  await page.getByRole('button', { name: 'Approve and sign' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Approved and signed' })).toBeVisible();
  expect(await sql.query(STATES, [market.slug])).toEqual([{ number: 1, state: 'superseded' }, { number: 2, state: 'approved' }]);
});

test('a deferred proposal waits for its day and comes back by itself; one that nobody signs runs out', async ({ page, sql }) => {
  await signInAs(page, 'analyst');
  const market = await makeOwnMarket(page, 'WAIT');
  const address = `/portfolios/${market.slug}/proposals/1`;
  await propose(page, market.slug);

  await test.step('the approver defers it, with a reason and a day', async () => {
    await actAs(page, 'approver');
    await page.getByRole('radio', { name: /^Defer/ }).check();
    await page.getByLabel('Reason, needed to defer').fill('The committee meets in a week.');
    await page.getByLabel('Defer until').fill('2026-01-08');
    await page.getByRole('button', { name: 'Defer', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Deferred until 8 Jan 2026' })).toBeVisible();
  });

  await test.step('the day before it still waits', async () => {
    await actAs(page, 'analyst');
    await market.passTo('2026-01-07');
    await page.goto(address);
    await expect(page.getByText('Deferred').first()).toBeVisible();
    expect(await sql.query(STATES, [market.slug])).toEqual([{ number: 1, state: 'deferred' }]);
  });

  await test.step('on the day it asks for a signature again', async () => {
    await market.passTo('2026-01-08');
    await page.goto(address);
    await expect(page.getByRole('listitem').filter({ hasText: 'Taken up again' })).toContainText('calendar');
    await expect(page.getByText('Awaiting approval').first()).toBeVisible();
  });

  await test.step('and at its own end it runs out', async () => {
    await market.passTo('2026-03-20');
    await page.goto(`/portfolios/${market.slug}/proposals`);
    await expect(page.getByRole('row', { name: /^Proposal 1/ })).toContainText('Expired');
    await expect(page.getByRole('button', { name: 'Propose reallocation' })).toBeVisible();
  });
});
