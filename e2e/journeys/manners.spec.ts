import AxeBuilder from '@axe-core/playwright';
import type { Page, Response } from '@playwright/test';
import { actAs, signInAs } from '../support/people';
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

for (const room of [...ROOMS, ...OPENED]) {
  test(`${room} keeps the accessibility rules, light and dark`, async ({ page }) => {
    await signInAs(page, 'analyst');
    await page.goto(room);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(page);
  });
}

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

test('on a telephone the page never scrolls sideways, and the menu reaches every room', async ({ page }) => {
  await signInAs(page, 'analyst');
  await page.setViewportSize({ width: 390, height: 844 });
  for (const room of [...ROOMS, ...OPENED]) {
    await page.goto(room);
    const { content, window } = await page.evaluate(() => ({ content: document.documentElement.scrollWidth, window: document.documentElement.clientWidth }));
    expect(content, room).toBeLessThanOrEqual(window);
  }
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

test.describe('every page', () => {
  test.use({ noise: [/Failed to load resource: the server responded with a status of 404/] });

  test('carries its security policy, and a nonce of its own', async ({ page }) => {
    const pages: Response[] = [];
    page.on('response', (response) => {
      if (response.headers()['content-type']?.startsWith('text/html')) pages.push(response);
    });
    await page.goto('/sign-in');
    await signInAs(page, 'viewer');
    for (const room of [...ROOMS, '/nowhere', '/set-up?token=none']) await page.goto(room);
    expect(pages.length).toBeGreaterThan(ROOMS.length);
    const nonces = new Set<string>();
    for (const response of pages) {
      const headers = response.headers();
      const policy = headers['content-security-policy'] ?? '';
      for (const part of ["default-src 'self'", "object-src 'none'", "base-uri 'self'", "frame-ancestors 'none'", "form-action 'self'"]) expect(policy, response.url()).toContain(part);
      expect(policy, response.url()).not.toMatch(/script-src[^;]*'unsafe-(inline|eval)'/);
      nonces.add(/'nonce-([^']+)'/.exec(policy)?.[1] ?? '');
      expect(headers['x-content-type-options'], response.url()).toBe('nosniff');
      expect(headers['x-powered-by']).toBeUndefined();
    }
    expect(nonces.size).toBe(pages.length);
    expect(nonces.has('')).toBe(false);
  });
});
