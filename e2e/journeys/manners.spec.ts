import AxeBuilder from '@axe-core/playwright';
import type { BrowserContext, Page } from '@playwright/test';
import { actAs, expectActing, signInAs } from '../support/people';
import { makeSamplePortfolio } from '../support/portfolios';
import { OPENED, ROOMS, SAMPLE } from '../support/rooms';
import { expect, test } from '../support/test';

async function violations(page: Page): Promise<readonly string[]> {
  const result = await new AxeBuilder({ page }).analyze();
  return result.violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id} (${help}): ${node.target.join(' ')}`));
}

/** Both themes of the page that is open: until somebody chooses, it follows the system. */
async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
    expect(await violations(page), `${page.url()}, ${colorScheme}`).toEqual([]);
  }
}

test('the way in keeps the accessibility rules, light and dark', async ({ page }) => {
  await page.goto('/sign-in');
  await expectAccessible(page);
});

test.describe('every room', () => {
  // Signing in is not the subject: once is enough for all rooms.
  let session: Awaited<ReturnType<BrowserContext['cookies']>> = [];
  test.beforeAll(async ({ browser, baseURL }) => {
    const page = await browser.newPage({ baseURL });
    await signInAs(page, 'analyst');
    session = await page.context().cookies();
    await page.close();
  });

  for (const room of [...ROOMS, ...OPENED]) {
    test(`${room} keeps the accessibility rules, light and dark, and on a telephone never scrolls sideways`, async ({ page, context }) => {
      await context.addCookies(session);
      await page.goto(room);
      await expectActing(page, 'analyst');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectAccessible(page);
      await page.setViewportSize({ width: 390, height: 844 });
      const { content, window } = await page.evaluate(() => ({ content: document.documentElement.scrollWidth, window: document.documentElement.clientWidth }));
      expect(content).toBeLessThanOrEqual(window);
    });
  }
});

test('a proposal keeps the accessibility rules, and is signed without a mouse', async ({ page }) => {
  await signInAs(page, 'analyst');
  const slug = await makeSamplePortfolio(page, 'Signed by keyboard');
  await page.goto(`/portfolios/${slug}`);
  await page.getByRole('button', { name: 'Propose reallocation' }).first().click();
  await page.waitForURL(`**/portfolios/${slug}/proposals/1`);
  await actAs(page, 'approver');
  await expectAccessible(page);

  await test.step('with the keyboard alone, one reaches the page and the decision', async () => {
    await page.reload();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Skip to the page' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('main')).toBeFocused();
    const approve = page.getByRole('radio', { name: /^Approve/ });
    const isThere = () => approve.evaluate((element) => element === document.activeElement);
    for (let pressed = 0; pressed < 60 && !(await isThere()); pressed += 1) await page.keyboard.press('Tab');
    await expect(approve).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.type('Signed without a mouse.');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: 'Approve and sign' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('listitem').filter({ hasText: 'Approved and signed' })).toContainText('Signed without a mouse.');
  });
});

test('on a telephone the menu reaches every room', async ({ page }) => {
  await signInAs(page, 'analyst');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(SAMPLE);
  await page.getByRole('button', { name: 'Menu' }).click();
  const menu = page.getByRole('dialog');
  await expect(menu).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(menu).toBeHidden();
  await expect(page.getByRole('button', { name: 'Menu' })).toBeFocused();
  await page.getByRole('button', { name: 'Menu' }).click();
  await menu.getByRole('link', { name: 'Drawdowns' }).click();
  await expect(page).toHaveURL(`${SAMPLE}/drawdowns`);
  await expect(menu).toBeHidden();
});

test('the theme can be chosen, and the choice stays', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await signInAs(page, 'viewer');
  const html = page.locator('html');
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await expect(html).toHaveAttribute('data-theme', 'light');
  const light = await background();
  await page.getByRole('button', { name: 'Light or dark' }).click();
  await expect(html).toHaveAttribute('data-theme', 'dark');
  expect(await background()).not.toBe(light);
  await page.reload();
  await expect(html).toHaveAttribute('data-theme', 'dark');
  await page.goto('/journal');
  await expect(html).toHaveAttribute('data-theme', 'dark');
});

test('every page carries its security policy, and a nonce of its own', async ({ page }) => {
  await signInAs(page, 'viewer');
  const nonces = new Set<string>();
  const addresses = ['/sign-in', ...ROOMS, '/nowhere', '/set-up?token=none'];
  for (const address of addresses) {
    // Asked for as the browser asks, without drawing it: the rooms are drawn above.
    const answer = await page.request.get(address, { headers: { accept: 'text/html' } });
    const headers = answer.headers();
    expect(headers['content-type'], address).toMatch(/^text\/html/);
    const policy = headers['content-security-policy'] ?? '';
    for (const part of ["default-src 'self'", "object-src 'none'", "base-uri 'self'", "frame-ancestors 'none'", "form-action 'self'"]) expect(policy, address).toContain(part);
    expect(policy, address).not.toMatch(/script-src[^;]*'unsafe-(inline|eval)'/);
    nonces.add(/'nonce-([^']+)'/.exec(policy)?.[1] ?? '');
    expect(headers['x-content-type-options'], address).toBe('nosniff');
    expect(headers['x-powered-by']).toBeUndefined();
  }
  expect(nonces.size).toBe(addresses.length);
  expect(nonces.has('')).toBe(false);
});
