import type { Page } from '@playwright/test';
import { signInAs } from '../support/people';
import { makeSamplePortfolio } from '../support/portfolios';
import { expect, test } from '../support/test';

const search = (page: Page) => page.getByRole('dialog', { name: 'Search' });
const field = (page: Page) => search(page).getByRole('combobox');
const chosen = (page: Page) => search(page).getByRole('option', { selected: true });

/** Tabs until the control has the focus: what a keyboard cannot reach, it cannot press. */
async function tabTo(page: Page, role: 'button' | 'radio' | 'link', name: string | RegExp): Promise<void> {
  const control = page.getByRole(role, { name }).first();
  await expect(control).toBeVisible();
  const isThere = () => control.evaluate((element) => element === document.activeElement);
  for (let pressed = 0; pressed < 120 && !(await isThere()); pressed += 1) await page.keyboard.press('Tab');
  await expect(control).toBeFocused();
}

/** Presses keys until they have had their effect: a page that has just come may not listen yet. */
async function press(page: Page, keys: readonly string[], effect: () => Promise<unknown>): Promise<void> {
  await expect(async () => {
    for (const key of keys) await page.keyboard.press(key);
    await effect();
  }).toPass({ timeout: 20_000 });
}

/** Goes to a room by its two keys. */
const goByKeys = (page: Page, letter: string, room: string | ((url: URL) => boolean)) => press(page, ['g', letter], () => page.waitForURL(room, { timeout: 5_000 }));

/** Opens the search, types, and goes to what is chosen once it is the one that is meant. */
async function goBySearch(page: Page, query: string, name: string | RegExp): Promise<void> {
  await press(page, ['/'], () => expect(field(page)).toBeFocused({ timeout: 5_000 }));
  await page.keyboard.type(query);
  await expect(chosen(page)).toHaveText(name);
  await page.keyboard.press('Enter');
  await expect(search(page)).toBeHidden();
}

test('from the way in to a signature without a mouse', async ({ page }) => {
  await signInAs(page, 'analyst');
  const name = 'Run by keyboard';
  const slug = await makeSamplePortfolio(page, name);

  await test.step('sign out and in again by keys', async () => {
    await page.goto('/');
    await press(page, ['Control+k'], () => expect(field(page)).toBeFocused({ timeout: 5_000 }));
    await page.keyboard.type('sign out');
    await expect(chosen(page)).toHaveText('Sign out');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/sign-in');
    await tabTo(page, 'button', /, analyst:/);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname === '/');
  });

  await test.step('outside a portfolio, the search knows the rooms of each, and the keys of a room go to the one that was open last', async () => {
    await goBySearch(page, 'policy keyboard', `Policy of ${name}`);
    await page.waitForURL(`**/portfolios/${slug}/policy`);
    await goByKeys(page, 'b', (url) => url.pathname === '/');
    await goByKeys(page, 'm', `**/portfolios/${slug}`);
  });

  await test.step('propose', async () => {
    await tabTo(page, 'button', 'Propose reallocation');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/portfolios/${slug}/proposals/1`);
  });

  await test.step('leave it, look around by two keys each, and find it again by its number', async () => {
    for (const [letter, room] of [['s', 'signals'], ['d', 'drawdowns'], ['t', 'timing'], ['p', 'proposals']] as const) {
      await goByKeys(page, letter, `**/portfolios/${slug}/${room}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    }
    await goBySearch(page, '1 keyboard', /^Proposal 1 of Run by keyboard/);
    await page.waitForURL(`**/portfolios/${slug}/proposals/1`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  });

  await test.step('become the approver and sign', async () => {
    await tabTo(page, 'button', 'approver');
    await page.keyboard.press('Enter');
    await tabTo(page, 'radio', /^Approve/);
    await page.keyboard.press('Tab');
    // Letters in a field are letters.
    await page.keyboard.type('g j / is no shortcut here?');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: 'Approve and sign' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('listitem').filter({ hasText: 'Approved and signed' })).toContainText('g j / is no shortcut here?');
    await page.locator('body').press('g');
    await page.keyboard.press('j');
    await page.waitForURL('**/journal');
  });
});

