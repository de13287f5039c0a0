import type { Page } from '@playwright/test';
import { signInAs } from '../support/people';
import { expect, test } from '../support/test';

async function makeToken(page: Page, name: string, mayPropose: boolean): Promise<string> {
  await page.goto('/settings?tab=tokens');
  await page.getByLabel('Name of the token').fill(name);
  if (mayPropose) await page.getByLabel('It may make proposals too').check();
  await page.getByRole('button', { name: 'Make a token' }).click();
  return page.getByTestId('token').innerText();
}

test('a program reads the desk with a token, cannot sign with it, and is out once it is revoked', async ({ page, baseURL }) => {
  await signInAs(page, 'approver');
  const token = await makeToken(page, 'Evening sheet', true);
  expect(token).toMatch(/^ms_[\w-]{43}$/);
  // Plain fetch, outside the browser: there is no cookie to lean on.
  const ask = (path: string, init: RequestInit = {}) => fetch(`${baseURL}/api/v1${path}`, { ...init, headers: { authorization: `Bearer ${token}`, ...init.headers } });

  const answer = await ask('/portfolios');
  expect(answer.status).toBe(200);
  const { portfolios } = (await answer.json()) as { portfolios: { slug: string }[] };
  expect(portfolios.map(({ slug }) => slug)).toContain('us-balanced');
  const recommendation = (await (await ask('/portfolios/us-balanced/recommendation')).json()) as { lines: { targetFraction: number }[] };
  expect(recommendation.lines.reduce((sum, line) => sum + line.targetFraction, 0)).toBeCloseTo(1, 9);

  // There is no door to a signature, and the doors of the browser do not know the token.
  expect((await ask('/portfolios/us-balanced/proposals/1/approve', { method: 'POST', body: '{}' })).status).toBe(404);
  expect((await ask('/portfolios/us-balanced/proposals/1', { method: 'POST', body: '{}' })).status).toBe(405);
  expect((await fetch(`${baseURL}/api/exports/prices`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(401);
  // The cookie of the browser opens nothing here.
  expect((await page.request.get('/api/v1/portfolios')).status()).toBe(401);

  await page.reload();
  await expect(page.getByTestId('token')).toHaveCount(0);
  const row = page.getByRole('row').filter({ hasText: 'Evening sheet' });
  await expect(row).toContainText('read, propose');
  await expect(row).not.toContainText('never');
  await row.getByRole('button', { name: 'Revoke the token Evening sheet' }).click();
  await expect(row).toHaveCount(0);
  expect((await ask('/portfolios')).status).toBe(401);
});

test('a viewer makes a token that reads, and is not offered one that proposes', async ({ page, baseURL }) => {
  await signInAs(page, 'viewer');
  await page.goto('/settings?tab=tokens');
  await expect(page.getByLabel('It may make proposals too')).toHaveCount(0);
  const token = await makeToken(page, 'Reading sheet', false);
  const post = await fetch(`${baseURL}/api/v1/portfolios/us-balanced/proposals`, { method: 'POST', body: '{}', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' } });
  expect(post.status).toBe(403);
  await page.getByRole('button', { name: 'Revoke the token Reading sheet' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'Reading sheet' })).toHaveCount(0);
});
