import type { Page } from '@playwright/test';
import { sendImport } from './imports';
import { expect } from './test';

export interface Line {
  readonly code: string;
  readonly group?: string;
  /** Per cent, as the form takes them. */
  readonly weight: string;
  readonly min?: string;
  readonly max?: string;
}

export interface Draft {
  readonly name: string;
  readonly lines: readonly Line[];
  readonly cash?: string;
  readonly turnoverLimit?: string;
}

/** Fills the form of a new portfolio; sending it is for the caller. */
export async function fillPortfolioForm(page: Page, draft: Draft): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill(draft.name);
  for (const { code, group, weight, min, max } of draft.lines) {
    await page.getByLabel(`Weight, % of ${code}`, { exact: true }).fill(weight);
    if (group) await page.getByLabel(`Group of ${code}`, { exact: true }).selectOption(group);
    if (min) await page.getByLabel(`Minimum, % of ${code}`, { exact: true }).fill(min);
    if (max) await page.getByLabel(`Maximum, % of ${code}`, { exact: true }).fill(max);
  }
  if (draft.cash) await page.getByLabel('Cash', { exact: true }).selectOption(draft.cash);
  if (draft.turnoverLimit) await page.getByLabel('Turnover cap of one proposal, %').fill(draft.turnoverLimit);
}

/** Makes a portfolio through the form and gives its slug. */
export async function makePortfolio(page: Page, draft: Draft): Promise<string> {
  await page.goto('/portfolios/new');
  await fillPortfolioForm(page, draft);
  await page.getByRole('button', { name: 'Make the portfolio' }).click();
  await page.waitForURL(/\/portfolios\/(?!new$)[a-z0-9-]+$/);
  return new URL(page.url()).pathname.split('/').at(-1) as string;
}

/** A portfolio of the sample's own series, with holdings well off its target. Needs the analyst. */
export async function makeSamplePortfolio(page: Page, name: string): Promise<string> {
  const slug = await makePortfolio(page, {
    name,
    lines: [
      { code: 'KHUS.SIM', group: 'equity', weight: '50', min: '20', max: '80' },
      { code: 'KHTY.SIM', group: 'bond', weight: '45', min: '20', max: '80' },
      { code: 'USD.SIM', group: 'cash', weight: '5', min: '0', max: '40' },
    ],
    cash: 'USD.SIM',
    turnoverLimit: '100',
  });
  const holdings = 'instrument,quantity,value\nKHUS.SIM,90000,\nKHTY.SIM,80000,\nCASH,,1500000\n';
  const answer = await sendImport(page.request, new URL(page.url()).origin, { fileName: `${slug}-holdings.csv`, request: { kind: 'holdings', asOf: '2025-12-31' }, portfolio: slug }, holdings);
  expect(answer.status(), await answer.text()).toBe(200);
  return slug;
}
