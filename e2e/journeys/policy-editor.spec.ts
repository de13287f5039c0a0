import AxeBuilder from '@axe-core/playwright';
import { makeOwnMarket, propose } from '../support/own-market';
import { invite, takeLink } from '../support/people';
import { makeSetUpLink } from '../support/set-up';
import { expect, test } from '../support/test';

const ADMIN = { name: 'Ada Strand', email: 'ada.strand@example.invalid', password: 'a limit is a promise' };
const ANALYST = { name: 'Ivo Lund', email: 'ivo.lund@example.invalid', password: 'reads and does not write' };

test('an administrator changes a limit; the open proposal goes stale, and an analyst only reads', async ({ page, baseURL }) => {
  await takeLink(page, await makeSetUpLink(baseURL as string), ADMIN, 'Policy desk');
  const { slug, codes } = await makeOwnMarket(page, 'POLICY');
  await propose(page, slug);
  await page.goto(`/portfolios/${slug}/policy`);
  await page.getByRole('link', { name: 'Change the policy' }).click();
  const most = page.getByLabel(`Maximum, % of ${codes[0]}`, { exact: true });

  await test.step('a limit below the weight points at the weight and says so beside it', async () => {
    const weight = page.getByLabel(`Weight, % of ${codes[0]}`, { exact: true });
    await most.fill('40');
    await expect(weight).toHaveAttribute('aria-invalid', 'true');
    await expect(weight).toHaveAccessibleDescription(/must lie between its minimum 10\.00.% and its maximum 40\.00.%/);
    await expect(most).not.toHaveAttribute('aria-invalid', 'true');
    await most.fill('120');
    await expect(most).toHaveAttribute('aria-invalid', 'true');
    await expect(weight).not.toHaveAttribute('aria-invalid', 'true');
    await most.fill('52');
    await expect(page.locator('[aria-invalid="true"]')).toHaveCount(0);
  });

  await test.step('another model brings its promise and its parameters, and what it does not take is said while typed', async () => {
    const section = page.locator('section').filter({ has: page.getByRole('heading', { name: 'The model that follows it' }) });
    await section.getByLabel('Model', { exact: true }).selectOption('gtaa5');
    await expect(section).toContainText('Reads the prices of the asset classes and nothing else.');
    const months = section.getByLabel('Months', { exact: true });
    await months.fill('0');
    await expect(months).toHaveAttribute('aria-invalid', 'true');
    await expect(months).toHaveAccessibleDescription(/Must be at least 1\./);
    await expect(section.getByRole('status')).toContainText('One parameter is to be corrected');
    await months.fill('6');
    await expect(months).not.toHaveAttribute('aria-invalid', 'true');
    await expect(section.getByRole('status')).toBeEmpty();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
      expect((await new AxeBuilder({ page }).analyze()).violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`)), colorScheme).toEqual([]);
    }
  });

  await test.step('the preview shows what today’s target would become, and which proposal goes stale', async () => {
    await page.getByRole('button', { name: 'Preview' }).click();
    await expect(page.getByRole('table', { name: 'Today’s target under both policies' }).getByRole('row')).toHaveCount(4);
    await expect(page.getByText('Proposal 1 is open: once this version is in force it can no longer be signed, only refreshed.')).toBeVisible();
    await expect(most).toHaveValue('52');
    await expect(page.getByLabel('Months', { exact: true })).toHaveValue('6');
  });

  await test.step('written, version 2 says what changed', async () => {
    await page.getByLabel('Reason', { exact: true }).fill('The board lowered the ceiling');
    await page.getByRole('button', { name: 'Write version 2' }).click();
    await page.waitForURL(`**/portfolios/${slug}/policy`);
    const versions = page.getByRole('table', { name: 'Versions of this policy' });
    await expect(versions.getByRole('row', { name: /^2 / })).toContainText(/range 10\.00.% to 90\.00.% → 10\.00.% to 52\.00.%/);
    await expect(versions.getByRole('row', { name: /^2 / })).toContainText('model house 1.0.0 → gtaa5 1.0.0');
    await expect(versions.getByRole('row', { name: /^1 / })).toContainText('the first version');
  });

  await test.step('the open proposal says that it can no longer be signed', async () => {
    await page.goto(`/portfolios/${slug}/proposals/1`);
    await expect(page.getByRole('heading', { name: 'No longer current' })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Refresh' })).toContainText(/policy/);
    await expect(page.getByRole('button', { name: 'Approve and sign' })).toHaveCount(0);
  });

  await test.step('an analyst of the desk reads the rules and cannot change them', async () => {
    const invitation = await invite(page, ANALYST.email, 'analyst');
    await page.context().clearCookies();
    await takeLink(page, invitation, ANALYST);
    await page.goto(`/portfolios/${slug}/policy`);
    await expect(page.getByRole('table', { name: 'Versions of this policy' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Change the policy' })).toHaveCount(0);
    await page.goto(`/portfolios/${slug}/policy/edit`);
    await expect(page.getByText('Your role cannot change a policy')).toBeVisible();
  });
});
