import AxeBuilder from '@axe-core/playwright';
import { startMailServer, type MailServer } from '../../lib/server/testing/mail-server';
import { makeOwnMarket, propose } from '../support/own-market';
import { invite, takeLink } from '../support/people';
import { makeSetUpLink } from '../support/set-up';
import { expect, listenTo, test } from '../support/test';

let server: MailServer;
test.beforeAll(async () => {
  server = await startMailServer(Number(new URL(process.env.SMTP_URL ?? '').port));
});
test.afterAll(() => server.end());

test('a proposal comes by mail to who chose so, the link in it opens it, and a refused password is said where it is mended', async ({ page: maker, browser, baseURL }) => {
  const elsewhere = await browser.newContext();
  const approver = await elsewhere.newPage();
  const complaints: string[] = [];
  listenTo(approver, complaints);
  await takeLink(maker, await makeSetUpLink(baseURL ?? ''), { name: 'Posy Bright', email: 'posy@mail.invalid', password: 'letters every morning' }, 'Mail desk');
  await takeLink(approver, await invite(maker, 'otto@mail.invalid', 'approver'), { name: 'Otto Kern', email: 'otto@mail.invalid', password: 'letters every evening' });
  const { slug } = await makeOwnMarket(maker, 'MAIL');
  const box = 'a proposal waits for my signature';

  await test.step('the approver ticks what comes by mail', async () => {
    await approver.goto('/settings');
    await approver.getByRole('navigation', { name: 'Part of the settings' }).getByRole('link', { name: 'Mail' }).click();
    await approver.waitForURL('**/settings?tab=mail');
    await approver.getByLabel(box).check();
    await approver.getByRole('button', { name: 'Save what comes by mail' }).click();
    await expect(approver.getByText('From now on 1 kind of notices by mail.')).toBeVisible();
    await approver.reload();
    await expect(approver.getByLabel(box)).toBeChecked();
    expect((await new AxeBuilder({ page: approver }).analyze()).violations.map(({ id }) => id)).toEqual([]);
  });

  await test.step('the maker proposes, and the mail of the approver alone arrives', async () => {
    await propose(maker, slug);
    await expect.poll(() => server.messages.length, { timeout: 30_000 }).toBe(1);
    expect(server.recipients).toEqual(['otto@mail.invalid']);
    expect(server.messages[0]).toContain('Subject: Proposal 1 of Market MAIL waits for your signature.');
  });

  await test.step('its link opens the proposal, and the notice is read', async () => {
    const link = /http:\/\/\S+\/inbox\/[\w-]+/.exec(server.messages[0])?.[0] ?? '';
    await approver.goto(link);
    await approver.waitForURL(`**/portfolios/${slug}/proposals/1`);
    await expect(approver.getByRole('button', { name: 'Approve and sign' })).toBeVisible();
    await approver.goto('/inbox');
    await expect(approver.getByRole('row', { name: 'Proposal 1 of Market MAIL waits for your signature.' })).toBeVisible();
    await expect(approver.getByRole('button', { name: /^Mark as read: Proposal 1 of Market MAIL waits/ })).toHaveCount(0);
  });

  await test.step('a password that the mail server refuses is said in the settings, and nothing is lost', async () => {
    server.refuse('AUTH', '535 5.7.8 bad credentials');
    const withdraw = maker.getByRole('region', { name: 'Withdraw' });
    await withdraw.getByLabel('Reason, needed to withdraw').fill('another question first');
    await withdraw.getByRole('button', { name: 'Withdraw' }).click();
    await expect(withdraw).toHaveCount(0);
    await propose(maker, slug, 2);
    await expect(async () => {
      await maker.goto('/settings?tab=mail');
      await expect(maker.getByText('1 mail of this desk waits. The mail server refuses the user or the password of SMTP_URL: 535 5.7.8 bad credentials.')).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 30_000 });
    await expect(maker.getByText(/whoever runs this server mends SMTP_URL/)).toBeVisible();
  });

  expect(complaints).toEqual([]);
  await elsewhere.close();
});