test('the search and the keyboard map open and close by keys and give the focus back', async ({ page }) => {
  await signInAs(page, 'viewer');
  const button = page.getByRole('button', { name: /^Search/ }).first();

  await test.step('by its button, and back to it', async () => {
    await button.focus();
    await page.keyboard.press('Enter');
    await expect(field(page)).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(search(page)).toBeHidden();
    await expect(button).toBeFocused();
  });

  await test.step('and where nothing had the focus, no field takes it', async () => {
    await page.goto('/portfolios/us-balanced');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.keyboard.press('/');
    await expect(field(page)).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(search(page)).toBeHidden();
    expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('INPUT');
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.goto('/');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  });

  await test.step('a viewer is offered nothing that a viewer may not do', async () => {
    await page.keyboard.press('/');
    await expect(search(page).getByRole('option', { name: /^Glossary/ })).toBeVisible();
    await expect(search(page).getByRole('option', { name: /^Import a file/ })).toHaveCount(0);
    await page.keyboard.press('Escape');
  });

  await test.step('arrows go around, and what is chosen is said', async () => {
    await page.keyboard.press('/');
    await expect(chosen(page)).toHaveText('Book');
    await page.keyboard.press('ArrowUp');
    await expect(chosen(page)).toHaveText('Sign out');
    await page.keyboard.press('ArrowDown');
    await expect(field(page)).toHaveAttribute('aria-activedescendant', (await chosen(page).getAttribute('id')) as string);
    await page.keyboard.type('zebra');
    await expect(search(page).getByRole('status')).toHaveText('Nothing found');
    await page.keyboard.press('Escape');
  });

  await test.step('a word of the trade leads to its entry', async () => {
    await goBySearch(page, 'deflated', /^DSR/);
    await page.waitForURL('**/glossary#dsr');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('words');
  });

  await test.step('the map, from a sign on any level', async () => {
    await page.keyboard.press('?');
    const map = page.getByRole('dialog', { name: 'Keyboard' });
    await expect(map.getByRole('row', { name: /Go to the journal/ })).toBeVisible();
    await page.keyboard.press('g');
    await page.keyboard.press('j');
    await expect(map).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(map).toBeHidden();
    await page.keyboard.press('g');
    await page.keyboard.press('j');
    await page.waitForURL('**/journal');
  });

  await test.step('the theme, from the search', async () => {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.keyboard.press('Control+k');
    await page.keyboard.type('theme');
    await page.keyboard.press('Enter');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  });
});

test('the search is for everybody who is signed in, and for nobody else', async ({ page, request }) => {
  expect((await request.get('/api/search?query=fund')).status()).toBe(401);
  await signInAs(page, 'viewer');
  expect((await page.request.get(`/api/search?query=${'x'.repeat(81)}`)).status()).toBe(422);
  const found = (await (await page.request.get('/api/search?query=drift')).json()) as { value: readonly { label: string }[] };
  expect(found.value.map(({ label }) => label)).toContain('Glossary');
});

test('a click of any journey is a key, and what no key reaches fails it', async ({ page }) => {
  await page.setContent(`
    <button>Press</button> <input type="checkbox" aria-label="Tick"> <div role="tab" tabindex="-1">By arrows</div> <button tabindex="-1">Out of reach</button> <div id="drawn">Drawn</div>
    <p role="status"></p>
    <script>for (const kind of ['keydown', 'pointerdown']) document.addEventListener(kind, (event) => { document.querySelector('p').textContent += ' ' + (event.key ?? 'pointer'); });</script>`);
  await page.getByRole('button', { name: 'Press' }).click();
  await page.getByLabel('Tick').check();
  await expect(page.getByLabel('Tick')).toBeChecked();
  await page.getByRole('tab').click();
  await expect(page.getByRole('status')).toHaveText('Enter   Enter');
  await expect(page.getByRole('button', { name: 'Out of reach' }).click()).rejects.toThrow(/no key reaches this element/);
  await expect(page.locator('#drawn').click()).rejects.toThrow(/no key reaches this element/);
});
