import { sendImport } from '../support/imports';
import { makeOwnMarket, propose } from '../support/own-market';
import { rail, takeLink } from '../support/people';
import { makeSetUpLink } from '../support/set-up';
import { expect, test } from '../support/test';

/** Unemployment by month, published five weeks after each month, up to `last`. */
function unemployment(last: string): string {
  const rows: string[] = [];
  for (let year = 2015, month = 1; `${year}-${String(month).padStart(2, '0')}` <= last; [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1]) {
    const published = new Date(Date.UTC(year, month, 7)).toISOString().slice(0, 10);
    rows.push(`UNRATE,${year}-${String(month).padStart(2, '0')},${(4 + Math.sin((year * 12 + month) / 9)).toFixed(2)},${published}`);
  }
  return `series_id,period,value,release_date\n${rows.join('\n')}\n`;
}

test('the late data morning: every screen says what is late, the decision goes without it, and what comes in counts', async ({ page, baseURL }) => {
  const origin = baseURL ?? '';
  await takeLink(page, await makeSetUpLink(origin), { name: 'Mara Morgen', email: 'mara.morgen@example.invalid', password: 'waiting for figures' }, 'Morning desk');
  const bring = async (fileName: string, last: string) => {
    const answer = await sendImport(page.request, origin, { fileName, request: { kind: 'observations', pointInTime: true } }, unemployment(last));
    expect(answer.status(), await answer.text()).toBe(200);
  };
  await bring('unemployment.csv', '2025-04');
  const { slug } = await makeOwnMarket(page, 'MORNING');
  const late = /Late: UNRATE \d+ days/;

  await test.step('the book, the mix and the signals say so', async () => {
    await page.goto('/');
    await expect(page.getByRole('row', { name: /^Market MORNING/ })).toContainText(late);
    await page.goto(`/portfolios/${slug}`);
    await expect(page.getByRole('main')).toContainText(late);
    await rail(page).getByRole('link', { name: 'Signals' }).click();
    await page.waitForURL('**/signals');
    await expect(page.getByRole('main')).toContainText(late);
  });

  await test.step('the checks of a proposal see it', async () => {
    await propose(page, slug);
    await expect(page.getByRole('table', { name: /checks/i })).toContainText(/unemployment/i);
    await expect(page.getByRole('main')).toContainText(late);
  });

  await test.step('the map of the data says since when', async () => {
    await page.goto('/data/coverage');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^\d+ of \d+ series are late$/);
    await expect(page.getByRole('main')).toContainText(/UNRATE is the latest: its next value should have been there by 2025-0\d-\d\d/);
  });

  await test.step('figures that come in count: it is late by fewer days', async () => {
    const row = page.getByRole('row', { name: /^Market MORNING/ });
    const days = async () => Number(/UNRATE (\d+) days/.exec(await row.innerText())?.[1]);
    await page.goto('/');
    const before = await days();
    await bring('unemployment-rest.csv', '2025-11');
    await page.goto('/');
    // Seven months came in; prices end in December, and what is known then is late by the day of today.
    expect(before - (await days())).toBeGreaterThan(200);
  });
});
