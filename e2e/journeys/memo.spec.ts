import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { makeOwnMarket, propose } from '../support/own-market';
import { printed, sheetsOf } from '../support/paper';
import { actAs, signInAs } from '../support/people';
import { expect, test } from '../support/test';

/** The title that a PDF gives itself. */
async function titleOf(pdf: Buffer): Promise<string> {
  const hex = /\/Title\s*<FEFF([0-9A-F]+)>/.exec(pdf.toString('latin1'))?.[1];
  if (hex) return Buffer.from(hex, 'hex').swap16().toString('utf16le');
  return /\/Title\s*\(([^)]*)\)/.exec(pdf.toString('latin1'))?.[1] ?? '';
}

test('the committee reads one sheet, takes it along as PDF, and sees on it who has signed', async ({ page, sql }) => {
  await signInAs(page, 'analyst');
  const { slug } = await makeOwnMarket(page, 'MEMO');
  await propose(page, slug);

  const hash = await test.step('the maker opens the memo: what is asked, what would prove it wrong, an empty line to sign on', async () => {
    await page.getByRole('link', { name: 'Committee memo' }).click();
    await page.waitForURL(`**/portfolios/${slug}/proposals/1/memo`);
    await expect(page.getByText(/^Asked: sign or reject by/)).toBeVisible();
    await expect(page.getByRole('heading', { name: 'What would prove it wrong' })).toBeVisible();
    await expect(page.getByText('Name, date and time')).toHaveCount(1);
    await expect(page.getByText(/^Computed by model .* under policy v1 from data as of 31 Dec 2025; not advice\.$/)).toBeVisible();
    const [{ content_hash }] = await sql.query<{ content_hash: string }>('select p.content_hash from proposal p join portfolio f on f.id = p.portfolio_id where f.slug = $1', [slug]);
    await expect(page.getByText(content_hash)).toBeVisible();
    return content_hash;
  });

  await test.step('it is one sheet on either paper, here and for the long portfolio of the sample', async () => {
    expect([await printed(page, 'A4'), await printed(page, 'Letter')]).toEqual([1, 1]);
    for (const sample of ['global-multi-asset', 'us-balanced']) {
      await page.goto(`/portfolios/${sample}/proposals/3/memo`);
      await expect(page.getByRole('heading', { name: 'Signatures' })).toBeVisible();
      expect([sample, await printed(page, 'A4'), await printed(page, 'Letter')]).toEqual([sample, 1, 1]);
    }
    await page.goto(`/portfolios/${slug}/proposals/1/memo`);
  });

  await test.step('the server makes the PDF where it has a browser, and says what to install where not', async () => {
    const links = page.getByRole('link', { name: /^PDF, / });
    const address = `/portfolios/${slug}/proposals/1/memo.pdf`;
    if ((await links.count()) > 0) {
      for (const [name, size] of [['PDF, A4', /MediaBox \[0 0 59[45]/], ['PDF, US Letter', /MediaBox \[0 0 612 792\]/]] as const) {
        const pdf = await (await page.request.get((await page.getByRole('link', { name }).getAttribute('href')) as string)).body();
        expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
        expect(sheetsOf(pdf)).toBe(1);
        expect(pdf.toString('latin1')).toMatch(size);
        expect(await titleOf(pdf)).toContain(`content ${hash.slice(0, 16)}`);
      }
      for (const sample of ['global-multi-asset', 'us-balanced']) expect(sheetsOf(await (await page.request.get(`/portfolios/${sample}/proposals/3/memo.pdf?paper=letter`)).body())).toBe(1);
    } else {
      const answer = await page.request.get(address);
      expect([answer.status(), await answer.text()]).toEqual([501, expect.stringContaining('Install the package "chromium"')]);
    }
    expect((await page.request.get(`${address}?paper=napkin`)).status()).toBe(422);
    expect((await page.request.get(`/portfolios/${slug}/proposals/99/memo.pdf`)).status()).toBe(404);
    // Whoever is nobody gets nothing: the address alone opens no door.
    const { stdout } = await promisify(execFile)('curl', ['-s', '-o', '/dev/null', '-w', '%{http_code}', new URL(address, page.url()).href]);
    expect(stdout).toBe('401');
  });

  await test.step('the approver signs, and the memo shows the signature instead of the line', async () => {
    await page.goto(`/portfolios/${slug}/proposals/1`);
    await actAs(page, 'approver');
    await page.getByRole('button', { name: 'Approve and sign' }).click();
    await expect(page.getByRole('listitem').filter({ hasText: 'Approved and signed' })).toBeVisible();
    await page.goto(`/portfolios/${slug}/proposals/1/memo`);
    await expect(page.getByText('Name, date and time')).toHaveCount(0);
    await expect(page.getByRole('listitem').filter({ hasText: 'Theo Marsh' }).filter({ hasText: 'Approver' })).toBeVisible();
    await expect(page.getByText('The policy asks for 1 approver; 1 signed.')).toBeVisible();
  });
});
