import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { verifyJournalFile } from '../../lib/server/journal-file';
import { actAs, signInAs } from '../support/people';
import { makeSamplePortfolio } from '../support/portfolios';
import { expect, test } from '../support/test';

const fact = (page: Page, label: string) => page.locator('.journal-facts dl > div').filter({ has: page.getByText(label, { exact: true }) }).locator('dd');

async function downloaded(page: Page, link: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: link }).click()]);
  return readFileSync(await download.path(), 'utf8');
}

test('an auditor asks who approved what, when, under which policy and on what data, and whether it can be believed', async ({ page, sql }) => {
  await signInAs(page, 'analyst');
  const slug = await makeSamplePortfolio(page, 'Read by an auditor');
  await page.goto(`/portfolios/${slug}`);
  await page.getByRole('button', { name: 'Propose reallocation' }).first().click();
  await page.waitForURL(`**/portfolios/${slug}/proposals/1`);
  await actAs(page, 'approver');
  await page.getByRole('textbox', { name: /^Reason, if there is/ }).fill('The auditor will read this.');
  await page.getByRole('button', { name: 'Approve and sign' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Approved and signed' })).toBeVisible();
  await actAs(page, 'viewer');

  await test.step('filters to the decisions of one portfolio, and the address keeps them', async () => {
    await page.goto('/journal');
    const form = page.getByRole('form', { name: 'Filter' });
    await form.getByLabel('Portfolio').selectOption(slug);
    await form.getByLabel('About').selectOption('Proposals and decisions');
    await form.getByRole('button', { name: 'Show', exact: true }).click();
    await page.waitForURL(`**/journal?portfolio=${slug}&*kind=proposals*`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^[\d,]+ rows, the 2 shown hold$/);
    await expect(page.locator('.journal > li')).toHaveCount(2);
    await page.reload();
    await expect(form.getByLabel('About')).toHaveValue('proposals');
  });

  await test.step('opens the approval with the keyboard, and reads what it rests on', async () => {
    const entry = page.getByRole('link', { name: `Proposal 1 of ${slug} approved` });
    await expect(entry).toHaveAttribute('aria-expanded', 'false');
    await entry.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**&entry=*');
    await expect(entry).toHaveAttribute('aria-expanded', 'true');
    const [stored] = await sql.query<{ content_hash: string; input_hash: string; hash: string; user_id: string }>(
      `select p.content_hash, r.input_hash, j.hash, d.user_id from proposal p join portfolio f on f.id = p.portfolio_id join recommendation r on r.id = p.recommendation_id
       join proposal_decision d on d.proposal_id = p.id join journal_entry j on j.subject_id = p.id::text and j.kind = 'proposal.approved' where f.slug = $1`, [slug],
    );
    await expect(page.getByText('Recomputed hash matches, and so do both neighbours')).toBeVisible();
    await expect(fact(page, 'Who')).toContainText(`(${stored.user_id})`);
    await expect(fact(page, 'Reason')).toHaveText('The auditor will read this.');
    await expect(fact(page, 'Hash of what was decided on')).toHaveText(`${stored.content_hash} – the proposal at the desk has the same`);
    await expect(fact(page, 'Policy')).toContainText('version 1');
    await expect(fact(page, 'Model')).toContainText(/^house \d/);
    await expect(fact(page, 'Data as of')).toContainText(/^31 Dec 2025, as recorded by .+ UTC$/);
    await expect(fact(page, 'Input hash')).toHaveText(stored.input_hash);
    await expect(fact(page, 'Hash in the row')).toHaveText(stored.hash);
    // Not the desk's word for it: the text on the screen, hashed here.
    const text = await page.locator('.journal-facts > p.code').innerText();
    expect(createHash('sha256').update(text).digest('hex')).toBe(stored.hash);
    await page.keyboard.press('Enter');
    await expect(page.locator('.journal-facts')).toHaveCount(0);
  });

  await test.step('takes the selection away as a table, and the whole chain as a file that holds by itself', async () => {
    const table = (await downloaded(page, 'All that fit, as CSV')).trimEnd().split('\n');
    expect(table.map((line) => line.split(',')[4])).toEqual(['kind', 'proposal.approved', 'proposal.proposed']);
    const lines = (await downloaded(page, 'Export the chain')).split('\n');
    const { anchor } = JSON.parse(lines.filter(Boolean).at(-1) as string) as { anchor: string };
    expect(await verifyJournalFile(lines, anchor)).toMatchObject({ ok: true, value: { intact: true, anchor: 'head' } });
  });

  await test.step('has the whole chain walked, which the journal keeps', async () => {
    await page.getByRole('link', { name: 'Show all' }).click();
    await page.waitForURL('**/journal');
    await page.getByRole('button', { name: 'Verify the whole chain' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'and the chain holds' })).toBeVisible();
    await expect(page.locator('.journal > li').first()).toContainText(/Whole chain walked: \d+ rows hold/);
    await page.reload();
    await expect(page.locator('.lede').first()).toContainText('That tells of then');
  });

  await test.step('is told what cannot be answered, and the way back', async () => {
    await page.goto(`/journal?portfolio=${slug}&from=1999-01-01&to=1999-01-02`);
    await expect(page.getByRole('heading', { name: 'No row fits' })).toBeVisible();
    await page.goto('/journal?from=2025-02-30');
    await expect(page.getByText(/from: is a calendar day written YYYY-MM-DD/)).toBeVisible();
    await page.goto('/journal?entry=2000000000');
    await expect(page.getByText(/The journal has no row 2000000000/)).toBeVisible();
    await page.getByRole('link', { name: 'Show the newest rows' }).click();
    await expect(page.locator('.journal > li').first()).toBeVisible();
  });

  await test.step('pages by row', async () => {
    await page.goto('/journal?before=6');
    await expect(page.locator('.journal > li')).toHaveCount(5);
    await expect(page.getByRole('link', { name: 'Older' })).toHaveCount(0);
    await page.getByRole('link', { name: 'Newest' }).click();
    await page.waitForURL('**/journal');
  });
});
