import { connect } from 'node:net';
import type { Page } from '@playwright/test';
import { countAllTables, type Sql } from '../../lib/server/testing/sql';
import { importAddress, sendImport, type Statement } from '../support/imports';
import { signInAs } from '../support/people';
import { fillPortfolioForm, makeSamplePortfolio } from '../support/portfolios';
import { expect, test } from '../support/test';

const PRICES = { kind: 'prices', basis: 'total-return', sampling: 'end', currency: 'USD' };
const GOOD = 'date,GOOD\n2024-01-31,100\n2024-02-29,101\n';

/** Everything stored but sessions, which come and go with signing in. */
async function rows(sql: Sql): Promise<Readonly<Record<string, number>>> {
  return Object.fromEntries(Object.entries(await countAllTables(sql)).filter(([table]) => table !== 'session'));
}

/** Does what is to be refused, and looks that no table has grown or shrunk. */
async function leavesNothing(sql: Sql, work: () => Promise<void>): Promise<void> {
  const before = await rows(sql);
  await work();
  expect(await rows(sql)).toEqual(before);
}

// What is refused is also a failed request, which the browser reports on its console.
test.use({ noise: [/Failed to load resource: the server responded with a status of (404|422)/] });

test('what is not there, or belongs to another desk, is not found', async ({ page }) => {
  await signInAs(page, 'analyst');
  for (const address of ['/portfolios/harbour-endowment-of-others', '/portfolios/global-multi-asset/proposals/999', '/portfolios/global-multi-asset/proposals/1e3', "/portfolios/x'%20or%201=1", '/nowhere']) {
    const response = await page.goto(address);
    expect(response?.status(), address).toBe(404);
    await expect(page.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible();
  }
});

test('a malformed file shows the lines that are wrong, and writes nothing', async ({ page, sql }) => {
  await signInAs(page, 'analyst');
  await leavesNothing(sql, async () => {
    await page.goto('/data/import?kind=prices');
    const text = 'date,AAA,BBB\n2024-01-31,100,50\n2024-02-30,101,51\n2024-03-29,minus,52\n2024-04-30,103,-4\n';
    await page.getByLabel('Drop a file or choose one').setInputFiles({ name: 'broken.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    for (const button of ['Look at it first', 'Import']) {
      await page.getByRole('button', { name: button, exact: true }).click();
      const alert = page.getByRole('main').getByRole('alert');
      await expect(alert).toContainText('nothing was written');
      for (const line of [3, 4, 5]) await expect(alert.getByText(`Line ${line}`, { exact: true })).toBeVisible();
      await expect(alert).toContainText('2024-02-30');
      await expect(alert).toContainText('minus');
    }
  });
});

test('holdings of tomorrow are refused', async ({ page, sql }) => {
  await signInAs(page, 'analyst');
  const slug = await makeSamplePortfolio(page, 'Not yet');
  await leavesNothing(sql, async () => {
    await page.goto(`/data/import?kind=holdings&portfolio=${slug}`);
    await page.getByLabel('Held at the close of').fill('2199-01-01');
    await page.getByLabel('Drop a file or choose one').setInputFiles({ name: 'tomorrow.csv', mimeType: 'text/csv', buffer: Buffer.from('instrument,quantity,value\nKHUS.SIM,1,\n') });
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(page.getByRole('main').getByRole('alert')).toContainText('2199-01-01 lies in the future');
  });
});

test('weights that do not sum to one are refused with their sum, and stay in the form', async ({ page, sql }) => {
  await signInAs(page, 'analyst');
  await leavesNothing(sql, async () => {
    await page.goto('/portfolios/new');
    await fillPortfolioForm(page, {
      name: 'Too little',
      lines: [
        { code: 'KHUS.SIM', group: 'equity', weight: '55', min: '20', max: '80' },
        { code: 'KHTY.SIM', group: 'bond', weight: '40', min: '20', max: '80' },
      ],
    });
    await expect(page.getByText(/The weights sum to 95\.00 %: 5\.00 % missing/)).toBeVisible();
    await page.getByRole('button', { name: 'Make the portfolio' }).click();
    await expect(page.getByRole('main').getByRole('alert')).toContainText('the weights sum to 0.95, not to 1');
    await expect(page.getByLabel('Weight, % of KHUS.SIM')).toHaveValue('55');
    await expect(page.getByLabel('Maximum, % of KHUS.SIM')).toHaveValue('80');
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Too little');
  });
});

test('an upload is taken from a person of this desk alone', async ({ page, request, baseURL, sql }) => {
  await signInAs(page, 'analyst');
  const statement: Statement = { fileName: 'good.csv', request: PRICES };
  const origin = baseURL as string;
  await leavesNothing(sql, async () => {
    const foreign = await sendImport(page.request, 'https://elsewhere.invalid', statement, GOOD);
    expect(foreign.status()).toBe(403);
    expect(await foreign.json()).toMatchObject({ ok: false, error: { kind: 'foreign-origin' } });
    const without = await page.request.post(importAddress(statement), { headers: { 'content-type': 'application/octet-stream' }, data: Buffer.from(GOOD) });
    expect(without.status()).toBe(403);
    // `request` has no cookies: nobody is signed in.
    const nobody = await sendImport(request, origin, statement, GOOD);
    expect(nobody.status()).toBe(401);
    const unreadable = await page.request.post('/api/imports?statement=%7B', { headers: { origin }, data: Buffer.from(GOOD) });
    expect(unreadable.status()).toBe(400);
  });
  await leavesNothing(sql, async () => {
    // The same file with everything right would have come in: this is what the refusals above stand against.
    const dry = await sendImport(page.request, origin, { ...statement, dryRun: true }, GOOD);
    expect(dry.status(), await dry.text()).toBe(200);
  });
});

test('a viewer may not import', async ({ page, baseURL, sql }) => {
  await signInAs(page, 'viewer');
  await leavesNothing(sql, async () => {
    const answer = await sendImport(page.request, baseURL as string, { fileName: 'good.csv', request: PRICES }, GOOD);
    expect(answer.status()).toBe(422);
    expect(await answer.json()).toMatchObject({ ok: false, error: { kind: 'forbidden' } });
    await page.goto('/data/import');
    await expect(page.getByText('Your role cannot import')).toBeVisible();
    await page.goto('/portfolios/new');
    await expect(page.getByRole('button', { name: 'Make the portfolio' })).toHaveCount(0);
  });
});

/** Sends an upload over a bare socket and closes it after `sent` bytes of a body said to be `declared` long. */
function sendCutShort(origin: URL, address: string, cookie: string, declared: number, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: origin.hostname, port: Number(origin.port), allowHalfOpen: true });
    let answer = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => (answer += chunk));
    socket.once('error', reject);
    socket.once('close', () => resolve(answer));
    socket.once('end', () => socket.end());
    const head = [`POST ${address} HTTP/1.1`, `Host: ${origin.host}`, `Origin: ${origin.origin}`, `Cookie: ${cookie}`, 'Content-Type: application/octet-stream', `Content-Length: ${declared}`, 'Connection: close'];
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.end());
  });
}

