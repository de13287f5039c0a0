import { figure } from '../support/figures';
import { makeOwnMarket, propose } from '../support/own-market';
import { rail, signInAs } from '../support/people';
import { expect, test } from '../support/test';

test('the Monday check: what needs me, where do we stand, what is near a turn, and it is signed', async ({ browser, page }) => {
  await signInAs(page, 'analyst');
  const { slug } = await makeOwnMarket(page, 'MONDAY');
  await propose(page, slug);

  // The approver sits at another machine.
  const context = await browser.newContext();
  const desk = await context.newPage();
  await signInAs(desk, 'approver');
  const row = desk.getByRole('table', { name: 'Every portfolio, and what it needs' }).getByRole('row', { name: /^Market MONDAY/ });
  const cells = row.getByRole('cell');
  const shown = { value: '', drawdown: 0 };

  await test.step('the book says which portfolio waits, and how it stands', async () => {
    await expect(desk.getByRole('heading', { level: 1 })).toHaveText(/wait for a signature|waits for a signature/);
    await expect(row).toContainText('Awaiting approval');
    shown.value = await cells.nth(1).innerText();
    shown.drawdown = figure(await cells.nth(5).innerText());
  });

  await test.step('its mix tells the same value and the same fall, and how fresh it is', async () => {
    await row.getByRole('link', { name: 'Market MONDAY' }).click();
    await expect(desk.getByRole('link', { name: 'Open proposal 1' }).first()).toBeVisible();
    const fact = (name: string) => desk.locator('.facts > div').filter({ hasText: name });
    await expect(fact('Portfolio value')).toContainText(shown.value);
    expect(figure(/[−\d.]+\s%/.exec(await fact('Drawdown now').innerText())?.[0] ?? '')).toBe(shown.drawdown);
    await expect(desk.getByRole('main')).toContainText('31 Dec 2025, close');
  });

  await test.step('the signals say what is nearest to a turn, in the sentence that the mix gave', async () => {
    const sentence = await desk.getByRole('heading', { name: 'What would change it' }).locator('xpath=ancestor::section[1]').innerText();
    await rail(desk).getByRole('link', { name: 'Signals' }).click();
    await desk.waitForURL('**/signals');
    const title = await desk.getByRole('heading', { level: 1 }).innerText();
    const nearest = /(rise|fall) of (\d+\.\d)/.exec(title);
    expect(nearest, title).not.toBeNull();
    expect(sentence).toContain(`${nearest?.[1]} of ${nearest?.[2]}`);
  });

  await test.step('the drawdown room tells the same fall once more', async () => {
    await rail(desk).getByRole('link', { name: 'Drawdowns' }).click();
    await desk.waitForURL('**/drawdowns');
    await expect(desk.locator('.fresh')).toContainText(new RegExp(`dynamic (−)?${Math.abs(shown.drawdown).toFixed(1)}`));
  });

  await test.step('from the book straight to the signature', async () => {
    await rail(desk).getByRole('link', { name: 'Book' }).click();
    await row.getByRole('link', { name: 'Awaiting approval' }).click();
    await desk.getByRole('button', { name: 'Approve and sign' }).click();
    await expect(desk.getByRole('listitem').filter({ hasText: 'Approved and signed' })).toBeVisible();
  });

  await test.step('and the analyst, who never left, sees it', async () => {
    await page.goto('/');
    await expect(page.getByRole('row', { name: /^Market MONDAY/ })).toContainText('Approved');
    await page.goto('/data');
    // The rail of a room of the desk still leads to the portfolio that was looked at last.
    await rail(page).getByRole('link', { name: 'Proposals' }).click();
    await page.waitForURL(`**/portfolios/${slug}/proposals`);
  });
  await context.close();
});
