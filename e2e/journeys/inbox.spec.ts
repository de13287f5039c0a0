import type { Page } from '@playwright/test';
import { makeOwnMarket, propose } from '../support/own-market';
import { rail, signInAs } from '../support/people';
import { expect, listenTo, test } from '../support/test';

const unread = (page: Page, count: number) => rail(page).getByRole('link', { name: `Inbox ${count} unread` });

test('a proposal waits in the inbox of who may sign it, and the answer comes to who made it', async ({ page: maker, browser }) => {
  const elsewhere = await browser.newContext();
  const approver = await elsewhere.newPage();
  const complaints: string[] = [];
  listenTo(approver, complaints);
  await signInAs(maker, 'analyst');
  await signInAs(approver, 'approver');
  const market = await makeOwnMarket(maker, 'INBOX');
  const notices = (page: Page) => page.getByRole('region', { name: 'Your notices at this desk' });
  const waiting = `Proposal 1 of Market INBOX waits for your signature.`;

  await test.step('nothing is left unread by earlier stories', async () => {
    for (const page of [maker, approver]) {
      await page.goto('/inbox?show=unread');
      const all = page.getByRole('button', { name: 'Mark all as read' });
      if (await all.isVisible()) await all.click();
      await expect(page.getByRole('heading', { name: 'Nothing is unread' })).toBeVisible();
    }
  });

  await test.step('the maker proposes; the approver sees one unread notice, the maker none', async () => {
    await propose(maker, market.slug);
    await approver.goto('/inbox');
    await expect(unread(approver, 1)).toBeVisible();
    await expect(approver.getByRole('heading', { name: '1 notice unread' })).toBeVisible();
    await expect(notices(approver).getByRole('row', { name: waiting })).toContainText('To sign');
    await maker.goto('/inbox?show=unread');
    await expect(maker.getByText('You have read everything')).toBeVisible();
  });

  await test.step('opening the notice leads to the proposal and marks it as read', async () => {
    await notices(approver).getByRole('link', { name: waiting }).click();
    await approver.waitForURL(`**/portfolios/${market.slug}/proposals/1`);
    await expect(unread(approver, 1)).toHaveCount(0);
    await approver.goto('/inbox?show=unread');
    await expect(approver.getByText('You have read everything')).toBeVisible();
  });

  await test.step('the approver signs, and the maker reads the answer', async () => {
    await approver.goto(`/portfolios/${market.slug}/proposals/1`);
    await approver.getByRole('button', { name: 'Approve and sign' }).click();
    await expect(approver.getByRole('listitem').filter({ hasText: 'Approved and signed' })).toBeVisible();
    await maker.goto('/inbox');
    await expect(unread(maker, 1)).toBeVisible();
    await expect(notices(maker).getByRole('row', { name: /Proposal 1 of Market INBOX was approved by/ })).toContainText('Answer');
  });

  await test.step('one at a time is marked as read by hand, and stays to be read again', async () => {
    await notices(maker).getByRole('button', { name: /^Mark as read: Proposal 1 of Market INBOX/ }).click();
    await expect(maker.getByRole('heading', { name: 'Nothing is unread' })).toBeVisible();
    await expect(notices(maker).getByRole('row', { name: /Proposal 1 of Market INBOX was approved by/ })).toBeVisible();
  });

  expect(complaints).toEqual([]);
  await elsewhere.close();
});