test('an upload cut short writes nothing, and the desk goes on', async ({ page, baseURL, sql }) => {
  await signInAs(page, 'analyst');
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  await leavesNothing(sql, async () => {
    const answer = await sendCutShort(new URL(baseURL as string), importAddress({ fileName: 'good.csv', request: PRICES }), cookie, GOOD.length + 500, GOOD);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });
  const health = await page.request.get('/api/health');
  expect(await health.json()).toMatchObject({ status: 'ok' });
});

/** Presses a button whose action is caught on its way out, and gives what would have been sent. */
async function catchAction(page: Page, button: string) {
  let caught: { readonly headers: Record<string, string>; readonly body: Buffer } | null = null;
  await page.route('**/portfolios/**', async (route) => {
    const request = route.request();
    if (request.method() !== 'POST') return route.continue();
    caught = { headers: await request.allHeaders(), body: request.postDataBuffer() ?? Buffer.alloc(0) };
    return route.fulfill({ status: 204 });
  });
  await page.getByRole('button', { name: button }).first().click();
  await expect.poll(() => caught).not.toBeNull();
  await page.unroute('**/portfolios/**');
  return caught as unknown as { readonly headers: Record<string, string>; readonly body: Buffer };
}

test.describe('a server action', () => {
  // The caught request is answered with nothing, which the page takes for a broken connection.
  test.use({ noise: [/./] });

  test('from a foreign origin does nothing', async ({ page, baseURL, sql }) => {
    await signInAs(page, 'analyst');
    const slug = await makeSamplePortfolio(page, 'Only from here');
    const address = `${baseURL}/portfolios/${slug}`;
    await page.goto(address);
    const { headers, body } = await catchAction(page, 'Record recommendation');
    const send = (origin: string) =>
      page.request.post(address, { headers: { 'next-action': headers['next-action'], 'content-type': headers['content-type'], accept: headers.accept, origin }, data: body });
    await leavesNothing(sql, async () => {
      const foreign = await send('https://elsewhere.invalid');
      expect(foreign.status() >= 400 || (await foreign.text()).includes('did not come from this desk')).toBe(true);
      const without = await page.request.post(address, { headers: { 'next-action': headers['next-action'], 'content-type': headers['content-type'] }, data: body });
      expect(without.status() >= 400 || (await without.text()).includes('did not come from this desk')).toBe(true);
    });
    const before = await rows(sql);
    expect((await send(baseURL as string)).status()).toBe(200);
    expect((await rows(sql)).recommendation).toBe(before.recommendation + 1);
  });
});
